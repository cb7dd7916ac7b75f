import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { UpgradeChange, UpgradeQuestion } from '../../../server/language/answers.ts';
import { applyEdits } from '../../support/applyEdits.ts';
import { uriOf } from '../../support/fixtures.ts';
import { serviceWith, uri } from '../../support/manifests.ts';

const head =
  'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: acid-demo\nspec:\n  teamId: acid\n  numberOfInstances: 1\n  volume:\n    size: 1Gi\n';
const cluster = `${head}  postgresql:\n    version: "14"\n    parameters:\n      password_encryption: md5\n`;
const configured = (settings: string) =>
  `apiVersion: acid.zalan.do/v1\nkind: OperatorConfiguration\nmetadata:\n  name: c\nconfiguration:\n${settings}`;
const upgrade: UpgradeQuestion = { from: { zalando: '1.15' }, to: { zalando: '2.0' } };

function changes(text: string, question = upgrade): readonly UpgradeChange[] {
  return serviceWith(text).upgradeChanges(uri, question).changes;
}

function told(text: string, question?: UpgradeQuestion): string[] {
  return changes(text, question).map(
    ({ effect, since, code, range }) => `${String(range.start.line)} ${effect} ${since} ${code}`,
  );
}

describe('what an upgrade changes', () => {
  test('is nothing where nothing is told', () => {
    assert.deepEqual(told(cluster), []);
    assert.deepEqual(told('a: 1\n'), []);
    assert.deepEqual(told(''), []);
    assert.deepEqual(serviceWith('').upgradeChanges('file:///unknown.yaml', upgrade), { changes: [], unknown: [] });
  });

  test('what is gone is ignored or refused, with the fix', () => {
    const text = `${cluster}  useLoadBalancer: true\n`;
    const [change, ...others] = changes(text);
    assert.deepEqual(others, []);
    assert.equal(change?.code, 'schema/removed-field');
    assert.deepEqual([change.effect, change.since, change.system], ['refused', '2.0', 'zalando']);
    const mended = applyEdits(text, change.fixes[0]?.edits() ?? []);
    assert.match(mended, /enableMasterLoadBalancer: true/);
    assert.ok(!told(mended).some((each) => each.includes('removed-field')));
  });

  test('a value that is not known any more is refused, since the release that drops it', () => {
    const old = cluster.replace('"14"', '"12"');
    assert.deepEqual(told(old, { from: { zalando: '1.12' }, to: { zalando: '2.0' } }), ['10 refused 1.14 schema/enum']);
  });

  test('what was not known takes effect, and what was wrong is solved', () => {
    const effective = told(configured('  kubernetes_use_configmaps: true\n  enable_maintenance_windows: true\n'));
    assert.ok(effective.includes('6 effective 2.0 upgrade/takes-effect'), effective.join('\n'));
    const [solved] = changes(cluster.replace('"14"', '"18"'));
    assert.deepEqual([solved?.effect, solved?.severity, solved?.since], ['solved', 'hint', '2.0']);
  });

  test('defaults of what is left out, where a map that is left out counts as an empty one', () => {
    const both = told(configured('  kubernetes_use_configmaps: false\n'), {
      from: { zalando: '1.12' },
      to: { zalando: '1.13' },
    });
    assert.ok(both.includes('4 default 1.13 zalando/upgrades-become-manual'), both.join('\n'));
    assert.ok(both.includes('4 default 1.13 upgrade/default'));
    const written = configured('  major_version_upgrade:\n    major_version_upgrade_mode: "off"\n');
    assert.ok(
      !told(written, { from: { zalando: '1.12' }, to: { zalando: '1.13' } })
        .join()
        .includes('manual'),
    );
  });

  test('a default says both values, and can be written as it was', () => {
    const text = configured('  users:\n    super_username: postgres\n');
    const change = changes(text).find(({ message }) => message.includes('password_rotation_user_retention'));
    assert.ok(change);
    assert.match(change.message, /`120` with 2\.0, and `180` with 1\.15/);
    assert.equal(change.fixes[0]?.safe, false);
    assert.match(applyEdits(text, change.fixes[0].edits()), /password_rotation_user_retention: 180/);
  });

  test('a ConfigMap is read by the operator, not filled in by the API server', () => {
    const text =
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: postgres-operator\ndata:\n  cluster_name_label: cluster-name\n  docker_image: a/b:1\n  watched_namespace: "*"\n';
    const lines = changes(text).map(({ code, message }) => `${code}: ${message}`);
    assert.ok(lines.some((line) => line.startsWith('zalando/leader-in-config-maps')));
    assert.ok(lines.some((line) => line.includes('`target_major_version` is left out: that means `18` with 2.0')));
    // The definition has other defaults for these two.
    assert.ok(!lines.some((line) => /enable_teams_api|enable_master_load_balancer/.test(line)), lines.join('\n'));
    const change = changes(text).find(({ code }) => code === 'zalando/leader-in-config-maps');
    assert.match(applyEdits(text, change?.fixes[0]?.edits() ?? []), /kubernetes_use_configmaps: "false"/);
  });

  test('values of the chart: the defaults are those of the chart', () => {
    const text = 'configGeneral:\n  workers: 8\nconfigKubernetes:\n  cluster_domain: cluster.local\n';
    const lines = changes(text, { from: { zalando: '1.10' }, to: { zalando: '2.0' } }).map(({ message }) => message);
    assert.ok(lines.some((line) => line.includes('`target_major_version`')));
    assert.ok(!lines.some((line) => line.includes('default_cpu_request')));
  });

  test('a patch leaves things out that stand elsewhere', () => {
    const service = serviceWith({
      'kustomization.yaml': 'patches:\n  - path: patch.yaml\n',
      'patch.yaml': configured('  workers: 4\n'),
    });
    assert.deepEqual(service.upgradeChanges(uriOf('patch.yaml'), upgrade).changes, []);
  });

  test('an API version of Kubernetes that is gone, also of a kind about which nothing else is known', () => {
    const of = (apiVersion: string, kind: string) =>
      `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: a\nspec: {}\n`;
    const kubernetes = (from: string, to: string): UpgradeQuestion => ({
      from: { kubernetes: from },
      to: { kubernetes: to },
    });
    const scaler = of('autoscaling/v2beta2', 'HorizontalPodAutoscaler');
    assert.deepEqual(told(scaler, kubernetes('1.24', '1.33')), ['0 refused 1.26 kubernetes/api-version-removed']);
    assert.deepEqual(told(scaler, kubernetes('1.24', '1.25')), []);
    assert.deepEqual(told(scaler, kubernetes('1.26', '1.33')), []);
    assert.deepEqual(told(of('autoscaling/v2', 'HorizontalPodAutoscaler'), kubernetes('1.20', '1.33')), []);
    const [change] = changes(scaler, kubernetes('1.24', '1.33'));
    assert.match(applyEdits(scaler, change?.fixes[0]?.edits() ?? []), /^apiVersion: autoscaling\/v2\n/);
    const classes = of('storage.k8s.io/v1', 'VolumeAttributesClass');
    assert.deepEqual(told(classes, kubernetes('1.33', '1.34')), ['0 solved 1.34 kubernetes/api-version-removed']);
  });

  test('a field that Kubernetes got later begins to count', () => {
    const text =
      'apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a}\nspec:\n  timeZone: Europe/Berlin\n  schedule: "0 3 * * *"\n  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: "b:1"}]}}}}\n';
    const question = { from: { kubernetes: '1.23' }, to: { kubernetes: '1.30' } };
    assert.deepEqual(told(text, question), ['4 effective 1.24 upgrade/takes-effect']);
  });

  test('of which nobody knows what runs is said, unless the question or the workspace says it', () => {
    const question = { from: {}, to: { zalando: '2.0' } };
    assert.deepEqual(serviceWith(cluster).upgradeChanges(uri, question), { changes: [], unknown: ['zalando'] });
    const service = serviceWith({
      'cluster.yaml': `${cluster}  useLoadBalancer: true\n`,
      'operator.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: o}\nspec:\n  template:\n    spec:\n      containers:\n        - {name: o, image: "ghcr.io/zalando/postgres-operator:v1.14.0"}\n',
    });
    const answer = service.upgradeChanges(uriOf('cluster.yaml'), question);
    assert.deepEqual(answer.unknown, []);
    assert.deepEqual(
      answer.changes.map(({ from, to, code }) => [from, to, code]),
      [['1.14.0', '2.0', 'schema/removed-field']],
    );
    assert.equal(service.upgradableSystems().find(({ id }) => id === 'zalando')?.version, '1.14.0');
  });

  test('a definition in the workspace is that of before: it does not count', () => {
    const service = serviceWith({
      'crd.yaml': `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: postgresqls.acid.zalan.do}
spec:
  group: acid.zalan.do
  scope: Namespaced
  names: {kind: postgresql, plural: postgresqls}
  versions:
    - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}
`,
      'cluster.yaml': `${cluster}  useLoadBalancer: true\n`,
    });
    assert.equal(service.upgradeChanges(uriOf('cluster.yaml'), upgrade).changes[0]?.code, 'schema/removed-field');
  });

  test('what cannot be parsed is not compared, and said', () => {
    const [change] = changes(`${cluster}  users: {a: [\n`);
    assert.deepEqual([change?.effect, change?.severity], ['unread', 'error']);
    assert.deepEqual(told('a: [\n'), []);
  });

  test('rules that are off, and lines that switch them off, count', () => {
    const text = `${head}  postgresql:\n    version: "14"\n`;
    assert.deepEqual(told(text), ['9 default 2.0 zalando/passwords-become-scram']);
    const off = serviceWith(text, { settings: { rules: { 'zalando/passwords-become-scram': 'off' } } });
    assert.deepEqual(off.upgradeChanges(uri, upgrade).changes, []);
    const line = '  # db-manifests-disable-next-line zalando/passwords-become-scram\n  postgresql:';
    assert.deepEqual(told(text.replace('  postgresql:', line)), []);
  });

  test('of several systems each has its own', () => {
    const text = `${cluster}  useLoadBalancer: true\n---\napiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata:\n  name: shop\nspec:\n  instances: 3\n  storage: {size: 1Gi}\n`;
    const question = {
      from: { zalando: '1.15', 'cloudnative-pg': '1.20' },
      to: { zalando: '2.0', 'cloudnative-pg': '1.21' },
    };
    const systems = new Set(changes(text, question).map(({ system }) => system));
    assert.deepEqual([...systems].sort(), ['cloudnative-pg', 'zalando']);
    const slots = changes(text, question).find(({ message }) => message.startsWith('`enabled`'));
    assert.match(slots?.message ?? '', /`true` with 1\.21, and `false` with 1\.20/);
  });
});
