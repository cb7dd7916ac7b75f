import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cursorAt, parseDocument } from '../../../server/language/yaml/index.ts';
import type { ManifestNode } from '../../../schemas/contract/index.ts';
import { fc } from '../../support/fastCheck.ts';
import { layout, rootMap, write } from './randomManifests.ts';

test('in a sound document the cursor is where the parser says', () => {
  fc.assert(
    fc.property(rootMap, layout, (source, style) => {
      const text = write(source, style);
      const { root, problems, template } = parseDocument(text);
      if (problems.length === 0 && !template) checkCursors(text, root);
    }),
    { numRuns: 800, seed: 21 },
  );
});

function checkCursors(text: string, node: ManifestNode): void {
  for (const [, child] of node.entries()) {
    checkKey(text, node, child);
    checkValue(text, child);
    checkCursors(text, child);
  }
  for (const item of node.items()) {
    checkValue(text, item);
    checkCursors(text, item);
  }
}

function checkKey(text: string, map: ManifestNode, child: ManifestNode): void {
  const { keySpan } = child;
  if (!keySpan || text.slice(keySpan.start, keySpan.end).includes('\n') || /^\? ?$/m.test(text)) return;
  const cursor = cursorAt(text, keySpan.end);
  const told = `key ${child.path.join('.')} in ${JSON.stringify(text)}`;
  assert.deepEqual(
    [cursor.place, cursor.path, cursor.colonFollows, cursor.replace],
    ['key', map.path, true, keySpan],
    told,
  );
  const others = map.entries().filter(([, each]) => each !== child);
  const written = others.map(([, each]) => (each.keySpan ? text.slice(each.keySpan.start, each.keySpan.end) : ''));
  if (!cursor.flow) assert.deepEqual([...cursor.siblings].map(bare).sort(), written.map(bare).sort(), told);
}

function checkValue(text: string, node: ManifestNode): void {
  if (node.kind !== 'scalar' || node.style === 'literal' || node.style === 'folded') return;
  const { start, end } = node.span;
  if (start === end || text.slice(start, end).includes('\n')) return;
  const cursor = cursorAt(text, end);
  const place = typeof node.path.at(-1) === 'number' ? 'item' : 'value';
  assert.deepEqual(
    [cursor.place, cursor.path, cursor.replace],
    [place, node.path, node.span],
    `value ${node.path.join('.')} in ${JSON.stringify(text)}`,
  );
}

function bare(key: string): string {
  return key.replace(/^(["'])(.*)\1$/, '$2');
}
