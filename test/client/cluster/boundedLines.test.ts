import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { boundedLines } from '../../../client/cluster/boundedLines.ts';
import { fc } from '../../support/fastCheck.ts';

async function linesOf(pieces: readonly Buffer[], longest: number): Promise<string[]> {
  const found: string[] = [];
  const answer = Readable.from(pieces, { objectMode: false });
  const reading = boundedLines(answer, { longest, tooLong: (beginning) => `${beginning}…` });
  for await (const lines of reading) found.push(...lines);
  return found;
}

test('lines are the same however a text is cut into pieces, and no longer than they may be', async () => {
  const line = fc.oneof(fc.string({ maxLength: 30, unit: 'grapheme' }), fc.constant(''), fc.constant('ä'.repeat(60)));
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.boolean(), fc.array(fc.nat(400)), async (lines, ended, cuts) => {
      const text = lines.map((each) => each.replaceAll('\n', '')).join('\n') + (ended ? '\n' : '');
      const bytes = Buffer.from(text);
      const places = [0, ...cuts.filter((cut) => cut < bytes.length).sort((one, other) => one - other), bytes.length];
      const pieces = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
      const expected = text.split('\n').map((each) => (each.length > 50 ? `${each.slice(0, 50)}…` : each));
      if (expected.at(-1) === '') expected.pop();
      assert.deepEqual(
        await linesOf(
          pieces.filter(({ length }) => length > 0),
          50,
        ),
        expected,
      );
    }),
  );
});
