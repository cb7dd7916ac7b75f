import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mostNames } from '../../../server/language/features/mostNames.ts';
import { uriOf } from '../../support/fixtures.ts';
import { positionAt, serviceWith, uri } from '../../support/manifests.ts';

/** Answers that do not depend on how much there is, or in which order it came. */

const secret = (name: string, namespace = 'a') =>
  `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}, namespace: ${namespace}}\nstringData: {a: b}\n`;

test('every resource that stands twice in a file is said to, however many there are', () => {
  const service = serviceWith([secret('x'), secret('x'), secret('y'), secret('x', 'b'), secret('x')].join('---\n'));
  const twice = service.diagnose(uri).filter(({ code }) => code === 'names/declared-twice');
  assert.deepEqual(
    twice.map(({ range }) => Math.floor(range.start.line / 5)),
    [0, 1, 4],
  );
});

test('of very many names those are offered that fit what is typed', () => {
  const pod = (typed: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: a}\nspec:\n  containers:\n    - name: a\n      envFrom:\n        - secretRef:\n            name: ${typed}`;
  const names = Array.from({ length: 1000 }, (_, at) => `team-${String(at)}`);
  const offered = (typed: string) => {
    const text = pod(typed);
    const service = serviceWith({ 'pod.yaml': text, 'secrets.yaml': names.map((name) => secret(name)).join('---\n') });
    return service
      .complete(uriOf('pod.yaml'), positionAt(text, text.length))
      .filter(({ kind }) => kind === 'reference')
      .map(({ label }) => label);
  };
  assert.equal(offered('').length, mostNames);
  assert.deepEqual(offered('t999'), ['team-999']);
  assert.deepEqual(
    offered('"tEaM-99'),
    names.filter((name) => /9.*9/.test(name)),
  );
});

test('symbols of the workspace come in the order of their names and places, whatever was edited', () => {
  const text = [secret('b'), secret('a'), secret('b', 'c')].join('---\n');
  const fresh = serviceWith(text).workspaceSymbols('');
  const edited = serviceWith(secret('b'));
  edited.changeFile(uri, [{ text: secret('z') }]);
  edited.changeFile(uri, [{ text: [secret('b', 'c'), secret('b')].join('---\n') }]);
  edited.changeFile(uri, [{ text }]);
  assert.deepEqual(edited.workspaceSymbols(''), fresh);
  assert.deepEqual(
    fresh.filter(({ kind }) => kind === 'resource').map(({ name }) => name),
    ['a', 'b', 'b'],
  );
});

test('the outline shows what is written, not what merge keys bring', () => {
  const labels = `labels: {<<: {a: x, <<: {b: x, <<: {c: x}}}, d: x}`;
  const service = serviceWith(
    `apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  ${labels}\n  name: acid-x\n`,
  );
  const metadata = service.documentSymbols(uri)[0]?.children.find(({ name }) => name === 'metadata');
  const written = metadata?.children.find(({ name }) => name === 'labels');
  assert.deepEqual(
    written?.children.map(({ name }) => name),
    ['d'],
  );
});

test('a document that is too large is named, and nothing else is worked out about it', () => {
  const service = serviceWith(`kind: postgresql\napiVersion: acid.zalan.do/v1\nspec:\n${'  a: b\n'.repeat(600_000)}`);
  assert.deepEqual(
    service.diagnose(uri).map(({ code }) => code),
    ['yaml/too-large'],
  );
  assert.deepEqual(service.complete(uri, { line: 4, character: 2 }), []);
});

test('places above resources of one name are as many as there is room for', () => {
  const user = (name: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec: {volumes: [{name: v, secret: {secretName: x}}]}\n`;
  const lenses = (count: number) => {
    const pods = Array.from({ length: count }, (_, index) => user(`p${String(index)}`));
    const service = serviceWith([...Array.from({ length: count }, () => secret('x', '""')), ...pods].join('---\n'));
    return service.codeLenses(uri).filter(({ title }) => title === `${String(count)} references`);
  };
  assert.equal(lenses(20).length, 20);
  assert.equal(lenses(400).length, 125);
});

test('a slip is not looked up among thousands of names', () => {
  const pod = (count: number) => {
    const volumes = Array.from({ length: count }, (_, index) => `{name: volume-${String(index)}x, emptyDir: {}}`);
    return `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  volumes: [${volumes.join(', ')}]\n  containers:\n  - name: a\n    image: a:1\n    volumeMounts: [{name: volume-7y, mountPath: /a}]\n`;
  };
  const missing = (count: number) => {
    const problems = serviceWith(pod(count)).diagnose(uri);
    return problems.filter(({ code }) => code === 'kubernetes/volume-missing').map(({ message }) => message);
  };
  assert.match(missing(8)[0] ?? '', /its volume is "volume-7x"/);
  assert.match(missing(501)[0] ?? '', /declare it under `volumes`/);
});
