import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedAtStart } from '../../../client/session/changedAtStart.ts';
import { makeTarget } from '../../../client/session/resolveTarget.ts';
import type { KubernetesObject } from '../../../client/cluster/connection.ts';
import { standIn } from './support.ts';

function changed(kind: string, before: object | undefined, after: object): readonly string[] {
  const objectOf = (spec: object): KubernetesObject => ({
    ...{ apiVersion: 'operator.tekton.dev/v1alpha1', kind, metadata: { name: 'result' }, spec },
  });
  const target = makeTarget(standIn().connection, objectOf(after));
  assert.ok(target);
  return changedAtStart(target.recipe, before && objectOf(before), objectOf(after));
}

test('what the components of Tekton Results read when they start', () => {
  const before = { is_external_db: true, db_host: 'a', db_sslmode: 'allow', logs_api: true };
  const after = { is_external_db: true, db_host: 'a', db_sslmode: 'verify-full', db_port: 1, logs_api: false };
  assert.deepEqual(changed('TektonResult', before, after), ['db_port', 'db_sslmode']);
  assert.deepEqual(changed('TektonResult', before, before), []);
});

test('in a TektonConfig the same fields stand deeper', () => {
  const on = { result: { is_external_db: true, db_host: 'a' } };
  assert.deepEqual(changed('TektonConfig', { result: {} }, on), ['is_external_db', 'db_host']);
});

test('of what did not exist before nothing runs yet', () => {
  assert.deepEqual(changed('TektonResult', undefined, { is_external_db: true, db_host: 'a' }), []);
});
