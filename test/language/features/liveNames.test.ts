import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { accept, readCursor, serviceWith, uri } from '../../support/manifests.ts';

const pod = (spec: string) => `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
${spec}`;
const env = (reference: string) =>
  pod(`  containers:\n    - name: web\n      env:\n        - name: PASSWORD\n          valueFrom:\n${reference}`);
const ofKey = (kind: string, name: string, key: string) =>
  env(`            ${kind}:\n              name: ${name}\n              key: ${key}\n`);

function ask(marked: string, others: Readonly<Record<string, string>> = {}) {
  const { text, position } = readCursor(marked);
  const service = serviceWith({ 'manifest.yaml': text, ...others });
  const live = service.liveNames(uri, position);
  return { text, known: service.complete(uri, position), live };
}

/** `type namespace of` of what is asked for. */
function question(marked: string): string {
  const { live } = ask(marked);
  return live ? [live.type, live.namespace || '-', live.of].filter(Boolean).join(' ') : 'nothing';
}

describe('names that a cluster is asked for', () => {
  const asked: readonly (readonly [what: string, marked: string, question: string])[] = [
    ['a Secret, in the namespace of the resource', ofKey('secretKeyRef', '$0', 'x'), 'Secret shop'],
    ['a Secret of which a part is typed', ofKey('secretKeyRef', 'sh$0', 'x'), 'Secret shop'],
    ['a key of a Secret', ofKey('secretKeyRef', 'db', '$0'), 'SecretKey shop db'],
    ['a ConfigMap', ofKey('configMapKeyRef', '$0', 'x'), 'ConfigMap shop'],
    ['a key of a ConfigMap', ofKey('configMapKeyRef', 'settings', '"$0"'), 'ConfigMapKey shop settings'],
    ['a key of what has no name yet', ofKey('secretKeyRef', '', '$0'), 'nothing'],
    ['no namespace', ofKey('secretKeyRef', '$0', 'x').replace('  namespace: shop\n', ''), 'Secret -'],
    [
      'a claim',
      pod('  volumes:\n    - name: data\n      persistentVolumeClaim:\n        claimName: $0\n'),
      'PersistentVolumeClaim shop',
    ],
    [
      'a storage class, which has no namespace',
      'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: a\n  namespace: shop\nspec:\n  volume:\n    size: 1Gi\n    storageClass: $0\n',
      'StorageClass -',
    ],
    [
      'a Service',
      'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: a\nspec:\n  serviceName: $0\n',
      'Service -',
    ],
    ['a namespace', pod('').replace('namespace: shop', 'namespace: $0'), 'Namespace -'],
    ['the name of the resource itself', pod('').replace('name: web', 'name: $0'), 'nothing'],
    ['a key of the manifest', pod('  $0\n'), 'nothing'],
    ['a comment', pod('  # $0\n'), 'nothing'],
    ['a value that is no name', pod('  restartPolicy: $0\n'), 'nothing'],
    ['a kind that nobody claims', 'apiVersion: x/v1\nkind: Other\nmetadata:\n  namespace: $0\n', 'nothing'],
    ['a template', `${pod('').replace('namespace: shop', 'namespace: $0')}  x: {{ .Values.x }}\n`, 'nothing'],
  ];
  for (const [what, marked, expected] of asked) {
    test(what, () => assert.equal(question(marked), expected));
  }
});

