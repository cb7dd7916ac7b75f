import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { splitDocuments } from '../../../server/language/yaml/index.ts';

describe('splitDocuments', () => {
  const cases: readonly (readonly [name: string, pieces: readonly string[]])[] = [
    ['an empty text', ['']],
    ['one document', ['a: 1\n']],
    ['two documents', ['a: 1\n', '---\nb: 1\n']],
    ['a leading marker', ['---\na: 1\n', '---\nb: 1']],
    ['comments before the first marker', ['# c\n\n---\na: 1\n', '--- # d\nb: 1']],
    ['an empty document between', ['---\n', '---\n# c\n', '---\na: 1\n']],
    ['a document end', ['a: 1\n...\n', 'b: 1\n']],
    ['a document end and a marker', ['a: 1\n...\n', '# c\n---\nb: 1\n']],
    ['a document end at the end', ['a: 1\n...\n# c\n']],
    ['directives', ['%YAML 1.1\n---\na: 1\n...\n', '%YAML 1.1\n---\nb: 1\n']],
    ['content in the line of the marker', ['--- a\n', '--- |\n b\n', '---\tc\n']],
    ['a marker inside a block scalar', ['a: |\n  x\n', '---\ny\n']],
    ['CRLF', ['a: 1\r\n', '---\r\nb: 1\r\n...\r\n', 'c: 1']],
    ['lone carriage returns', ['a: 1\r', '---\rb: 1\r']],
    ['a byte order mark', ['\uFEFF---\na: 1\n', '---\nb: 1']],
  ];
  for (const [name, pieces] of cases) test(name, () => assert.deepEqual(splitDocuments(pieces.join('')), pieces));

  test('dashes and dots that are no markers', () => {
    const text = 'a: ---\n---b\n ---\n....\n--';
    assert.deepEqual(splitDocuments(text), [text]);
  });

  test('the pieces hold the documents of the whole, and put together they are the text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...LINES), { maxLength: 14 }),
        fc.constantFrom('\n', '\r\n'),
        (lines, lineBreak) => {
          const text = lines.join(lineBreak);
          const pieces = splitDocuments(text);
          assert.equal(pieces.join(''), text);
          const whole = documents(text);
          if (whole === undefined) return;
          const parts = pieces.map(documents);
          assert.deepEqual(parts.flat(), whole, JSON.stringify(pieces));
          for (const part of parts) assert.ok((part?.length ?? 0) <= 1, JSON.stringify(pieces));
        },
      ),
      { numRuns: 5000, seed: 5 },
    );
  });

  test('any text comes back from its pieces', () => {
    const text = fc.string({
      unit: fc.constantFrom('-', '.', '\n', '\r', ' ', '#', 'a', ':', '\t', '%', '\uFEFF', '|'),
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, (each) => assert.equal(splitDocuments(each).join(''), each)),
      { numRuns: 3000, seed: 6 },
    );
  });
});

const LINES = [
  '---',
  '---',
  '...',
  '--- a',
  '--- # c',
  '---\t',
  '# c',
  '',
  ' ',
  'a: 1',
  'b:',
  '  - x',
  '  ---',
  '- y',
  '|',
  '  text',
  '%YAML 1.2',
  '---x',
  '....',
  'c: |',
  "d: 'q'",
];

/** The values of a stream without errors. */
function documents(text: string): unknown[] | undefined {
  const found = parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent' });
  if (!Array.isArray(found)) return [];
  if (found.some((each) => each.errors.length > 0)) return undefined;
  return found.map((each) => each.toJS() as unknown);
}
