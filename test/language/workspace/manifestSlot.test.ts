import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Clock } from '../../../server/language/queries/clock.ts';
import { ManifestSlot } from '../../../server/language/workspace/manifestSlot.ts';

const home = {
  uri: '',
  clock: new Clock(),
  mended: () => undefined,
  parsed: () => assert.fail('the header has to be read without a parse'),
};

const header = (text: string) => {
  const { apiVersion, kind } = new ManifestSlot(text, home).header;
  return `${apiVersion} ${kind}`;
};

describe('the header of a document is read without a parse', () => {
  const cases: readonly (readonly [text: string, header: string])[] = [
    ['apiVersion: v1\nkind: Secret\n', 'v1 Secret'],
    ['---\r\nkind: Secret\r\napiVersion: v1\r\n', 'v1 Secret'],
    ['\uFEFFkind: A # why\n"apiVersion": \'g/v1\'\n', 'g/v1 A'],
    ['# kind: No\nkind :   A\nspec:\n  kind: B\n  apiVersion: no\n', ' A'],
    ['items:\n- apiVersion: v1\n  kind: Secret\nkind: List\napiVersion: v1\n', 'v1 List'],
    ['{"apiVersion": "v1", "kind": "Secret"}', 'v1 Secret'],
    ['{"apiVersion":"v1","items":[{"apiVersion":"a/v1","kind":"B"}],"kind":"List"}', 'v1 List'],
    ["--- # text\n{ apiVersion: g/v1, metadata: { kind: no, \"a\\\"}\": [1, 2] }, kind: 'it''s' }", "g/v1 it''s"],
    ['{apiVersion: v1,\n # kind: No\n kind: A}', 'v1 A'],
    ['{"apiVersion": "v1", "kind', 'v1 '],
    ['kind:\n', ' '],
    ['', ' '],
    ['- kind: A\n', ' '],
  ];
  for (const [text, expected] of cases) test(JSON.stringify(text), () => assert.equal(header(text), expected));
});

// Each sign could begin a comment: a reader that tries all ways to cut the line does not come back.
test('lines of comment signs above the header', () => {
  assert.equal(header(`${'#'.repeat(5000)}\n# text\n${'# '.repeat(5000)}\nkind: A\n`), ' A');
  assert.equal(header(`${'#'.repeat(5000)}\n{kind: A}`), ' A');
});

test('line ends of every kind are counted', () => {
  const lineEnds = (text: string) => new ManifestSlot(text).lineEnds;
  assert.equal(lineEnds('a\r\nb\rc\n'), 3);
  assert.equal(lineEnds(''), 0);
});
