import assert from 'node:assert/strict';
import { test } from 'node:test';
import { root } from '../support/fixtures.ts';
import { readSourceFiles } from '../support/sourceFiles.ts';

/** A comment stands by itself: what lies outside of the repository is a link or a path, or is said. */

/** Letters and a number that everybody looks up by that name. */
const terms = new Set(['RE2', 'S3', 'V8', 'C0', 'C1']);

test('no comment relies on a list that somebody else has, such as the numbers of findings', () => {
  const found = readSourceFiles(root, ['schemas', 'server', 'client', 'test', 'tools'], ['.ts', '.mjs']).flatMap(
    ({ path: file, tree }) =>
      commentsIn(tree.text).flatMap(({ text, line }) =>
        // `#L12-L14` and `v1` are parts of links and paths.
        Array.from(
          text.replaceAll(/#L\d+(?:-L\d+)?|`[^`]*`|\S*[/%]\S*/g, '').matchAll(/\b[A-Z]{1,3}\d{1,3}\b/g),
          ([code]) => code,
        )
          .filter((code) => !terms.has(code))
          .map((code) => `${file}:${String(line)} ${code}`),
      ),
  );
  assert.deepEqual(found, []);
});

test('such a number is found in any comment', () => {
  const found = commentsIn("/** Z28. It waits. */\nconst a = 'B1';\n// As B10 says.\n").map(({ text, line }) => [
    line,
    text,
  ]);
  assert.deepEqual(found, [
    [1, '/** Z28. It waits. */'],
    [3, '// As B10 says.'],
  ]);
});

/** Comments on lines of their own; those behind code are few and short. */
function commentsIn(source: string): { text: string; line: number }[] {
  let isInside = false;
  return source.split('\n').flatMap((text, index) => {
    const begins = /^\s*(?:\/\*|\/\/)/.test(text);
    const isComment = isInside || begins;
    if (begins && text.includes('/*')) isInside = true;
    if (text.includes('*/')) isInside = false;
    return isComment ? [{ text: text.trim(), line: index + 1 }] : [];
  });
}
