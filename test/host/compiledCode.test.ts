import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { CompiledCode } from '../../server/host/compiledCode.ts';

function newFolder(context: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'compiled-'));
  context.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Two bundles, one of which loads the other. */
function writeBundles(folder: string, answer: number): string {
  writeFileSync(path.join(folder, 'other.cjs'), `exports.ask = () => ${answer};\n//# sourceMappingURL=other.cjs.map`);
  const main = path.join(folder, 'main.cjs');
  writeFileSync(
    main,
    "const path = require('node:path'); const other = require('./other.cjs');\n" +
      'exports.ask = () => [other.ask(), path.basename(__filename), path.basename(__dirname), other === require("./other.cjs")];',
  );
  return main;
}

function askAnew(main: string, cache: string | undefined): { answer: unknown; code: CompiledCode } {
  const code = new CompiledCode(cache);
  const { ask } = code.load(main) as { ask: () => unknown };
  return { answer: ask(), code };
}

test('a bundle answers the same with what is kept of it as without; damaged or of another bundle it is not used', (context) => {
  const folder = newFolder(context);
  const cache = path.join(folder, 'kept');
  const main = writeBundles(folder, 1);
  const first = (answer: number) => [answer, 'main.cjs', path.basename(folder), true];
  const kept = () => readdirSync(cache).map((name) => path.join(cache, name));
  const { answer, code } = askAnew(main, cache);
  assert.deepEqual(answer, first(1));
  code.keep();
  assert.equal(kept().length, 2);
  const written = kept().map((file) => readFileSync(file));

  const second = askAnew(main, cache);
  assert.deepEqual(second.answer, first(1));
  for (const file of kept()) writeFileSync(file, 'x');
  second.code.keep();
  assert.deepEqual(
    kept().map((file) => readFileSync(file, 'latin1')),
    ['x', 'x'],
    'what was used is not written again',
  );

  assert.deepEqual(askAnew(main, cache).answer, first(1), 'too short');
  kept().forEach((file, index) => writeFileSync(file, flipped(written[index] ?? Buffer.alloc(0))));
  const damaged = askAnew(main, cache);
  assert.deepEqual(damaged.answer, first(1), 'damaged');
  damaged.code.keep();
  assert.deepEqual(
    kept().map((file) => readFileSync(file).readUInt32LE(0)),
    written.map((bytes) => bytes.readUInt32LE(0)),
  );

  writeBundles(folder, 2);
  assert.deepEqual(askAnew(main, cache).answer, first(2), 'as long as the one before');
  assert.deepEqual(askAnew(main, undefined).answer, first(2).slice(0, 3).concat(true));
});

test('a folder that cannot be written to is no reason to fail', (context) => {
  const folder = newFolder(context);
  const main = writeBundles(folder, 3);
  const { code } = askAnew(main, path.join(main, 'below-a-file'));
  code.keep();
});

function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const last = copy.length - 20;
  copy[last] = (copy[last] ?? 0) ^ 1;
  return copy;
}
