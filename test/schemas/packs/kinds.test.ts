import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import type { AuthoredSchema } from '../../../schemas/compiler/authoredSchema.ts';
import { languagePacks } from '../../../schemas/languageRegistry.ts';
import { systems } from '../../../schemas/registry.ts';
import { configurationPack } from '../../../server/language/configuration/configurationPack.ts';
import { operatorsOf } from '../../../server/language/operators.ts';
import { compareVersions } from '../../../server/language/compareVersions.ts';
import { readSchemaFiles } from '../../../tools/schemas/readSchemaFiles.ts';
import { root, schemas } from '../../support/fixtures.ts';
import { writtenResources } from '../../support/packManifests.ts';

/** Kinds that are checked where they occur, and that nobody starts from here. */
const notStartedFrom: Readonly<Record<string, string>> = {
  DaemonSet: 'neither a database nor a client of one runs on every node',
  Pod: 'a Job or a Deployment does it better',
  ServiceAccount: 'nothing but a name',
};

test('the two registries list the same systems in the same order', () => {
  assert.deepEqual(
    languagePacks.map(({ system }) => system),
    systems,
  );
});

test('operators have ids of their own', () => {
  const ids = languagePacks.flatMap(operatorsOf).map(({ id }) => id);
  assert.deepEqual([...new Set(ids)], ids);
});

/** Asked of every pack that is registered. */
for (const pack of languagePacks) {
  const { system, rules } = pack;
  describe(`kinds of ${system.id}`, () => {
    test('come from a folder that is called like the system', () => {
      assert.match(system.id, /^[a-z][a-z0-9-]*$/);
      assert.ok(existsSync(path.join(root, 'schemas/systems', system.id, 'system.ts')));
    });

    test('have schemas in all their versions, unless they are known by names only', () => {
      for (const { group, versions, kind, namesOnly } of system.kinds)
        for (const version of versions) {
          const apiVersion = apiVersionOf(group, version);
          assert.equal(
            schemas.schema(apiVersion, kind) === undefined,
            system.namesOnly === true || namesOnly === true,
            `${apiVersion} ${kind}`,
          );
        }
    });

    test('stand in a fixture, an example and a snippet once there are rules', () => {
      if (rules.length === 0) return;
      const checked = system.kinds.filter(({ namesOnly }) => !namesOnly);
      const missing = (['fixtures', 'examples', 'snippets'] as const).flatMap((source) => {
        const written = new Set(writtenResources(system, source).map(({ kind }) => kind));
        return [...new Set(checked.map(({ kind }) => kind))]
          .filter((kind) => !written.has(kind) && (source === 'fixtures' || !(kind in notStartedFrom)))
          .map((kind) => `${kind} in ${source}`);
      });
      assert.deepEqual(missing, []);
    });

    test('have versions of the operator in order, the oldest first', () => {
      for (const { operatorVersions } of operatorsOf(pack))
        for (const [index, version] of operatorVersions.entries()) {
          const next = operatorVersions[index + 1];
          assert.match(version, /^\d+(?:\.\d+)*$/);
          assert.ok(next === undefined || compareVersions(version, next) < 0, `${version} before ${next}`);
        }
    });

    test('are those of one operator each, and every operator has some', () => {
      const groups = new Set(system.kinds.map(({ group }) => group));
      const others = (pack.otherOperators ?? []).map((each) => each.groups);
      assert.deepEqual([...new Set(others.flat())], others.flat());
      assert.ok(others.every((each) => each.length > 0 && each.every((group) => groups.has(group))));
      assert.ok(groups.size === 0 || [...groups].some((group) => !others.flat().includes(group)));
    });
  });
}

const schemaFiles = readSchemaFiles(root, []);

test('every schema is of a kind or subject of the system in whose folder it stands, with its scope', () => {
  const packs = [...languagePacks, configurationPack(languagePacks)];
  for (const { name, pack, apiVersion, kind, scope = 'Namespaced' } of schemaFiles) {
    if (apiVersion === '') {
      const subjects = packs.find(({ system }) => system.id === pack)?.subjects ?? [];
      assert.ok(
        subjects.some(({ id }) => id === kind),
        `${name}: ${kind}`,
      );
      continue;
    }
    const system = systems.find(({ id }) => name.split(path.sep).includes(id));
    const known = system?.kinds.find(
      (each) => each.kind === kind && each.versions.some((version) => apiVersion === apiVersionOf(each.group, version)),
    );
    assert.equal(known?.scope, scope, `${name}: ${apiVersion} ${kind}`);
  }
});

function apiVersionOf(group: string, version: string): string {
  return group ? `${group}/${version}` : version;
}

test('help says more than the name of its field', () => {
  const bad = schemaFiles.flatMap(({ name, schema, definitions }) =>
    [schema, ...Object.values(definitions)]
      .flatMap((each) => [...saysNothing(each, [])])
      .map((field) => `${name}: ${field}`),
  );
  assert.deepEqual(bad, []);
});

const fillers = new Set(
  'a an and are as at be by for from has in is it its of on or that the this to which with'.split(' '),
);

/** Fields whose help consists of the words of their path, whatever their order and ending. */
function* saysNothing(schema: AuthoredSchema, above: readonly string[]): Iterable<string> {
  const { properties = {}, items, additionalProperties } = schema;
  for (const [key, property] of Object.entries(properties)) {
    const path = [...above, key];
    const own = new Set([...fillers, ...path.flatMap(wordsOf)]);
    const { description } = property;
    if (description && wordsOf(description).every((word) => own.has(word))) {
      yield `${path.join('.')}: ${description}`;
    }
    yield* saysNothing(property, path);
  }
  if (items) yield* saysNothing(items, above);
  if (typeof additionalProperties === 'object') yield* saysNothing(additionalProperties, above);
}

/** `standbyCluster` is `standby`, `cluster`; without the endings of plurals. */
function wordsOf(text: string): string[] {
  const apart = text.replaceAll(/([a-z0-9])(?=[A-Z])/g, '$1 ').toLowerCase();
  return apart
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .map((word) => word.replace(/s$/, ''));
}
