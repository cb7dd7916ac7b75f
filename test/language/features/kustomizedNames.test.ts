import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createService } from '../../../server/host/createService.ts';
import { dist } from '../../support/fixtures.ts';

/** Names of files that a kustomization with a prefix lists: looked up as they end up, shown and renamed as written. */
const secret = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\nstringData:\n  password: x\n';
const pod = (name: string, key: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: web:1\n      env:\n        - name: P\n          valueFrom:\n            secretKeyRef:\n              name: ${name}\n              key: ${key}\n`;
const nameAt = { line: 12, character: 21 };

function serviceWith(files: Readonly<Record<string, string>>) {
  const service = createService(dist);
  const all = {
    'k/kustomization.yaml': 'namePrefix: p-\nresources: [secret.yaml, inside.yaml]\n',
    'k/secret.yaml': secret,
    ...files,
  };
  for (const [path, text] of Object.entries(all)) service.setFile(`file:///w/${path}`, text);
  return service;
}

function codes(service: ReturnType<typeof serviceWith>, path: string): string[] {
  return service.diagnose(`file:///w/${path}`).flatMap(({ code }) => (code.startsWith('names/') ? [code] : []));
}

test('inside of the kustomization the written name is right, outside the one that it becomes', () => {
  const service = serviceWith({ 'k/inside.yaml': pod('db', 'password'), 'outside.yaml': pod('p-db', 'password') });
  assert.deepEqual(codes(service, 'k/inside.yaml'), []);
  assert.deepEqual(codes(service, 'outside.yaml'), []);
  assert.deepEqual(codes(serviceWith({ 'outside.yaml': pod('db', 'password') }), 'outside.yaml').length, 1);
});

test('a key that the Secret does not have is found on both sides', () => {
  const service = serviceWith({ 'k/inside.yaml': pod('db', 'user'), 'outside.yaml': pod('p-db', 'user') });
  assert.deepEqual(codes(service, 'k/inside.yaml'), ['names/missing-key']);
  assert.deepEqual(codes(service, 'outside.yaml'), ['names/missing-key']);
});

test('completion proposes the name that has to be written there', () => {
  const service = serviceWith({ 'k/inside.yaml': pod('db', 'password'), 'outside.yaml': pod('d', 'password') });
  const at = (path: string) => service.complete(`file:///w/${path}`, nameAt).map(({ label }) => label);
  assert.ok(at('k/inside.yaml').includes('db'), at('k/inside.yaml').join());
  assert.ok(!at('k/inside.yaml').includes('p-db'));
  assert.ok(at('outside.yaml').includes('p-db'), at('outside.yaml').join());
});

test('definition leads to the written name', () => {
  const service = serviceWith({ 'k/inside.yaml': pod('db', 'user'), 'outside.yaml': pod('p-db', 'user') });
  for (const path of ['k/inside.yaml', 'outside.yaml']) {
    const found = service.definition(`file:///w/${path}`, nameAt);
    assert.deepEqual(
      found.map(({ uri, range }) => [uri, range.start.line]),
      [['file:///w/k/secret.yaml', 3]],
      path,
    );
  }
});

test('references and rename reach both sides, each in its own words', () => {
  const service = serviceWith({
    'k/inside.yaml': pod('db', 'password'),
    'outside.yaml': pod('p-db', 'password'),
    'other.yaml': pod('db', 'password'),
  });
  const from = service.references('file:///w/k/inside.yaml', nameAt, true).map(({ uri }) => uri);
  assert.deepEqual(from, ['file:///w/k/inside.yaml', 'file:///w/k/secret.yaml', 'file:///w/outside.yaml']);
  for (const [path, position] of [
    ['k/inside.yaml', nameAt],
    ['k/secret.yaml', { line: 3, character: 9 }],
  ] as const) {
    const renamed = service.rename(`file:///w/${path}`, position, 'data');
    assert.ok('changes' in renamed);
    const texts = [...renamed.changes].map(([uri, edits]) => [uri, edits.map(({ text }) => text).join()]).sort();
    assert.deepEqual(texts, [
      ['file:///w/k/inside.yaml', 'data'],
      ['file:///w/k/secret.yaml', 'data'],
      ['file:///w/outside.yaml', 'p-data'],
    ]);
  }
  const refused = service.prepareRename('file:///w/outside.yaml', nameAt);
  assert.deepEqual(refused, { problem: 'Kustomize makes this name of "db": rename that one.' });
});
