import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { languagePacks } from '../../../schemas/languageRegistry.ts';
import { operatorOf } from '../../../server/language/operators.ts';
import { positionOf, serviceWith, uri } from '../../support/manifests.ts';

/** Kinds that a pack claims without a schema for them: the editor knows their names and is silent about the rest. */
const unwritten = languagePacks.flatMap((pack) =>
  pack.system.kinds
    .filter(({ namesOnly }) => pack.system.namesOnly ?? namesOnly)
    .map((kind) => ({ operator: operatorOf(pack, kind.group).id, ...kind })),
);

describe('a kind without a schema', () => {
  for (const { operator, group, versions, kind } of unwritten) {
    test(`${kind} of ${operator}: nothing wrong, whatever it says, and no answer throws`, () => {
      const text = `apiVersion: ${group}/${versions[0] ?? ''}\nkind: ${kind}\nmetadata:\n  name: shop\nspec:\n  made: up\n  list: [1, { a: b }]\n  empty:\n`;
      const service = serviceWith(text);
      // Of an object that an operator makes is said at most that nobody writes one.
      const found = service.diagnose(uri).filter(({ severity }) => severity !== 'information');
      assert.deepEqual(found, []);
      for (const piece of ['kind:', 'shop', 'spec:', 'made', 'up', 'empty:']) {
        const position = positionOf(text, piece);
        service.hover(uri, position);
        service.complete(uri, position);
        service.codeActions(uri, { start: position, end: position });
      }
      assert.deepEqual(service.complete(uri, { line: 7, character: 8 }), []);
      assert.equal(service.documentSymbols(uri).length, 1);
      service.inlayHints(uri, { start: { line: 0, character: 0 }, end: { line: 8, character: 0 } });
      assert.deepEqual(
        service.status(uri).systems.map(({ id }) => id),
        [operator],
      );
    });
  }

  test('what the operator makes stands beside the field that causes it', () => {
    const text =
      'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata:\n  name: shop\nspec:\n  enableSuperuserAccess: true\n';
    const service = serviceWith(text);
    service.configure({ inlayHints: true });
    const hints = service.inlayHints(uri, { start: { line: 0, character: 0 }, end: { line: 6, character: 0 } });
    assert.deepEqual(
      hints.map(({ label }) => label),
      ['→ shop-superuser'],
    );
  });

  test('a version or a spelling that the API server does not have is an error', () => {
    const codes = (apiVersion: string, kind: string) =>
      serviceWith(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: shop\n`)
        .diagnose(uri)
        .map(({ code }) => code);
    assert.deepEqual(codes('postgresql.cnpg.io/v1beta1', 'Cluster'), ['schema/unknown-version']);
    assert.deepEqual(codes('postgresql.cnpg.io/v1', 'cluster'), ['schema/unknown-kind']);
    assert.deepEqual(codes('postgres-operator.crunchydata.com/v1', 'PostgresCluster'), []);
    assert.deepEqual(codes('postgresql.cnpg.io/v1', 'FailoverQuorum'), []);
    assert.deepEqual(codes('cluster.x-k8s.io/v1beta1', 'Cluster'), []);
  });
});
