import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDocument, writeEdits } from '../../../server/language/yaml/index.ts';
import type { Edit, ManifestNode, ManifestPath, ManifestValue } from '../../../schemas/contract/index.ts';
import { fc } from '../../support/fastCheck.ts';
import { applyTextEdits } from './applyTextEdits.ts';
import { key, layout, rootMap, value, write } from './randomManifests.ts';

const scenario = fc.record({
  source: rootMap,
  style: layout,
  pick: fc.nat(),
  kind: fc.nat(5),
  value,
  key: fc.oneof(key, fc.constant('<<')),
  more: fc.nat(),
});

test('an edit changes the place it is meant for, and nothing else', () => {
  fc.assert(
    fc.property(scenario, ({ source, style, pick, kind, value: next, key: name, more }) => {
      const text = write(source, style);
      const document = parseDocument(text);
      if (document.problems.length > 0) return;
      const nodes = allNodes(document.root);
      const node = nodes[pick % nodes.length] ?? document.root;
      const edit = makeEdit(kind, node, nodes[more % nodes.length] ?? node, name, next);
      const edits = writeEdits(document, [edit]);
      const result = applyTextEdits(text, edits);
      const after = parseDocument(result);
      const expected = afterEdit(document.root.value, edit);
      if (expected === undefined) return;
      const told = `${JSON.stringify(text)} ${edit.do} ${JSON.stringify(edit.node.path)} -> ${JSON.stringify(result)}`;
      assert.deepEqual(after.problems, [], told);
      assert.deepEqual(after.root.value, expected, told);
      if (edit.do === 'set') {
        const again = writeEdits(after, [{ ...edit, node: after.root.at(...edit.node.path) }]);
        assert.deepEqual(again, [], `set twice: ${told}`);
      }
      if (style.lineBreak === '\r\n')
        assert.ok(!/(?<!\r)\n/.test(result.replace(/\n$/, '')) || !text.includes('\r\n'), told);
    }),
    { numRuns: 1500, seed: 7 },
  );
});

/** Anchors, aliases, merge keys, and what else generated text does not have. */
const WRITTEN = [
  'a: &x {b: 1, c: [2, 3]}\nd: *x\ne:\n  <<: *x\n  f: 1\ng:\n  - *x\n  - <<: *x\n    h: 2\n',
  'base: &base\n  cpu: 1 # one\n  list: &list\n  - p\n  - q\none:\n  <<: *base\n  more: *list\ntwo: {<<: *base, z: 1}\n',
  'a: &k key\nb: *k\nc: !!str 5 # tag\nd: !!int "6"\ne: !l\n  f: 1\ng:\n- &i h: 1\n  j: 2\n',
  '# head\n--- # start\na:    # empty\n\n\nb: {   }\nc: [ ]   # none\nd:\n-   e: 1\n    f: 2\n-\n  g: 3\n# tail',
  'a: "one\n  two"\nb: plain\n  more\nc: {d: 1,\n  e: [x,\n    y], f: 2 }\ng: >-\n\n  folded\n\n   text\nh: 1\n',
  '? a\n: b\n? c\n: - d\n  - e\n"f" : g\nh:\t1\ni: {j, k: 1, l}\n',
];

test('anchors keep their readers, and what cannot be written is left out', () => {
  const scenario = fc.record({
    text: fc.constantFrom(...WRITTEN),
    pick: fc.nat(),
    kind: fc.nat(5),
    value,
    key,
    more: fc.nat(),
  });
  fc.assert(
    fc.property(scenario, ({ text, pick, kind, value: next, key: name, more }) => {
      const document = parseDocument(text);
      const nodes = allNodes(document.root);
      const node = nodes[pick % nodes.length] ?? document.root;
      const edit = makeEdit(kind, node, nodes[more % nodes.length] ?? node, name, next);
      const edits = writeEdits(document, [edit]);
      if (edits.length === 0) return;
      const result = applyTextEdits(text, edits);
      const after = parseDocument(result);
      const told = `${JSON.stringify(text)} ${edit.do} ${JSON.stringify(edit.node.path)} -> ${JSON.stringify(result)}`;
      assert.deepEqual(after.problems, [], told);
      if (edit.do === 'set' && !text.startsWith('?'))
        assert.deepEqual(after.root.at(...edit.node.path).value, edit.value, told);
      // The value of an anchor changes for its readers too.
      const expected = /[&?]/.test(text) ? undefined : afterEdit(document.root.value, edit);
      if (expected !== undefined) assert.deepEqual(after.root.value, expected, told);
    }),
    { numRuns: 3000, seed: 8 },
  );
});

