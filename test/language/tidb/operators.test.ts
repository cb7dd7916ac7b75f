import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { detectVersion, operatorV2 } from '../../../schemas/systems/tidb/versions.ts';
import type { LanguageSettings } from '../../../server/language/settings.ts';
import { resourceOf } from '../../support/names.ts';
import { serviceWith } from '../../support/manifests.ts';
import { uriOf } from '../../support/fixtures.ts';

const deployment = (image: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: operator}\nspec: {template: {spec: {containers: [{image: "${image}"}]}}}\n`;

const tidbCluster = 'apiVersion: pingcap.com/v1alpha1\nkind: TidbCluster\nmetadata: {name: old}\nspec: {}\n';
const group =
  'apiVersion: core.pingcap.com/v1alpha1\nkind: TiDBGroup\nmetadata: {name: new}\nspec:\n  cluster: {name: shop}\n  replicas: 2\n  maxSurge: 1\n  template: {spec: {version: v8.5.4}}\n';

test('the major version of the image tells which of the two operators runs', () => {
  for (const [image, first, second] of [
    ['pingcap/tidb-operator:v1.6.6', '1.6.6', undefined],
    ['registry.example.com/mirror/tidb-operator:v2.1.0-beta.6', undefined, '2.1.0'],
    ['pingcap/tidb-operator:v2.0@sha256:01', undefined, '2.0'],
    ['pingcap/tidb-operator:latest', undefined, undefined],
    ['pingcap/tidb-operator-resource-syncer:v2.1.0', undefined, undefined],
  ] as const) {
    const resource = resourceOf(deployment(image));
    assert.deepEqual([detectVersion(resource), operatorV2.detectVersion?.(resource)], [first, second], image);
  }
});

describe('two operators side by side', () => {
  const inForce = (files: Record<string, string>, settings: Partial<LanguageSettings> = {}) =>
    serviceWith({ 'a.yaml': `${tidbCluster}---\n${group}`, ...files }, { settings })
      .status(uriOf('a.yaml'))
      .systems.map(({ id, title, version, versionFrom }) => [id, title, version, versionFrom]);

  test('have a version each in the status of a file', () => {
    const operators = `${deployment('pingcap/tidb-operator:v1.6.5')}---\n${deployment('pingcap/tidb-operator:v2.0.1')}`;
    assert.deepEqual(inForce({ 'operators.yaml': operators }), [
      ['tidb', 'TiDB Operator', '1.6.5', 'workspace'],
      ['tidb-v2', 'TiDB Operator v2', '2.0.1', 'workspace'],
    ]);
    const service = serviceWith({});
    assert.deepEqual(service.operatorVersionsIn(operators), { tidb: '1.6.5', 'tidb-v2': '2.0.1' });
  });

  test('the setting of one leaves the other alone', () => {
    const [first, second] = inForce({}, { operatorVersions: { tidb: '1.3' } });
    assert.deepEqual(
      [first?.slice(2), second?.slice(2)],
      [
        ['1.3', 'settings'],
        [undefined, 'unknown'],
      ],
    );
    assert.deepEqual(
      inForce(
        { '.db-manifests.yaml': 'operatorVersions:\n  tidb-v2: "2.1"\n' },
        { clusterVersions: { tidb: '1.6.6' } },
      ),
      [
        ['tidb', 'TiDB Operator', '1.6.6', 'cluster'],
        ['tidb-v2', 'TiDB Operator v2', '2.1', 'configuration'],
      ],
    );
  });

  test('a field is told that the second operator of this version does not have, whatever the first one is', () => {
    const tooNew = (operatorVersions: Record<string, string>) =>
      serviceWith({ 'a.yaml': group }, { settings: { operatorVersions } })
        .diagnose(uriOf('a.yaml'))
        .filter(({ code }) => code === 'schema/too-new')
        .map(({ range }) => range.start.line);
    assert.deepEqual(tooNew({ 'tidb-v2': '2.0.1' }), [6]);
    assert.deepEqual(tooNew({ 'tidb-v2': '2.1.0-beta.6' }), []);
    assert.deepEqual(tooNew({ tidb: '1.3' }), []);
    assert.deepEqual(tooNew({}), []);
  });

  test('a kind that the version does not bring is told at its name', () => {
    const router = group.replace('TiDBGroup', 'RouterGroup').replace('  maxSurge: 1\n', '');
    const found = serviceWith({ 'a.yaml': router }, { settings: { operatorVersions: { 'tidb-v2': '2.0' } } });
    const [first] = found.diagnose(uriOf('a.yaml')).filter(({ code }) => code === 'schema/too-new');
    assert.deepEqual([first?.severity, first?.range.start], ['error', { line: 1, character: 'kind: '.length }]);
  });

  test('are upgraded one by one', () => {
    const service = serviceWith({ 'a.yaml': `${tidbCluster}---\n${group}` });
    assert.deepEqual(
      service
        .upgradableSystems()
        .filter(({ id }) => id.startsWith('tidb'))
        .map(({ id, versions }) => [id, versions.at(-1)]),
      [
        ['tidb', '1.6'],
        ['tidb-v2', '2.2'],
      ],
    );
    const question = { from: { 'tidb-v2': '2.0' }, to: { 'tidb-v2': '2.1' } };
    const { changes, unknown } = service.upgradeChanges(uriOf('a.yaml'), question);
    assert.deepEqual(unknown, []);
    assert.deepEqual(
      changes.map(({ effect, system, since }) => [effect, system, since]),
      [['effective', 'tidb-v2', '2.1']],
    );
  });

  test('a version tells which of two kinds of one name is explained', () => {
    const explained = (version?: string) => {
      const found = serviceWith({}).explain({ field: 'backup', version });
      return 'problem' in found ? found.problem : found.apiVersion;
    };
    assert.equal(explained('2.0'), 'br.pingcap.com/v1alpha1');
    assert.equal(explained('1.6.6'), 'pingcap.com/v1alpha1');
  });
});
