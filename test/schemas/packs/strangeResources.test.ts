import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LanguagePack, ManifestNode, Resource } from '../../../schemas/contract/index.ts';
import { languagePacks } from '../../../schemas/languageRegistry.ts';
import { askPack } from '../../support/askPack.ts';
import type { PackAnswers, Surroundings } from '../../support/askPack.ts';
import { fc } from '../../support/fastCheck.ts';
import { assertPlaced } from '../../support/names.ts';
import { someRuns } from '../../support/someOf.ts';
import { asManifest, asObject, strangeResources } from '../../support/strangeResources.ts';

/** Asked of every pack that is registered: what holds whatever stands in a resource. */
describe('whatever stands in a resource', () => {
  for (const pack of languagePacks) {
    test(`${pack.system.id} answers, and what it says has a place`, () => {
      const strange = strangeResources(pack);
      const versions = fc.constantFrom(undefined, pack.operatorVersions[0], pack.operatorVersions.at(-1));
      fc.assert(
        fc.property(
          strange,
          fc.array(strange, { maxLength: 2 }),
          versions,
          fc.boolean(),
          (value, near, version, partial) => {
            const written = asManifest(value);
            const others = near.flatMap((each) => asManifest(each) ?? []);
            const around = { others, ...(version ? { version } : {}), ...(others[0] ? { previous: others[0] } : {}) };
            if (written) checkAnswers(pack, { ...written, partial }, around);
            askPack(pack, asObject(value), { others: near.map(asObject) });
          },
        ),
        { numRuns: someRuns(50, 100) },
      );
    });
  }
});

function checkAnswers(pack: LanguagePack, resource: Resource, around: Surroundings): void {
  const { findings, derived, names } = askPack(pack, resource, around);
  for (const finding of findings) checkFinding(resource, finding);
  for (const { name, because, type } of derived) {
    assert.ok(name !== '', `a ${type} without a name`);
    assert.notEqual(resource.root.at(...because).kind, 'missing', `${type} ${name} because of nothing`);
  }
  for (const use of names) {
    assert.ok(use.name !== '', `a ${use.type} without a name`);
    assertPlaced(use);
  }
}

type RuleFinding = PackAnswers['findings'][number];

function checkFinding(resource: Resource, { rule, node, part, fixes = [] }: RuleFinding): void {
  assert.equal(topOf(node), resource.root, `${rule} marks another resource`);
  if (part) {
    const { start, end } = part;
    assert.ok(start >= 0 && start < end && end <= (node.source ?? '').length, `${rule} marks ${start} to ${end}`);
  }
  for (const { edits } of fixes) {
    assert.ok(edits.length > 0, `${rule}: a fix changes nothing`);
    for (const edit of edits) if (edit.do !== 'document') assert.equal(topOf(edit.node), resource.root, rule);
  }
}

function topOf(node: ManifestNode): ManifestNode {
  let top = node;
  while (top.parent) top = top.parent;
  return top;
}
