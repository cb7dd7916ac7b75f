import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { uriOf } from '../../support/fixtures.ts';
import { serviceWith } from '../../support/manifests.ts';

function secret(...keys: readonly string[]): string {
  const data = keys.map((key) => `  ${key}: some text\n`).join('');
  return `apiVersion: v1\nkind: Secret\nmetadata:\n  name: login\nstringData:\n${data}`;
}

function podThatReads(key: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: app
spec:
  containers:
    - name: app
      image: example.com/app:1
      env:
        - name: VALUE
          valueFrom:
            secretKeyRef:
              name: login
              key: ${key}
`;
}

suite('a key that the Secret does not have', () => {
  const fixesFor = (key: string, ...keys: readonly string[]) =>
    serviceWith({ 'a.yaml': secret(...keys), 'b.yaml': podThatReads(key) })
      .diagnose(uriOf('b.yaml'))
      .filter(({ code }) => code === 'names/missing-key')
      .flatMap(({ fixes }) => fixes.map(({ title }) => title));

  test('is the only one of which it is a part, or that is a part of it', () => {
    assert.deepEqual(fixesFor('user', 'username', 'host'), ['Change to "username"']);
    assert.deepEqual(fixesFor('POSTGRES_PASSWORD', 'password', 'host'), ['Change to "password"']);
  });

  test('is not guessed from a part that many words have, or from several', () => {
    assert.deepEqual(fixesFor('uri', 'security', 'port'), []);
    assert.deepEqual(fixesFor('user', 'username', 'userhost'), []);
  });
});

suite('a resource that stands more than once', () => {
  const found = (files: Readonly<Record<string, string>>) => {
    const service = serviceWith(files);
    return Object.keys(files).map((file) =>
      service
        .diagnose(uriOf(file))
        .filter(({ code }) => code === 'names/declared-twice')
        .map(({ severity }) => severity),
    );
  };

  test('in a file, each time', () =>
    assert.deepEqual(found({ 'a.yaml': [1, 2, 3].map(() => secret('a')).join('---\n') }), [
      ['warning', 'warning', 'warning'],
    ]));

  test('in two files of a folder, but not in many: those are samples', () => {
    assert.deepEqual(found({ 'a.yaml': secret('a'), 'b.yaml': secret('a') }), [['information'], ['information']]);
    assert.deepEqual(found({ 'a.yaml': secret('a'), 'b.yaml': secret('a'), 'c.yaml': secret('a') }), [[], [], []]);
    assert.deepEqual(found({ 'x/a.yaml': secret('a'), 'y/a.yaml': secret('a') }), [[], []]);
  });

  test('not where one is a patch of the other', () => {
    const kustomization = 'resources: [a.yaml]\npatches:\n  - path: b.yaml\n';
    const files = { 'a.yaml': secret('a'), 'b.yaml': secret('a'), 'kustomization.yaml': kustomization };
    assert.deepEqual(found(files), [[], [], []]);
  });
});