describe('names that a cluster answers with', () => {
  const secret = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: written\n  namespace: shop\n';

  test('say where they are from and stand behind those of the workspace', () => {
    const { live, known } = ask(ofKey('secretKeyRef', '$0', 'x'), { 'secret.yaml': secret });
    assert.ok(live);
    const more = live.completions(['aardvark', 'zebra'], 'kind-dev', known);
    assert.deepEqual(
      more.map(({ label, detail, kind }) => [label, detail, kind]),
      [
        ['aardvark', 'Secret from kind-dev', 'reference'],
        ['zebra', 'Secret from kind-dev', 'reference'],
      ],
    );
    const order = [...known, ...more].sort((a, b) => (a.sortText < b.sortText ? -1 : 1)).map(({ label }) => label);
    assert.ok(order.indexOf('written') < order.indexOf('aardvark'), order.join(', '));
  });

  test('a name that the workspace knows is not said twice', () => {
    const { live, known } = ask(ofKey('secretKeyRef', '$0', 'x'), { 'secret.yaml': secret });
    assert.ok(known.some(({ label }) => label === 'written'));
    const labels = live?.completions(['written', 'new', 'new'], 'kind-dev', known).map(({ label }) => label);
    assert.deepEqual(labels, ['new']);
  });

  const accepted: readonly (readonly [what: string, marked: string, after: string])[] = [
    ['in the place of a part', ofKey('secretKeyRef', 'sh$0', 'x'), ofKey('secretKeyRef', 'shop-db', 'x')],
    ['in quotes', ofKey('secretKeyRef', '"sh$0"', 'x'), ofKey('secretKeyRef', '"shop-db"', 'x')],
    [
      'right behind the colon',
      ofKey('secretKeyRef', 'N', 'x').replace(': N', ':$0'),
      ofKey('secretKeyRef', 'shop-db', 'x'),
    ],
  ];
  for (const [what, marked, after] of accepted) {
    test(`written ${what}`, () => {
      const { text, live } = ask(marked);
      const [item] = live?.completions(['shop-db'], 'kind-dev', []) ?? [];
      assert.equal(item && accept(text, item), after);
    });
  }

  test('a name that YAML reads as something else gets quotes', () => {
    const { text, live } = ask(ofKey('secretKeyRef', 'db', '$0'));
    const items = live?.completions(['on', '1234', 'tls.crt'], 'kind-dev', []) ?? [];
    assert.deepEqual(
      items.map((item) => accept(text, item)),
      ['"on"', '"1234"', 'tls.crt'].map((written) => ofKey('secretKeyRef', 'db', written)),
    );
    assert.equal(items[0]?.detail, 'key from kind-dev');
  });
});

test('the versions of a cluster come behind those of settings and workspace', () => {
  const cluster = 'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: acid-a\nspec:\n  teamId: acid\n';
  const operator = (version: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: postgres-operator\nspec:\n  template:\n    spec:\n      containers:\n        - name: postgres-operator\n          image: ghcr.io/zalando/postgres-operator:v${version}\n`;
  const service = serviceWith(cluster);
  const version = () => {
    const { version: found, versionFrom } = service.status(uri).systems[0] ?? {};
    return `${found ?? ''} ${versionFrom ?? ''}`;
  };
  assert.equal(version(), ' unknown');
  const live = service.operatorVersionsIn(`${operator('1.14.0')}---\n${operator('1.14.0')}`);
  assert.deepEqual(live, { zalando: '1.14.0' });
  assert.deepEqual(service.operatorVersionsIn(`${operator('1.14.0')}---\n${operator('1.13.0')}`), {});
  for (const text of ['', '---\n', 'x: [', cluster]) assert.deepEqual(service.operatorVersionsIn(text), {});
  service.configure({ clusterVersions: live });
  assert.equal(version(), '1.14.0 cluster');
  service.setFile('file:///work/operator.yaml', operator('1.10.0'));
  assert.equal(version(), '1.10.0 workspace');
  service.setFile('file:///work/other.yaml', operator('1.13.0'));
  assert.equal(version(), ' unknown');
  service.configure({ operatorVersions: { zalando: '1.15.1' } });
  assert.equal(version(), '1.15.1 settings');
  service.removeFile('file:///work/operator.yaml');
  service.removeFile('file:///work/other.yaml');
  service.configure({ operatorVersions: {} });
  assert.equal(version(), '1.14.0 cluster');
  service.configure({ clusterVersions: {} });
  assert.equal(version(), ' unknown');
});
