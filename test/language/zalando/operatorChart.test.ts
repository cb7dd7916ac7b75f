import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits } from '../../support/applyEdits.ts';
import { uriOf } from '../../support/fixtures.ts';
import { accept, positionOf, readCursor, serviceWith, uri } from '../../support/manifests.ts';

/** Values as the text of an Application of Argo CD. */
const application = (values: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: operator
spec:
  source:
    chart: postgres-operator
    targetRevision: 1.15.1
    helm:
      values: |
${values.replaceAll(/^(?=.)/gm, ' '.repeat(8))}
    repoURL: https://charts.example.com
`;
const chart = (name: string) => `apiVersion: v2\nname: platform\nversion: 1.0.0\ndependencies:\n  - name: ${name}\n`;

const codesOf = (text: string) =>
  serviceWith(text)
    .diagnose(uri)
    .map(({ code }) => code);

describe("values of the operator's chart", () => {
  test('belong to it by the chart of their folder, and no longer once that changes', () => {
    const [values, beside] = ['platform/values-prod.yaml', 'platform/Chart.yaml'];
    const service = serviceWith({
      [values]: 'postgres-operator:\n  configUsers:\n    super_usrname: root\n',
      [beside]: chart('postgres-operator'),
    });
    const codes = () => service.diagnose(uriOf(values)).map(({ code }) => code);
    assert.deepEqual(codes(), ['schema/unknown-key']);
    service.setFile(uriOf(beside), chart('redis'));
    assert.deepEqual(codes(), []);
    service.setFile(uriOf(beside), chart('postgres-operator'));
    assert.deepEqual(codes(), ['schema/unknown-key']);
    service.removeFile(uriOf(beside));
    assert.deepEqual(codes(), []);
  });

  test('refer to what they name, though only the chart beside shows what they are', () => {
    const [values, beside] = ['op/values.yaml', 'op/Chart.yaml'];
    const text = 'configKubernetes:\n  pod_environment_configmap: apps/settings\n';
    const service = serviceWith({
      [values]: text,
      'settings.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: apps}\n',
    });
    const definitions = () => service.definition(uriOf(values), positionOf(text, 'settings', 1)).length;
    assert.equal(definitions(), 0);
    service.setFile(uriOf(beside), chart('redis').replace('platform', 'postgres-operator'));
    assert.equal(definitions(), 1);
    service.changeFile(uriOf(beside), [{ text: chart('redis') }]);
    assert.equal(definitions(), 0);
  });

  test('are texts as well where the chart makes a ConfigMap of them', () => {
    const values = (target: string) =>
      `configTarget: ${target}\nconfigKubernetes:\n  cluster_labels: application:spilo\n  enable_pod_antiaffinity: "true"\n  pod_role_label: [a]\n`;
    assert.deepEqual(codesOf(values('ConfigMap')), ['schema/type']);
    assert.deepEqual(codesOf(values('OperatorConfigurationCRD')), [
      'schema/type',
      'schema/type',
      'zalando/setting-of-another-form',
    ]);
  });

  test('are explained as the setting is elsewhere', () => {
    const text = 'configGeneral:\n  workers: 8\nconfigDebug: {}\n';
    const said = serviceWith(text).hover(uri, positionOf(text, 'workers'))?.text.markdown ?? '';
    assert.match(said, /\*\*`configGeneral\.workers`\*\* · integer[^]*How many clusters are worked on/);
  });

  test('configure the operator for what its clusters are told', () => {
    const cluster = (namespace: string) =>
      `apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata: { name: acid-shop }\nspec:\n  teamId: acid\n  numberOfInstances: 5\n  volume: { size: 1Gi }\n  postgresql: { version: "17" }\n  preparedDatabases: { shop: { secretNamespace: ${namespace} } }\n`;
    const service = serviceWith({
      'values.yaml': 'configGeneral:\n  max_instances: 3\nconfigKubernetes: {}\n',
      'cluster.yaml': cluster('apps'),
    });
    // Whether Secrets may leave the namespace is not said here, so it may be said in other values.
    assert.deepEqual(
      service.diagnose(uriOf('cluster.yaml')).map(({ code }) => code),
      ['zalando/instances-adjusted'],
    );
  });

  test('tell the version to the whole workspace where a release says it', () => {
    const release = (version: string) =>
      `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: operator }\nspec:\n  chart: { spec: { chart: postgres-operator, version: ${version} } }\n  values: { enableJsonLogging: true }\n`;
    const settings =
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: postgres-operator\ndata:\n  enable_finalizers: "true"\n  workers: "8"\n';
    const service = serviceWith({ 'settings.yaml': settings, 'release.yaml': release('1.10.1') });
    const codes = () => service.diagnose(uriOf('settings.yaml')).map(({ code }) => code);
    assert.deepEqual(codes(), ['schema/too-new']);
    for (const version of ['1.15.1', '1.x']) {
      service.setFile(uriOf('release.yaml'), release(version));
      assert.deepEqual(codes(), []);
    }
  });

  test('are of no version where a fork of the chart counts from 0', () => {
    const values = 'image: { tag: v0.9.2 }\nconfigGeneral:\n  enable_maintenance_windows: true\nconfigDebug: {}\n';
    assert.deepEqual(serviceWith(values).diagnose(uri), []);
    const codes = serviceWith(values.replace('v0.9', 'v1.9')).diagnose(uri);
    assert.deepEqual(
      codes.map(({ code }) => code),
      ['schema/too-new'],
    );
  });

  test('are shown by their keys', () => {
    const symbols = serviceWith('configGeneral:\n  workers: 8\nconfigDebug: {}\n').documentSymbols(uri);
    assert.deepEqual(
      symbols.map(({ name, children }) => [name, children.map((child) => child.name)]),
      [
        ['configGeneral', ['workers']],
        ['configDebug', []],
      ],
    );
  });
});

describe('YAML in the text of a value', () => {
  test('is marked, and fixed, where it stands, whatever ends its lines', () => {
    for (const lineBreak of ['\n', '\r\n']) {
      const text = application('configKubernetes:\n  pod_role_lable: role\n').replaceAll('\n', lineBreak);
      const [problem, ...more] = serviceWith(text).diagnose(uri);
      assert.deepEqual(more, []);
      assert.deepEqual(problem?.range, { start: { line: 11, character: 10 }, end: { line: 11, character: 24 } });
      assert.equal(applyEdits(text, problem.fixes[0]?.edits() ?? []), text.replace('pod_role_lable', 'pod_role_label'));
    }
  });

  test('gets lines with its own indentation', () => {
    const text = application('configTeamsApi:\n  protected_role_names:\n    - cron_admin\n\nconfigDebug: {}\n');
    const [problem] = serviceWith(text).diagnose(uri);
    assert.equal(problem?.code, 'zalando/protected-role-missing');
    assert.equal(
      applyEdits(text, problem.fixes[0]?.edits() ?? []),
      text.replace('- cron_admin\n', `- cron_admin\n${' '.repeat(12)}- admin\n`),
    );
  });

  test('is completed and explained', () => {
    const { text, position } = readCursor(application('configGeneral:\n  workers: 8\n  etcd$0\nconfigDebug: {}\n'));
    const offers = serviceWith(text).complete(uri, position);
    const offer = offers.find(({ label }) => label === 'etcd_host');
    assert.ok(!offers.some(({ label }) => label === 'workers'));
    assert.match(offer ? accept(text, offer) : '', /\n {10}workers: 8\n {10}etcd_host: /);
    const said = serviceWith(text).hover(uri, positionOf(text, 'workers'))?.text.markdown ?? '';
    assert.match(said, /configGeneral\.workers/);
  });

  test('offers values, and a key in an empty line at its end', () => {
    const labelsAt = (values: string) => {
      const { text, position } = readCursor(application(values));
      return serviceWith(text)
        .complete(uri, position)
        .map(({ label }) => label);
    };
    assert.deepEqual(labelsAt('configKubernetes:\n  storage_resize_mode: $0\n'), ['ebs', 'mixed', 'pvc', 'off']);
    assert.ok(labelsAt('configKubernetes:\n  pod_role_label: x\n  $0\n').includes('storage_resize_mode'));
  });

  test('is one version of the operator, unless the settings name another', () => {
    const text = application('configGeneral:\n  enable_maintenance_windows: true\nconfigDebug: {}\n');
    assert.deepEqual(codesOf(text), ['schema/too-new']);
    const service = serviceWith(text, { settings: { operatorVersions: { zalando: '2.0.2' } } });
    assert.deepEqual(service.diagnose(uri), []);
  });

  test('is silent where a comment in it says so, for the next line only', () => {
    const suppressed = 'configKubernetes:\n  # db-manifests-disable-next-line schema/unknown-key\n  lable: role\n';
    assert.deepEqual(codesOf(application(suppressed)), []);
    assert.deepEqual(codesOf(application(suppressed.replace('next-line', 'document'))), ['schema/unknown-key']);
  });

  test('is told where it is broken, and nothing else of it', () => {
    assert.deepEqual(codesOf(application('configKubernetes:\n  lable: [role\n')), ['yaml/unclosed-flow']);
  });

  test('is silent where it is no single map: templates, several documents, folded text', () => {
    for (const values of ['{{ if x }}\na: b\n{{ end }}\n', 'configDebug: {}\n---\nconfigUsers: {}\n', 'text\n'])
      assert.deepEqual(codesOf(application(values)), []);
    assert.deepEqual(codesOf(application('configKubernetes:\n  lable: role\n').replace('|', '>')), []);
    assert.deepEqual(codesOf(application('---\nconfigKubernetes:\n  lable: role\n')), ['schema/unknown-key']);
  });

  test('has symbols of its own, and its names lead to what has them', () => {
    const text = application('configKubernetes:\n  pod_environment_secret: pod-env\n');
    const service = serviceWith({
      'application.yaml': text,
      'secret.yaml': 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: pod-env\nstringData: {}\n',
    });
    const names = (symbols: Readonly<ReturnType<typeof service.documentSymbols>>): string[] =>
      symbols.flatMap(({ name, children }) => [name, ...names(children)]);
    assert.ok(names(service.documentSymbols(uriOf('application.yaml'))).includes('pod_environment_secret'));
    assert.deepEqual(
      service.definition(uriOf('application.yaml'), positionOf(text, 'pod-env', 1)).map((each) => each.uri),
      [uriOf('secret.yaml')],
    );
  });
});
