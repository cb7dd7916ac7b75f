import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Rule } from '../../../schemas/contract/index.ts';
import { languagePacks } from '../../../schemas/languageRegistry.ts';
import { versionedOperators } from '../../../server/language/operators.ts';
import { readFixtures } from '../../support/fixtures.ts';
import type { Fixture } from '../../support/fixtures.ts';

const fixtures = new Map(readFixtures().map((fixture) => [fixture.name, fixture]));
const severities = ['error', 'warning', 'information', 'hint'];

/** Asked of every rule of every pack that is registered. */
for (const pack of languagePacks) {
  const { system, subjects = [], passing = [], rules } = pack;
  const known = versionedOperators([pack]).flatMap(({ operatorVersions }) => operatorVersions);
  describe(`rules of ${system.id}`, () => {
    test('have ids of their own', () => {
      assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
    });

    for (const rule of rules) {
      const base = `schemas/systems/${system.id}/testdata/${rule.id.slice(system.id.length + 1)}`;

      test(`${rule.id} says when it holds, why, and where that stands`, () => {
        assert.match(rule.id, new RegExp(`^${system.id}/[a-z0-9]+(?:-[a-z0-9]+)+$`));
        assert.ok(severities.includes(rule.severity), rule.severity);
        assert.match(rule.source, /^https:\/\/\S+$/);
        const sentences = sentencesOf(rule);
        assert.ok(sentences.length >= 2 && sentences.length <= 6, `${sentences.length} sentences`);
        const kinds = [...[...system.kinds, ...passing].map(({ kind }) => kind), ...subjects.map(({ id }) => id)];
        assert.ok(rule.kinds.length > 0 && rule.kinds.every((kind) => kinds.includes(kind)), rule.kinds.join());
        for (const version of [rule.since, rule.until])
          assert.ok(version === undefined || known.includes(version), `there is no version ${version}`);
      });

      test(`${rule.id} has a fixture in which it speaks, and one in which nothing does`, () => {
        const own = fixtures.get(`${base}.yaml`);
        assert.ok(own, `${base}.yaml is missing`);
        assert.ok(
          marksOf(own).some((mark) => mark.includes(` ${rule.severity} ${rule.id}: `)),
          'it does not speak there',
        );
        const silent = fixtures.get(`${base}.silent.yaml`);
        assert.ok(silent, `${base}.silent.yaml is missing`);
        assert.deepEqual(marksOf(silent), []);
      });
    }
  });
}

function marksOf({ files }: Fixture): readonly string[] {
  return files.flatMap(({ marks }) => marks);
}

/** A full stop inside code or a number ends nothing. */
function sentencesOf({ help }: Rule): readonly string[] {
  const text = help
    .replaceAll(/`[^`]*`/g, 'x')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return text.split(/(?<=[.!?:])\s+(?=[A-Z"x])/);
}
