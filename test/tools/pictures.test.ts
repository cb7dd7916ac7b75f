import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { root } from '../support/fixtures.ts';

/** Pictures of a window need few colours: `pngquant --quality 80-98 --speed 1 --strip 128` makes a third of them. */
const most = 64 * 1024;
/** `tools/editor/firstMinute.mjs` writes few colours, and what changes from picture to picture. */
const mostMoving = 192 * 1024;

test('pictures of README are in the package, so they are small', () => {
  const names = readFileSync(path.join(root, 'README.md'), 'utf8').matchAll(/\]\((docs\/images\/[^)]+)\)/g);
  const sizes = [...names].map(([, name = '']) => [name, statSync(path.join(root, name)).size] as const);
  assert.ok(sizes.length > 0);
  assert.deepEqual(
    sizes.filter(([name, size]) => size > (name.endsWith('.gif') ? mostMoving : most)),
    [],
  );
});
