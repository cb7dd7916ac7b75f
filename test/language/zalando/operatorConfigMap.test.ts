import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits } from '../../support/applyEdits.ts';
import { uriOf } from '../../support/fixtures.ts';
import { accept, positionOf, readCursor, serviceWith, uri } from '../../support/manifests.ts';

const configMap = (data: string, name = 'postgres-operator') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  cluster_name_label: cluster-name\n${data}`;

const labels = (marked: string) => {
  const { text, position } = readCursor(marked);
  return serviceWith(text)
    .complete(uri, position)
    .map(({ label }) => label);
};

describe('the ConfigMap that configures the operator', () => {
  test('explains a setting as the resource does, with the form that it has here', () => {
    const text = configMap('  workers: "8"\n');
    const inResource =
      'apiVersion: acid.zalan.do/v1\nkind: OperatorConfiguration\nmetadata:\n  name: c\nconfiguration:\n  workers: 8\n';
    const hoverOf = (manifest: string) =>
      serviceWith(manifest).hover(uri, positionOf(manifest, 'workers'))?.text.markdown ?? '';
    const [own, other] = [hoverOf(text), hoverOf(inResource)];
    assert.match(own, /\*\*`workers`\*\* · string/);
    assert.match(own, /Default: `"8"`/);
    assert.match(other, /\*\*`configuration\.workers`\*\* · integer/);
    const help = 'How many clusters are worked on at the same time.';
    assert.ok(own.includes(help) && other.includes(help));
  });

  test('says on hover over its data what it is', () => {
    const text = configMap('');
    const said = serviceWith(text).hover(uri, positionOf(text, '\ndata:', 1))?.text.markdown ?? '';
    assert.match(said, /^\*\*ConfigMap that configures the operator\*\*[^]*CONFIG_MAP_NAME/);
  });

  test('offers settings side by side, without those that no text can hold', () => {
    const offered = labels(configMap('  $0\n'));
    for (const key of ['workers', 'super_username', 'pod_role_label', 'logical_backup_schedule'])
      assert.ok(offered.includes(key), key);
    for (const key of ['kubernetes', 'users', 'sidecars', 'liveness_probe', 'cluster_name_label'])
      assert.ok(!offered.includes(key), key);
  });

  test('writes what is accepted as text', () => {
    const { text, position } = readCursor(configMap('  enable_sidecars: $0\n'));
    const offers = serviceWith(text).complete(uri, position);
    assert.deepEqual(
      offers.map(({ label }) => label),
      ['true', 'false'],
    );
    assert.equal(offers[0] && accept(text, offers[0]), configMap('  enable_sidecars: "true"\n'));
  });

  test('keeps line ends when something is fixed', () => {
    const text = configMap('  wokers: 4\n  resync_period: "30s"\n').replaceAll('\n', '\r\n');
    const service = serviceWith(text);
    const misspelt = service.diagnose(uri).find(({ code }) => code === 'schema/unknown-key');
    assert.deepEqual(misspelt?.range, { start: { line: 6, character: 2 }, end: { line: 6, character: 8 } });
    assert.equal(applyEdits(text, misspelt.fixes[0]?.edits() ?? []), text.replace('wokers', 'workers'));
  });

  test('says of one value one thing: what the setting takes, not that it is no text', () => {
    const found = serviceWith(configMap('  workers: 0\n')).diagnose(uri);
    assert.deepEqual(
      found.map(({ code }) => code),
      ['schema/type'],
    );
  });

  test('is silent where a comment says so', () => {
    const text = configMap('  # db-manifests-disable-next-line schema/unknown-key\n  wokers: "4"\n');
    assert.deepEqual(serviceWith(text).diagnose(uri), []);
  });

  test('is found by what the Deployment of the operator names, and no longer once that goes', () => {
    const deployment = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: operator }
spec:
  selector: { matchLabels: { a: b } }
  template:
    metadata: { labels: { a: b } }
    spec:
      containers:
        - name: operator
          image: ghcr.io/zalando/postgres-operator:latest
          env: [{ name: CONFIG_MAP_NAME, value: ${name} }]
`;
    const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  wokers: "4"\n';
    const service = serviceWith({ 'settings.yaml': text, 'operator.yaml': deployment('settings') });
    const codes = () => service.diagnose(uriOf('settings.yaml')).map(({ code }) => code);
    assert.deepEqual(codes(), ['schema/unknown-key']);
    service.setFile(uriOf('operator.yaml'), deployment('others'));
    assert.deepEqual(codes(), []);
    service.setFile(uriOf('operator.yaml'), deployment('settings'));
    assert.deepEqual(codes(), ['schema/unknown-key']);
    service.removeFile(uriOf('operator.yaml'));
    assert.deepEqual(codes(), []);
  });

  test('leads from a name in it to what has the name, and belongs to the system', () => {
    const text = configMap('  pod_environment_secret: pod-env\n');
    const service = serviceWith({
      'settings.yaml': text,
      'secret.yaml': 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: pod-env\nstringData: {}\n',
    });
    const found = service.definition(uriOf('settings.yaml'), positionOf(text, 'pod-env', 1));
    assert.deepEqual(
      found.map((each) => each.uri),
      [uriOf('secret.yaml')],
    );
    assert.deepEqual(
      service.status(uriOf('settings.yaml')).systems.map(({ id }) => id),
      ['kubernetes', 'zalando'],
    );
  });
});
