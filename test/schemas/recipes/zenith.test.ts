import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Resource } from '../../../schemas/contract/index.ts';
import { recipe } from '../../../schemas/systems/zenith/recipe.ts';
import { parseDocument } from '../../../server/language/yaml/index.ts';
import { given } from './readRecipe.ts';

describe('a zenithCluster', () => {
  test('has no pods until they were found by their owners', () => {
    const made = recipe(cluster(''));
    assert.deepEqual(made?.members, []);
    assert.deepEqual(
      made.actions.map((action) => [action.id, action.steps(given), action.until?.(given)]),
      [['restart', [], undefined]],
    );
    const labels = { app: 'ledger' };
    const found = recipe(cluster(''), undefined, [labels]);
    assert.deepEqual(found?.members, [{ labels }]);
    assert.deepEqual(
      found.actions.map((action) => [action.id, action.steps(given)]),
      [['restart', [{ kind: 'delete-pods', labels }]]],
    );
    const groups = recipe(cluster(''), undefined, [labels, { app: 'ledger-agent' }]);
    assert.deepEqual(
      groups?.actions.map(({ id }) => id),
      ['restart-1', 'restart-2'],
    );
  });

  test('listens where its container says so', () => {
    const ports = (text: string) =>
      recipe(cluster(`  template: {spec: {containers: [{name: a}, {name: b, ports: [${text}]}]}}\n`))?.listens;
    assert.deepEqual(ports('{name: replication, containerPort: 1}, {name: listen-port, containerPort: 32080}'), {
      port: 32080,
    });
    assert.equal(ports('{name: http, containerPort: 80}'), undefined);
    assert.equal(ports('{name: listen-port, containerPort: ${PORT}}'), undefined);
  });

  test('needs the ConfigMaps and Secrets that it names', () => {
    const made = recipe(
      cluster('  zenithSpec: {instanceConfigMap: [a], dbSecrets: [b, "${c}"]}\n  agentSpec: {agentConfig: [d]}\n'),
    );
    assert.deepEqual(
      made?.needs.map(({ object }) => `${object.kind} ${object.name}`),
      ['ConfigMap a', 'Secret b', 'ConfigMap d'],
    );
  });

  test('says its state, however it is spelt, once it is in a cluster', () => {
    const lines = (status: string, uid = 'uid: 1-2') =>
      recipe(cluster('', uid, `status: ${status}\n`))?.health.map(({ state, remedy }) => [state, remedy !== undefined]);
    assert.deepEqual(lines('{state: Normal}'), [['good', false]]);
    assert.deepEqual(lines('{phase: ActiveDown}'), [['bad', true]]);
    assert.deepEqual(lines('{phase: StanbyPartiallyStarting}'), [['note', false]]);
    assert.deepEqual(lines('{phase: Intializing, replicas: 2}'), [['note', false]]);
    assert.deepEqual(lines('{phase: constructor}'), []);
    assert.deepEqual(lines('{state: Normal}', ''), []);
  });
});

function cluster(spec: string, uid = '', status = ''): Resource {
  const text = `apiVersion: huawei.cloudb.com/v1\nkind: zenithCluster\nmetadata:\n  name: ledger\n${uid && `  ${uid}\n`}spec:\n${spec || '  zenithSpec: {}\n'}${status}`;
  const [resource] = parseDocument(text).resources;
  assert.ok(resource);
  return resource;
}