/** Edits of what the document holds; a document behind it is another matter. */
type NodeEdit = Exclude<Edit, { do: 'document' }>;

function makeEdit(kind: number, node: ManifestNode, other: ManifestNode, name: string, next: ManifestValue): NodeEdit {
  if (kind === 0) return { do: 'set', node, value: next };
  if (kind === 1) return { do: 'set', node: node.at(name, 'inner'), value: next };
  if (kind === 2) return { do: 'remove', node };
  if (kind === 3) return { do: 'rename', node, key: name };
  if (kind === 4) return { do: 'append', node, value: next };
  return { do: 'move', node, to: other, key: name };
}

function allNodes(root: ManifestNode): ManifestNode[] {
  return [root, ...root.entries().flatMap(([, each]) => allNodes(each)), ...root.items().flatMap(allNodes)];
}

/** The same edit on the value; `undefined` where no edit is expected. */
function afterEdit(root: unknown, edit: NodeEdit): unknown {
  const copy = { root: structuredClone(root) };
  const path: ManifestPath = ['root', ...edit.node.path];
  const parent = lookUp(copy, path.slice(0, -1));
  const last = path.at(-1) ?? '';
  switch (edit.do) {
    case 'set':
      return setAt(copy, path, edit.value) ? copy.root : root;
    case 'append': {
      const list = lookUp(copy, path);
      if (list === null) return setAt(copy, path, [edit.value]) ? copy.root : root;
      if (!Array.isArray(list)) return root;
      list.push(edit.value);
      return copy.root;
    }
    case 'remove':
      if (path.length === 1) return root;
      if (Array.isArray(parent)) parent.splice(Number(last), 1);
      else if (isRecord(parent)) Reflect.deleteProperty(parent, last);
      return copy.root;
    case 'rename':
      if (!isRecord(parent) || path.length === 1) return root;
      if (Object.hasOwn(parent, edit.key) && edit.key !== last) return undefined;
      renameKey(parent, String(last), edit.key);
      return copy.root;
    case 'move': {
      const to: ManifestPath = ['root', ...edit.to.path];
      const target = lookUp(copy, to);
      if (path.length === 1 || isBelow(to, path)) return root;
      if (!isRecord(target) && target !== null) return undefined;
      if (target === parent) return undefined;
      if (isRecord(target) && Object.hasOwn(target, edit.key)) return root;
      const moved = lookUp(copy, path);
      if (isRecord(target)) target[edit.key] = moved;
      else setAt(copy, to, { [edit.key]: moved });
      if (Array.isArray(parent)) parent.splice(Number(last), 1);
      else if (isRecord(parent)) Reflect.deleteProperty(parent, last);
      return copy.root;
    }
  }
}

function isBelow(path: ManifestPath, above: ManifestPath): boolean {
  return above.every((step, index) => path[index] === step);
}

function isRecord(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function lookUp(value: unknown, path: ManifestPath): unknown {
  return path.reduce<unknown>(
    (each, step) =>
      typeof each === 'object' && each !== null ? (each as Record<string | number, unknown>)[step] : undefined,
    value,
  );
}

function setAt(root: unknown, path: ManifestPath, value: unknown): boolean {
  let target = root;
  for (const [index, step] of path.slice(0, -1).entries()) {
    if (Array.isArray(target) && typeof step !== 'number') return false;
    const record = target as Record<string | number, unknown>;
    const next = record[step];
    if (typeof next !== 'object' || next === null) record[step] = typeof path[index + 1] === 'number' ? [] : {};
    target = record[step];
  }
  if (Array.isArray(target) && typeof path.at(-1) !== 'number') return false;
  (target as Record<string | number, unknown>)[path.at(-1) ?? ''] = value;
  return true;
}

function renameKey(record: Record<string | number, unknown>, from: string, to: string): void {
  const entries = Object.entries(record);
  for (const [each] of entries) Reflect.deleteProperty(record, each);
  for (const [each, value] of entries) record[each === from ? to : each] = value;
}
