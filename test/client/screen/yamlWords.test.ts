import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../support/editorStandIn.ts';

const { yamlWord } = await import('../../../client/screen/yamlWords.ts');

const words = (line: string) => [...line.matchAll(new RegExp(yamlWord, 'g'))].map(([word]) => word);

test('a key and a value are words of their own, whatever stands in them', () => {
  for (const [line, expected] of [
    ['apiVersion: acid.zalan.do/v1', ['apiVersion', 'acid.zalan.do/v1']],
    ['    image: ghcr.io/acme/postgres-17:17.2', ['image', 'ghcr.io/acme/postgres-17:17.2']],
    ['  image: postgres:', ['image', 'postgres']],
    ['- name: "a b"', ['name', 'a', 'b']],
    ['- item', ['item']],
    ['-', []],
    ['? key', ['key']],
    ['# note', ['note']],
    ['{storage: 10Gi, app.kubernetes.io/name: x}', ['storage', '10Gi', 'app.kubernetes.io/name', 'x']],
    ["schedule: '30 00 * * *'", ['schedule', '30', '00', '*', '*', '*']],
    ['n: -1', ['n']],
    ['größe: naïve', ['größe', 'naïve']],
    ['', []],
  ] as const)
    assert.deepEqual(words(line), expected, line);
});

test('a word that grows begins where it began', () => {
  const line = 'image: ghcr.io/acme/my-db:17.2-1';
  const starts = new Set<number>();
  for (let end = 'image: g'.length; end <= line.length; end++) {
    const last = [...line.slice(0, end).matchAll(new RegExp(yamlWord, 'g'))].at(-1);
    starts.add(last?.index ?? -1);
  }
  assert.deepEqual([...starts], ['image: '.length]);
});
