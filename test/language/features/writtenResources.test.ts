import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fc } from '../../support/fastCheck.ts';
import { serviceWith, uri } from '../../support/manifests.ts';
import { value } from '../yaml/randomManifests.ts';

function resources(text: string) {
  return serviceWith(text).resources(uri);
}

const secret = (name: string) => `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\n`;

describe('resources of a file', () => {
  test('each document that says what it is, whoever claims it, numbered in the order of the file', () => {
    const found = resources(`# a note\n---\n${secret('a')}---\nkind: Other\n---\n${secret('b')}  namespace: shop\n`);
    assert.deepEqual(
      found.map(({ index, identity }) => [index, identity]),
      [
        [0, { apiVersion: 'v1', kind: 'Secret', name: 'a', namespace: '' }],
        [1, { apiVersion: 'v1', kind: 'Secret', name: 'b', namespace: 'shop' }],
      ],
    );
  });

  test('a range per document that the next one begins behind', () => {
    const text = `${secret('a')}---\n${secret('b')}`;
    const [first, second] = resources(text);
    assert.deepEqual(first?.range, { start: { line: 0, character: 0 }, end: { line: 4, character: 0 } });
    assert.deepEqual(second?.range, { start: { line: 4, character: 0 }, end: { line: 9, character: 0 } });
    assert.deepEqual(second.kindRange, { start: { line: 6, character: 6 }, end: { line: 6, character: 12 } });
  });

  test('items of a List have numbers and ranges of their own', () => {
    const text = `apiVersion: v1\nkind: List\nitems:\n- ${secret('a').trimEnd().replaceAll('\n', '\n  ')}\n- ${secret('b').trimEnd().replaceAll('\n', '\n  ')}\n`;
    const found = resources(`${secret('first')}---\n${text}`);
    assert.deepEqual(
      found.map(({ index, identity }) => [index, identity.name]),
      [
        [0, 'first'],
        [1, 'a'],
        [2, 'b'],
      ],
    );
    assert.deepEqual(found[1]?.range, { start: { line: 8, character: 2 }, end: { line: 11, character: 11 } });
    assert.deepEqual(found[2]?.kindRange, { start: { line: 13, character: 8 }, end: { line: 13, character: 14 } });
  });

  test('values are what kubectl sends', () => {
    const [found] = resources(`${secret('a')}data:\n  mode: 0600\n  n: on\n  at: 22:30\n  none:\n  text: "17"\n`);
    assert.deepEqual((found?.value as { data: unknown }).data, {
      mode: 384,
      false: true,
      at: '22:30',
      none: null,
      text: '17',
    });
    assert.equal(found?.incomplete, undefined);
  });

  test('anchors and merge keys are written out', () => {
    const [found] = resources(`${secret('a')}a: &x\n  one: 1\nb:\n  <<: *x\n  two: 2\nc: *x\n`);
    assert.deepEqual(found?.value, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a' },
      a: { one: 1 },
      b: { one: 1, two: 2 },
      c: { one: 1 },
    });
  });

  test('a placeholder is null, and the resource is not complete', () => {
    const [found, whole] = resources(
      `${secret('a')}spec:\n  size: \${SIZE}\n  list: ["\${X}", 1]\n  kept: null\n---\n${secret('b')}`,
    );
    assert.deepEqual((found?.value as { spec: unknown }).spec, { size: null, list: [null, 1], kept: null });
    assert.equal(found?.incomplete, true);
    assert.equal(whole?.incomplete, undefined);
  });

  test('a syntax error makes every resource of its document incomplete, and no other', () => {
    const [broken, whole] = resources(`${secret('a')}spec: [1, 2\n---\n${secret('b')}`);
    assert.equal(broken?.identity.name, 'a');
    assert.equal(broken.incomplete, true);
    assert.equal(whole?.incomplete, undefined);
  });

  test('templates, empty files and unknown files hold none', () => {
    assert.deepEqual(resources(`${secret('a')}spec: {{ .Values.spec }}\n`), []);
    assert.deepEqual(resources(''), []);
    assert.deepEqual(serviceWith({}).resources(uri), []);
  });

  test('a key that is called like a property of every object survives', () => {
    const [found] = resources(`${secret('a')}data:\n  __proto__: \${X}\n  constructor: 1\n`);
    const { data } = found?.value as { data: object };
    assert.deepEqual(Object.entries(data), [
      ['__proto__', null],
      ['constructor', 1],
    ]);
  });
});

describe('a value as YAML', () => {
  test('keeps the order of keys and quotes what kubectl would read as something else', () => {
    const secretValue = {
      kind: 'Secret',
      apiVersion: 'v1',
      data: { on: 'on', mode: '0600', port: 5432, empty: '', none: null, lines: 'a\nb\n', list: [], map: {} },
      items: [{ a: 1, b: ['x'] }],
    };
    const expected = `kind: Secret
apiVersion: v1
data:
  "on": "on"
  mode: "0600"
  port: 5432
  empty: ""
  none: null
  lines: |
    a
    b
  list: []
  map: {}
items:
  - a: 1
    b:
      - x
`;
    assert.equal(serviceWith({}).yaml(secretValue), expected);
  });

  test('a value that is no map is a document, too', () => {
    assert.equal(serviceWith({}).yaml(['yes', true]), '- "yes"\n- true\n');
    assert.equal(serviceWith({}).yaml(null), 'null\n');
  });

  test('reads as the value that it was written from', () => {
    fc.assert(
      fc.property(value, (data) => {
        const whole = { apiVersion: 'v1', kind: 'Secret', data };
        const service = serviceWith({});
        const text = service.yaml(whole);
        service.setFile(uri, text);
        assert.deepEqual(service.resources(uri)[0]?.value, whole, text);
      }),
      { numRuns: 500, seed: 5 },
    );
  });
});
