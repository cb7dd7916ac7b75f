import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fc } from '../../support/fastCheck.ts';
import { serviceWith, uri } from '../../support/manifests.ts';

const manifest = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  labels:
    app.kubernetes.io/name: shop
    app: other
    "app.kubernetes.io": odd
  annotations: { "a]b": one, plain: two }
  finalizers:
    - first.example/wait
    - second.example/wait
spec:
  replicas: 2
  template:
    spec:
      containers:
        - name: web
          image: web:1
        - image: api:1
          name: api
          ports:
            - containerPort: 80
            - containerPort: 80
              protocol: UDP
              name: dns
            - protocol: TCP
              containerPort: 443
  users:
    foo.bar:
      - superuser
    foo:
      bar: 1
    ".hidden": 2
  empty:
`;

/** `line:text` of what is marked, lines from 1. */
const located: readonly (readonly [field: string, place: string])[] = [
  ['spec.replicas', '14:2'],
  ['.spec.replicas', '14:2'],
  ['spec', '13:spec'],
  ['metadata.labels', '5:labels'],
  // Dots in keys, which no dialect escapes.
  ['metadata.labels.app.kubernetes.io/name', '6:shop'],
  ['.metadata.labels.app.kubernetes.io/name', '6:shop'],
  ['metadata.labels[app.kubernetes.io/name]', '6:shop'],
  ['metadata.labels["app.kubernetes.io/name"]', '6:shop'],
  ['metadata.labels.app', '7:other'],
  ['metadata.labels.app.kubernetes.io', '8:odd'],
  ['metadata.annotations["a]b"]', '9:one'],
  ['metadata.annotations[plain]', '9:two'],
  ['metadata.annotations[not a key]', '9:annotations'],
  ['spec.users.foo.bar', '30:foo.bar'],
  ['spec.users.foo.bar[0]', '31:superuser'],
  ['spec.users[foo].bar', '33:1'],
  ['spec.users..hidden', '34:2'],
  ['spec.users[.hidden]', '34:2'],
  // Items by number, by key and by value.
  ['spec.template.spec.containers[0].image', '19:web:1'],
  ['spec.template.spec.containers[1].name', '21:api'],
  ['spec.template.spec.containers.1.name', '21:api'],
  ['.spec.template.spec.containers[name="api"].image', '20:api:1'],
  ['.spec.template.spec.containers[name="api"]', '20:image: api:1'],
  ['.spec.template.spec.containers[name="api"].ports[containerPort=443,protocol="TCP"].protocol', '27:TCP'],
  ['.spec.template.spec.containers[name="api"].ports[containerPort=80,protocol="UDP"].name', '26:dns'],
  ['.spec.template.spec.containers[name="api"].ports[containerPort=80,protocol="TCP"].containerPort', '23:80'],
  ['.metadata.finalizers[="second.example/wait"]', '12:second.example/wait'],
  ['metadata.finalizers[1]', '12:second.example/wait'],
  // What is not written: the nearest thing above it that is.
  ['spec.selector', '13:spec'],
  ['spec.template.metadata.labels', '15:template'],
  ['spec.template.spec.containers[2].image', '17:containers'],
  ['spec.template.spec.containers[name="db"].image', '17:containers'],
  ['spec.template.spec.containers[0].resources.limits', '18:name: web'],
  ['spec.template.spec.containers[1].ports[7]', '22:ports'],
  ['spec.users.foo.none', '32:foo'],
  ['spec.replicas.more', '14:2'],
  ['spec.empty', '35:empty'],
  ['spec.empty.more', '35:empty'],
  ['metadata.namespace', '3:metadata'],
  ['status', '1:apiVersion: apps/v1'],
  ['', '1:apiVersion: apps/v1'],
  ['<nil>', '1:apiVersion: apps/v1'],
  ['[0]', '1:apiVersion: apps/v1'],
  ['spec.template.spec.containers[', '17:containers'],
  ['spec.template.spec.containers["', '17:containers'],
];

function marked(text: string, index: number, field: string): string {
  const [range] = serviceWith(text).locate(uri, index, [field]);
  if (!range) return 'nowhere';
  assert.equal(range.start.line, range.end.line);
  const line = text.split('\n')[range.start.line] ?? '';
  return `${range.start.line + 1}:${line.slice(range.start.character, range.end.character)}`;
}

describe('where a field stands that the API server names', () => {
  for (const [field, place] of located) {
    test(field || 'nothing', () => assert.equal(marked(manifest, 0, field), place));
  }

  test('in the document and the item that the number means', () => {
    const list = `kind: List\napiVersion: v1\nitems:\n  - ${manifest.trimEnd().replaceAll('\n', '\n    ')}\n`;
    const text = `${manifest}---\n${list}`;
    const lines = manifest.split('\n').length - 1;
    assert.equal(marked(text, 0, 'spec.replicas'), '14:2');
    assert.equal(marked(text, 1, 'spec.replicas'), `${lines + 1 + 3 + 14}:2`);
  });

  test('several fields in one question, each with its place', () => {
    const service = serviceWith(manifest);
    const lines = service.locate(uri, 0, ['spec.replicas', 'status', 'metadata']).map((range) => range?.start.line);
    assert.deepEqual(lines, [13, 0, 2]);
  });

  test('a resource that is gone stands nowhere', () => {
    const service = serviceWith(manifest);
    assert.deepEqual(service.locate(uri, 1, ['spec', 'status']), [undefined, undefined]);
    assert.deepEqual(service.locate('file:///other.yaml', 0, ['spec']), [undefined]);
  });

  test('keys that fit in many ways end', () => {
    let text = 'apiVersion: v1\nkind: Secret\ndata:\n';
    for (let depth = 1; depth <= 60; depth++) text += `${'  '.repeat(depth)}a.a: 1\n${'  '.repeat(depth)}a:\n`;
    assert.notEqual(marked(text, 0, `data${'.a'.repeat(40)}.b`), 'nowhere');
  });

  const key = fc.oneof(fc.constantFrom('a', 'a.b', 'b', 'a[0]', '0', 'name'), fc.stringMatching(/^[a-z./-]{1,6}$/));
  const tree = fc.letrec<{ any: unknown }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<unknown>('x', 1, true),
      fc.dictionary(key, tie('any'), { maxKeys: 4, noNullPrototype: true }),
      fc.array(tie('any'), { maxLength: 3 }),
    ),
  })).any;

  test('every written field is found by its path with brackets', () => {
    fc.assert(
      fc.property(fc.dictionary(key, tree, { minKeys: 1, maxKeys: 4, noNullPrototype: true }), (spec) => {
        const service = serviceWith({});
        const value = { apiVersion: 'v1', kind: 'Secret', spec } as Parameters<typeof service.yaml>[0];
        const text = service.yaml(value);
        service.setFile(uri, text);
        const lines = text.split('\n');
        for (const [path, scalar] of scalars(spec, 'spec')) {
          const [range] = service.locate(uri, 0, [path]);
          assert.ok(range, path);
          const written = lines[range.start.line]?.slice(range.start.character, range.end.character);
          assert.equal(written, String(scalar), `${path} in\n${text}`);
        }
      }),
      { numRuns: 150, seed: 3 },
    );
  });
});

/** Paths of all scalars below a value, keys in quotes. */
function* scalars(value: unknown, path: string): Iterable<[string, unknown]> {
  if (typeof value !== 'object' || value === null) {
    yield [path, value];
    return;
  }
  for (const [key, each] of Object.entries(value)) {
    yield* scalars(each, Array.isArray(value) ? `${path}[${key}]` : `${path}[${JSON.stringify(key)}]`);
  }
}
