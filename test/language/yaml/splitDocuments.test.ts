import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { splitDocuments } from '../../../server/language/yaml/index.ts';
import { fc } from '../../support/fastCheck.ts';

describe('splitDocuments', () => {
  const cases: readonly (readonly [name: string, pieces: readonly string[]])[] = [
    ['an empty text', ['']],
    ['one document', ['a: 1\n']],
    ['two documents', ['a: 1\n', '---\nb: 1\n']],
    ['a leading marker', ['---\na: 1\n', '---\nb: 1']],
    ['comments before the first marker', ['# c\n\n---\na: 1\n', '--- # d\nb: 1']],
    ['an empty document between', ['---\n', '---\n# c\n', '---\na: 1\n']],
    ['a document end', ['a: 1\n...\nb: 1\n']],
    ['a document end and a marker', ['a: 1\n...\n# c\n', '---\nb: 1\n']],
    ['a directive', ['%YAML 1.1\n---\na: 1\n%YAML 1.1\n', '---\nb: 1\n']],
    [
      'text in the line of the marker',
      ['--- a\n', '--- |\n b\n', '---\tc\n', '---d\n', '-----BEGIN CERTIFICATE-----\n'],
    ],
    ['a marker inside a block scalar', ['a: |\n  x\n', '---\ny\n']],
    ['CRLF', ['a: 1\r\n', '---\r\nb: 1\r\n', '---\r\nc: 1']],
    ['lone carriage returns', ['a: 1\r---\rb: 1\r']],
    ['a byte order mark', ['\uFEFF---\na: 1\n', '---\nb: 1']],
    ['JSON values in a row', ['{"a": "}"}\n', '{\n"b": 1\n}\n', '\n{"c": 1}']],
    ['JSON, and YAML behind it', ['{"a": 1}\n', 'b: 1\n', '---\nc: 1\n']],
    ['JSON, and a marker behind it', ['\uFEFF{"a": 1}\n# c\n', '---\n{"b": 1}\n{"c": 1}\n']],
    ['JSON values in a line', ['{"a": 1} {"b": 1}\n']],
    ['braces that are no JSON', ['{a: 1}\n{b: 1}\n']],
  ];
  for (const [name, pieces] of cases) test(name, () => assert.deepEqual(splitDocuments(pieces.join('')), pieces));

  test('dashes and dots that are no markers', () => {
    const text = 'a: ---\n ---\n....\n--';
    assert.deepEqual(splitDocuments(text), [text]);
  });

  test('any text comes back from its pieces', () => {
    const text = fc.string({
      unit: fc.constantFrom('-', '.', '\n', '\r', ' ', '#', 'a', ':', '\t', '%', '\uFEFF', '|', '{', '}', '"'),
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, (each) => assert.equal(splitDocuments(each).join(''), each)),
      { numRuns: 3000, seed: 6 },
    );
  });
});
