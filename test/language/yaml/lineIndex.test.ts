import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineIndex } from '../../../server/language/yaml/index.ts';
import { fc } from '../../support/fastCheck.ts';

test('lines end at every line break of the protocol', () => {
  const index = lineIndex('a\nbc\r\n\rd');
  const places = [0, 1, 2, 4, 5, 6, 7, 8, 99].map((offset) => index.positionAt(offset));
  assert.deepEqual(
    places.map(({ line, character }) => `${line}:${character}`),
    ['0:0', '0:1', '1:0', '1:2', '1:3', '2:0', '3:0', '3:1', '3:1'],
  );
  assert.equal(index.offsetAt({ line: 1, character: 99 }), 4);
  assert.equal(index.offsetAt({ line: 99, character: 0 }), 8);
  assert.deepEqual([index.lineStart(1), index.lineEnd(1), index.lineEnd(3)], [2, 4, 8]);
});

test('an offset comes back from its position', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '😀', '\r\n'), maxLength: 30 });
  fc.assert(
    fc.property(text, fc.nat(30), (each, at) => {
      const index = lineIndex(each);
      const offset = Math.min(at, each.length);
      const back = index.offsetAt(index.positionAt(offset));
      // Between `\r` and `\n` there is no position of a line's text.
      if (each[offset - 1] === '\r' && each[offset] === '\n') assert.equal(back, offset - 1);
      else assert.equal(back, offset);
    }),
    { numRuns: 500, seed: 4 },
  );
});
