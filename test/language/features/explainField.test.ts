import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FieldExplanation } from '../../../server/language/answers.ts';
import { schemas } from '../../support/fixtures.ts';
import { serviceWith } from '../../support/manifests.ts';

const service = serviceWith('');

function explained(field: string, more: { version?: string; apiVersion?: string } = {}): FieldExplanation {
  const found = service.explain({ field, ...more });
  if ('problem' in found) assert.fail(found.problem);
  return found;
}

function problem(field: string, more: { apiVersion?: string } = {}): string {
  const found = service.explain({ field, ...more });
  return 'problem' in found ? found.problem : '';
}

describe('a field is explained without a manifest', () => {
  test('a kind, by its name in any case or its plural', () => {
    for (const word of ['postgresql', 'postgresqls', 'PostgreSQL']) {
      const { apiVersion, kind, path, fields } = explained(word);
      assert.deepEqual([apiVersion, kind, path], ['acid.zalan.do/v1', 'postgresql', []]);
      assert.ok(fields.some(({ name, required }) => name === 'spec' && required));
    }
  });

  test('below the items of a list and the values of a map', () => {
    assert.equal(explained('postgrescluster.spec.instances.replicas').type, 'integer');
    assert.equal(explained('Deployment.spec.template.spec.containers.env.valueFrom.secretKeyRef.name').type, 'string');
    assert.equal(explained('postgresql.spec.preparedDatabases.foo.schemas').path.length, 4);
  });

  test('in the API version that is asked for', () => {
    const apiVersion = 'postgres-operator.crunchydata.com/v1';
    assert.equal(explained('postgrescluster.spec', { apiVersion }).apiVersion, apiVersion);
    assert.match(
      problem('postgrescluster', { apiVersion: 'a/v1' }),
      /There is no postgrescluster in a\/v1: choose postgres/,
    );
  });

  test('only with what a version of the operator has', () => {
    const names = (version?: string) =>
      explained('postgresql.spec', version === undefined ? {} : { version }).fields.map(({ name }) => name);
    const newer = explained('postgresql.spec').fields.filter(({ since }) => since !== undefined);
    const [field] = newer.filter(({ since }) => since !== '1.0');
    assert.ok(field);
    assert.ok(names().includes(field.name) && !names('1.0').includes(field.name));
  });

  test('with default, allowed values, page and what stands below', () => {
    const withDefault = explained('postgrescluster.spec.instances.replicas');
    assert.equal(withDefault.default, 1);
    assert.match(withDefault.link ?? '', /^https:/);
    assert.ok(explained('TektonResult.spec.db_sslmode').values.length >= 0);
  });

  test('every kind that has a schema', () => {
    for (const { apiVersion, kind } of schemas.kinds()) {
      const found = service.explain({ field: kind, apiVersion });
      if (!('problem' in found)) assert.equal(found.kind, kind);
    }
  });

  test('what is not there, with what was meant', () => {
    assert.equal(problem('postgresl'), 'No kind is called "postgresl": is it postgresql?');
    assert.equal(problem('postgresql.spec.volum'), 'postgresql.spec has no field "volum": is it volume?');
    assert.equal(problem('postgresql.spec.zzzzzz'), 'postgresql.spec has no field "zzzzzz".');
    assert.equal(problem(''), 'No kind is called "".');
    assert.match(problem('postgresql.spec.constructor'), /has no field "constructor"/);
  });
});
