import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { languagePacks } from '../../../schemas/languageRegistry.ts';
import { versionedOperators } from '../../../server/language/operators.ts';
import { schemas } from '../../support/fixtures.ts';

const effects = ['refused', 'ignored', 'different', 'default'];

/** Asked of every pack that is registered. */
for (const pack of languagePacks) {
  const { system, subjects = [], rules, changes = [], servers = [], operatorVersions } = pack;
  const kinds = [...system.kinds.map(({ kind }) => kind), ...subjects.map(({ id }) => id)];
  const ids = new Set(rules.map(({ id }) => id));
  const isKnown = (version: string, known: readonly string[]) =>
    known.some((each) => each === version || version.startsWith(`${each}.`));

  describe(`changes of ${system.id}`, () => {
    const all = [
      ...changes.map((change) => ({ change, versions: operatorVersions, prefix: system.id, among: kinds })),
      ...servers.flatMap((server) =>
        server.changes.map((change) => ({
          change,
          versions: server.versions,
          prefix: server.id,
          among: [...server.kinds, ...(server.contents ?? [])],
        })),
      ),
    ];

    test('have ids of their own', () => {
      const names = all.map(({ change }) => change.id);
      assert.equal(new Set(names).size, names.length);
      assert.deepEqual(
        names.filter((id) => ids.has(id)),
        [],
      );
    });

    for (const { change, versions, prefix, among } of all) {
      test(`${change.id} says since when, of what, and where that stands`, () => {
        assert.match(change.id, new RegExp(`^${prefix}/[a-z0-9]+(?:-[a-z0-9]+)+$`));
        assert.ok(isKnown(change.since, versions), `there is no version ${change.since}`);
        assert.ok(effects.includes(change.effect), change.effect);
        assert.match(change.source, /^https:\/\/\S+$/);
        assert.ok(change.kinds.length > 0 && change.kinds.every((kind) => among.includes(kind)), change.kinds.join());
      });
    }

    test('of servers: versions go up, and the kinds are there', () => {
      for (const { versions, kinds: run, contents = [] } of servers) {
        assert.ok(versions.every((each, index) => index === 0 || Number(each) > Number(versions[index - 1])));
        assert.ok([...run, ...contents].every((kind) => kinds.includes(kind)));
      }
    });

    test('of defaults in schemas: the versions exist, and none hides another', () => {
      const known = versionedOperators([pack]).flatMap((operator) => operator.operatorVersions);
      if (known.length === 0) return;
      const apiVersions = system.kinds.flatMap(({ group, versions, kind }) =>
        versions.map((version) => [`${group === '' ? '' : `${group}/`}${version}`, kind] as const),
      );
      for (const [apiVersion, kind] of [...apiVersions, ...subjects.map(({ id }) => ['', id] as const)]) {
        // Kinds of a pack share their nodes, whoever runs them.
        const schema = schemas.schema(apiVersion, kind);
        for (const { readings = [] } of schema?.nodes ?? []) {
          for (const { since, until } of readings) {
            for (const version of [since, until])
              assert.ok(version === undefined || isKnown(version, known), `${kind}: no version ${String(version)}`);
          }
          readings.slice(1).forEach(({ since }, index) => {
            assert.ok(since !== undefined && readings[index]?.until !== undefined, `${kind}: a reading hides the next`);
          });
        }
      }
    });
  });
}
