import assert from 'node:assert/strict';
import { test } from 'node:test';
import { root } from '../support/fixtures.ts';
import { readSourceFiles } from '../support/sourceFiles.ts';

/** What changes a cluster is done in `session/` alone, and by commands that have asked at the door. */

const sources = readSourceFiles(root, ['client']);
const files = new Map(sources.map(({ path: file, tree }) => [file, tree.text]));
const writes = /\bconnection\s*\.\s*(?:create|patch|apply|delete)\(/;

/** Files of ours that a file takes more than types from. */
function importsOf(file: string): readonly string[] {
  const { imports } = sources.find(({ path: each }) => each === file) ?? { imports: [] };
  return imports.flatMap(({ file: to, typeOnly }) => (to === undefined || typeOnly ? [] : [to]));
}

/** Files of `session/` that write, or lead to one that does. */
function writingSessions(): ReadonlySet<string> {
  const sessions = [...files.keys()].filter((file) => file.startsWith('client/session/'));
  const found = new Set(sessions.filter((file) => writes.test(files.get(file) ?? '')));
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const file of sessions) if (importsOf(file).some((to) => found.has(to))) found.add(file);
  }
  return found;
}

test('nothing but session/ writes to a cluster', () => {
  const writing = [...files].filter(([file, text]) => writes.test(text) && !file.startsWith('client/session/'));
  // It passes on what is asked of it.
  assert.deepEqual(
    writing.map(([file]) => file),
    ['client/commands/inNamespace.ts'],
  );
  assert.ok(writingSessions().size >= 8, [...writingSessions()].join());
});

test('every command that writes goes through the door: verbs first, then the person', () => {
  const writing = writingSessions();
  const doing = [...files.keys()].filter(
    (file) => /^client\/(?:commands|ui)\//.test(file) && importsOf(file).some((to) => writing.has(to)),
  );
  assert.ok(doing.length >= 5, doing.join());
  for (const file of doing) assert.match(files.get(file) ?? '', /\bcontext\.mayChange\(/, file);
});

test('a command takes its connection once, and so stays with one server', () => {
  const asking = [...files].filter(([file]) => file.startsWith('client/commands/'));
  for (const [file, text] of asking) assert.ok(text.split('context.connection()').length <= 2, file);
});
