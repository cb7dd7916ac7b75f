import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ManifestPath, ManifestValue } from '../../../schemas/contract/index.ts';
import { applyEdits } from '../../support/applyEdits.ts';
import { fc } from '../../support/fastCheck.ts';
import { serviceWith, uri } from '../../support/manifests.ts';
import { someRuns } from '../../support/someOf.ts';
import { key, layout, rootMap, value, write } from '../yaml/randomManifests.ts';

const secret = (name: string) => `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\n`;

describe('setting fields', () => {
  const cluster = `# what we sell from
apiVersion: operator.tekton.dev/v1alpha1
kind: TektonResult   # one per cluster
metadata:
  name: result
spec:
  # the old place
  db_host: old.example   # until spring
  logs_api: true
`;
  const change = (
    text: string,
    index: number,
    ...changes: Parameters<ReturnType<typeof serviceWith>['setFields']>[2]
  ) => applyEdits(text, serviceWith(text).setFields(uri, index, changes));

  test('several at once, with comments, quotes and layout as they were', () => {
    const after = change(
      cluster,
      0,
      { path: ['spec', 'db_host'], value: 'shop.db.svc' },
      { path: ['spec', 'db_port'], value: 5432 },
      { path: ['spec', 'db_name'], value: 'on' },
      { path: ['spec', 'is_external_db'], value: true },
    );
    const expected = cluster
      .replace('old.example ', 'shop.db.svc ')
      .replace('  logs_api: true\n', '  logs_api: true\n  db_port: 5432\n  db_name: "on"\n  is_external_db: true\n');
    assert.equal(after, expected);
  });

  test('what is missing above is written as well, once', () => {
    const after = change(
      secret('a'),
      0,
      { path: ['metadata', 'labels', 'app'], value: 'shop' },
      { path: ['metadata', 'labels', 'tier'], value: 'db' },
      { path: ['stringData', 'user'], value: 'no' },
    );
    assert.equal(after, `${secret('a')}  labels:\n    app: shop\n    tier: db\nstringData:\n  user: "no"\n`);
  });

  test('fields of the same new item make one item', () => {
    const text = `${secret('a')}users:\n  - name: one\n`;
    const after = change(
      text,
      0,
      { path: ['users', 1, 'name'], value: 'two' },
      { path: ['users', 1, 'role'], value: 'owner' },
      { path: ['users', 0, 'role'], value: 'reader' },
    );
    assert.equal(after, `${secret('a')}users:\n  - name: one\n    role: reader\n  - name: two\n    role: owner\n`);
  });

  test('the last of two for one field counts, and one above takes those below along', () => {
    const twice = change(
      cluster,
      0,
      { path: ['spec', 'db_host'], value: 'first' },
      { path: ['spec', 'db_host'], value: 'second' },
    );
    assert.equal(twice, cluster.replace('old.example', 'second'));
    const above = change(
      `${secret('a')}data:\n  one: x\n`,
      0,
      { path: ['data', 'one'], value: 'y' },
      { path: ['data'], value: { two: 'z' } },
      { path: ['data', 'three'], value: 'w' },
    );
    assert.deepEqual((serviceWith(above).resources(uri)[0]?.value as { data: unknown }).data, { two: 'z', three: 'w' });
  });

  test('in the item of a List, and in the right document of several', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n  - ${secret('a').trimEnd().replaceAll('\n', '\n    ')}\n`;
    const text = `${secret('first')}---\n${list}---\n${secret('last')}`;
    const after = change(text, 1, { path: ['metadata', 'namespace'], value: 'shop' });
    assert.equal(after, text.replace('      name: a\n', '      name: a\n      namespace: shop\n'));
    const last = change(text, 2, { path: ['metadata', 'namespace'], value: 'shop' });
    assert.equal(last, text.replace('  name: last\n', '  name: last\n  namespace: shop\n'));
  });

  test('line ends stay those of the file', () => {
    const text = cluster.replaceAll('\n', '\r\n');
    const after = change(text, 0, { path: ['spec', 'tls', 'mode'], value: 'on' });
    assert.equal(after, text.replace('logs_api: true\r\n', 'logs_api: true\r\n  tls:\r\n    mode: "on"\r\n'));
  });

  test('JSON stays JSON', () => {
    const text = '{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "a"}}\n';
    const after = change(text, 0, { path: ['metadata', 'namespace'], value: 'shop' });
    assert.deepEqual(JSON.parse(after), {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a', namespace: 'shop' },
    });
  });

  test('nothing to do, and nothing to do it to', () => {
    const service = serviceWith(cluster);
    assert.deepEqual(service.setFields(uri, 0, [{ path: ['spec', 'logs_api'], value: true }]), []);
    assert.deepEqual(service.setFields(uri, 1, [{ path: ['spec'], value: null }]), []);
    assert.deepEqual(service.setFields('file:///other.yaml', 0, [{ path: ['spec'], value: null }]), []);
  });
});

describe('setting fields of anything', () => {
  const scenario = fc.record({
    spec: rootMap,
    style: layout,
    changes: fc.array(
      fc.record({ picks: fc.array(fc.nat(), { maxLength: 4 }), more: fc.array(key, { maxLength: 2 }), value }),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
  });

  test('they read as they were set, and everything else as it was', () => {
    const runs = someRuns(300, 1000);
    let compared = 0;
    fc.assert(
      fc.property(scenario, ({ spec: source, style, changes }) => {
        const text = write({ apiVersion: 'v1', kind: 'Secret', spec: source }, style);
        const service = serviceWith(text);
        const [resource] = service.resources(uri);
        if (!resource || resource.incomplete) return;
        const before = resource.value as { readonly spec: ManifestValue };
        const set = changes.map(({ picks, more, value: next }) => ({
          path: pathInto(before.spec, picks, more),
          value: next,
        }));
        const expected = set.reduce<ManifestValue | undefined>(
          (now, { path, value: next }) => (now === undefined ? undefined : put(now, path, next)),
          before,
        );
        if (expected === undefined) return;
        const after = applyEdits(text, service.setFields(uri, 0, set));
        service.setFile(uri, after);
        const told = `${JSON.stringify(text)} ${JSON.stringify(set)} -> ${JSON.stringify(after)}`;
        assert.deepEqual(service.resources(uri)[0]?.value, expected, told);
        assert.equal(service.resources(uri)[0]?.incomplete, undefined, told);
        if (text.includes('\r\n')) assert.ok(!/(?<!\r)\n/.test(after), told);
        compared++;
      }),
      { numRuns: runs, seed: 21 },
    );
    assert.ok(compared > runs / 2, `only ${compared} were compared`);
  });
});

/** A way down into what there is, and on from there to what there is not. */
function pathInto(spec: ManifestValue, picks: readonly number[], more: readonly string[]): ManifestPath {
  const path: (string | number)[] = ['spec'];
  let at: ManifestValue | undefined = spec;
  for (const pick of picks) {
    if (typeof at !== 'object' || at === null) break;
    const keys: readonly string[] = Object.keys(at);
    if (keys.length === 0) break;
    const step: string = keys[pick % keys.length] ?? '';
    path.push(Array.isArray(at) ? Number(step) : step);
    at = (at as Readonly<Record<string, ManifestValue>>)[step];
  }
  if (more.length > 0 && Array.isArray(at)) path.push(at.length);
  return [...path, ...more];
}

/** `undefined`: a key of a list, or an index of a map, which mean nothing. */
function put(base: ManifestValue | undefined, path: ManifestPath, next: ManifestValue): ManifestValue | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return next;
  const isMap = typeof base === 'object' && base !== null && !Array.isArray(base);
  if ((isMap && typeof step === 'number') || (Array.isArray(base) && typeof step === 'string')) return undefined;
  const items = Array.isArray(base) ? [...(base as readonly ManifestValue[])] : [];
  const entries = isMap ? (base as Readonly<Record<string, ManifestValue>>) : {};
  const inner = put(typeof step === 'number' ? items[step] : entries[step], rest, next);
  if (inner === undefined) return undefined;
  if (typeof step === 'string') return { ...entries, [step]: inner };
  items[Math.min(step, items.length)] = inner;
  return items;
}
