import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../support/fixtures.ts';

/** What the suites print of files that do not end: by name, with what was running, and the others have their turn. */

test('a test that waits for ever is named, and so is a file that something keeps from its end', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'dbm-reporter-'));
  context.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const files = {
    'waits.test.mjs': "test('is quick', () => {}); test('waits', () => new Promise(() => setInterval(() => {}, 999)));",
    'kept.test.mjs': "test('is done', () => {}); setInterval(() => {}, 999);",
    'whole.test.mjs': "test('is whole', () => {});",
  };
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(folder, name), `import { test } from 'node:test';\n${text}\n`);
  const said = await run(folder, Object.keys(files));
  assert.match(said, /✖ waits\.test\.mjs[^✖✔]*The file did not end\. Then these were running: waits\.\n/);
  assert.match(said, /✖ kept\.test\.mjs[^✖✔]*its tests had, but something kept the process waiting\.\n/);
  assert.match(said, / {2}✔ whole\.test\.mjs: 1 passed\n/);
  assert.match(said, /"passed":3,"failed":2,/);
});

function run(cwd: string, files: readonly string[]): Promise<string> {
  const args = [join(root, 'tools/runTestFiles.mjs'), '3', '6000', ...files];
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, env }, (_error, output) => {
      resolve(output);
    });
  });
}
