import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languagePacks } from '../../../schemas/languageRegistry.ts';
import type { Problem } from '../../../server/language/answers.ts';
import { ruleReach } from '../../../server/language/schema/ruleReach.ts';
import { askPack } from '../../support/askPack.ts';
import { fc } from '../../support/fastCheck.ts';
import { createFixtureService, readFixtures, uriOf } from '../../support/fixtures.ts';
import { schemas } from '../../support/fixtures.ts';
import { writtenResources } from '../../support/packManifests.ts';
import { someRuns } from '../../support/someOf.ts';
import { asManifest, everyPath, put, valueAt } from '../../support/strangeResources.ts';

/** Asked of what all packs together find in all fixtures, with no rule switched off. */
const found = readFixtures().flatMap((fixture) => {
  const service = createFixtureService({ ...fixture, names: true, off: [] });
  return fixture.files.map((file) => ({
    where: `${fixture.name} ${file.path}`,
    problems: service.diagnose(uriOf(file.path)),
  }));
});

/** Rules that may speak about one place, and why each of them has something of its own to say. */
const mayMeet: Readonly<Record<string, string>> = {
  'cloudnative-pg/built-in-store-deprecated + cloudnative-pg/store-credentials-invalid':
    'that nothing logs in to the store is a fault now, that it is built in will be one',
};

test('two rules never report one fault', () => {
  const meetings = found.flatMap(({ where, problems }) =>
    problems.flatMap((problem, index) =>
      problems
        .slice(index + 1)
        .filter((other) => isSamePlace(problem, other))
        .map((other) => ({
          where,
          pair: [problem.code, other.code].sort().join(' + '),
          isOneText: problem.message === other.message,
        })),
    ),
  );
  const bad = meetings.filter(({ pair, isOneText }) => isOneText || (!isOneCode(pair) && !(pair in mayMeet)));
  assert.deepEqual(
    bad.map(({ where, pair }) => `${pair} in ${where}`),
    [],
  );
  for (const pair of Object.keys(mayMeet))
    assert.ok(
      meetings.some((each) => each.pair === pair),
      `${pair} never meet`,
    );
});

/** What the expressions of a schema find is shown somewhere, as what rules find is. */
for (const { system } of languagePacks) {
  const asksRules = system.kinds.some(({ group, versions, kind }) =>
    versions.some((version) => {
      const schema = schemas.schema(group ? `${group}/${version}` : version, kind);
      return schema !== undefined && ruleReach(schema.nodes).leadsToRule(schema.root);
    }),
  );
  if (asksRules)
    test(`a fixture of ${system.id} shows what a rule of its schemas finds`, () => {
      const own = found.filter(({ where }) => where.startsWith(`schemas/systems/${system.id}/`));
      assert.ok(own.some(({ problems }) => problems.some(({ code }) => code === 'schema/rule')));
    });
}

function isSamePlace(one: Problem, other: Problem): boolean {
  return JSON.stringify(one.range) === JSON.stringify(other.range);
}

/** Two things are missing from one map. */
function isOneCode(pair: string): boolean {
  const [one, other] = pair.split(' + ');
  return one === other;
}

test('a message is a short sentence', () => {
  for (const { where, problems } of found)
    for (const { code, message } of problems) {
      assert.match(message, /^\S.{18,400}[.?]$/, `${code} in ${where}: ${message}`);
    }
});

/** Rules that take a placeholder for something that will be written. */
const takenForWritten = ['zalando/clone-and-standby'];

for (const pack of languagePacks) {
  test(`a placeholder in place of a value is no fault to ${pack.system.id}`, () => {
    if (pack.rules.length === 0) return;
    const written = (['examples', 'snippets', 'fixtures'] as const).flatMap((source) =>
      writtenResources(pack.system, source),
    );
    const rulesThatSpeak = (value: unknown) => {
      const resource = asManifest(value);
      const findings = resource ? askPack(pack, resource, { others: [] }).findings : [];
      return findings.map(({ rule }) => rule).filter((rule) => !takenForWritten.includes(rule));
    };
    fc.assert(
      fc.property(fc.constantFrom(...written), fc.nat(), ({ value }, index) => {
        const places = everyPath(value).filter(
          ([first, ...rest]) => first === 'spec' || (rest.length > 0 && first !== undefined),
        );
        const place = places[index % places.length];
        fc.pre(place !== undefined && valueAt(value, place) !== null && valueAt(value, place) !== '');
        const before = rulesThatSpeak(value);
        const after = rulesThatSpeak(put(value, place, () => '${X}'));
        assert.deepEqual(
          after.filter((rule) => !before.includes(rule)),
          [],
          place.join('.'),
        );
      }),
      { numRuns: someRuns(100, 300) },
    );
  });
}
