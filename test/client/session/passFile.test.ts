import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { makeSessionFolder, passFileLine, removeLeftSessions } from '../../../client/session/passFile.ts';
import { fc } from '../../support/fastCheck.ts';

const storage = mkdtempSync(path.join(tmpdir(), 'passFile-'));
after(() => rmSync(storage, { recursive: true, force: true }));
const isWindows = process.platform === 'win32';

function modeOf(file: string): number {
  return statSync(file).mode & 0o777;
}

test('folder and files are this user’s alone, and gone afterwards', async () => {
  const folder = await makeSessionFolder(storage);
  const file = await folder.write('pgpass', 'a secret\n');
  assert.equal(readFileSync(file, 'utf8'), 'a secret\n');
  if (!isWindows) assert.deepEqual([path.dirname(folder.path), folder.path, file].map(modeOf), [0o700, 0o700, 0o600]);
  folder.dispose();
  folder.dispose();
  assert.equal(existsSync(folder.path), false);
});

test('a folder that others could read is closed to them', async () => {
  const open = path.join(storage, 'open');
  mkdirSync(path.join(open, 'sessions'), { recursive: true, mode: 0o755 });
  const folder = await makeSessionFolder(open);
  if (!isWindows) assert.equal(modeOf(path.join(open, 'sessions')), 0o700);
  folder.dispose();
});

test('no two sessions share a folder, and no file is written twice', async () => {
  const folders = await Promise.all([makeSessionFolder(storage), makeSessionFolder(storage)]);
  assert.notEqual(folders[0].path, folders[1].path);
  await folders[0].write('pgpass', 'x');
  await assert.rejects(folders[0].write('pgpass', 'y'), { code: 'EEXIST' });
  for (const folder of folders) folder.dispose();
});

test('what programs that are no more have left is removed, what lives stays', async () => {
  const alive = await makeSessionFolder(storage);
  const sessions = path.dirname(alive.path);
  const { pid } = spawnSync(process.execPath, ['-e', '0']);
  const dead = path.join(sessions, `${pid}-${'0'.repeat(24)}`);
  mkdirSync(dead);
  writeFileSync(path.join(dead, 'pgpass'), 'left');
  mkdirSync(path.join(sessions, 'notes'));
  assert.equal(await removeLeftSessions(storage), 1);
  assert.deepEqual(readdirSync(sessions).sort(), [path.basename(alive.path), 'notes'].sort());
  assert.equal(await removeLeftSessions(path.join(storage, 'never-used')), 0);
  alive.dispose();
});

test('a process of the same number does not keep what a dead one has left', async () => {
  const alive = await makeSessionFolder(storage);
  const sessions = path.dirname(alive.path);
  const reused = path.join(sessions, `${process.pid}-${'1'.repeat(24)}`);
  mkdirSync(reused);
  writeFileSync(path.join(reused, 'owner'), JSON.stringify({ pid: process.pid, started: 'before the flood' }));
  const unsaid = path.join(sessions, `${process.pid}-${'2'.repeat(24)}`);
  mkdirSync(unsaid);
  assert.equal(await removeLeftSessions(storage), 1);
  assert.deepEqual([alive.path, reused, unsaid].map(existsSync), [true, false, true]);
  alive.dispose();
});

test('a link in place of a folder is neither followed nor used', async () => {
  // Windows lets only administrators make links.
  if (isWindows) return;
  const elsewhere = mkdtempSync(path.join(storage, 'elsewhere-'));
  writeFileSync(path.join(elsewhere, 'mine'), 'x');
  const { pid } = spawnSync(process.execPath, ['-e', '0']);
  const sessions = path.join(storage, 'sessions');
  symlinkSync(elsewhere, path.join(sessions, `${pid}-${'3'.repeat(24)}`));
  await removeLeftSessions(storage);
  assert.deepEqual(readdirSync(elsewhere), ['mine']);
  const other = mkdtempSync(path.join(storage, 'other-'));
  symlinkSync(elsewhere, path.join(other, 'sessions'));
  await assert.rejects(makeSessionFolder(other), { code: 'refused' });
  assert.deepEqual(readdirSync(elsewhere), ['mine']);
});

test('a line of the file', () => {
  const entry = { host: '127.0.0.1', port: 5433, user: 'seller', password: 'a:b\\c d#' };
  assert.equal(passFileLine(entry), '127.0.0.1:5433:*:seller:a\\:b\\\\c d#\n');
  assert.equal(passFileLine({ ...entry, host: '::1', database: '*' }), '\\:\\:1:5433:*:seller:a\\:b\\\\c d#\n');
});

test('a line reads back as what was put in', () => {
  const field = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !/[\n\0]|\r$/.test(text));
  fc.assert(
    fc.property(field, field, field, field, (host, database, user, password) => {
      const line = passFileLine({ host, port: 1, database, user, password });
      assert.deepEqual(fieldsOf(line.slice(0, -1)), [host, '1', database, user, password]);
    }),
  );
});

/** As libpq splits it: a colon ends a field, a backslash takes the next character as it is. */
function fieldsOf(line: string): string[] {
  const fields = [''];
  for (let at = 0; at < line.length; at++) {
    const escaped = line[at] === '\\';
    if (escaped) at += 1;
    if (line[at] === ':' && !escaped) fields.push('');
    else fields.push(fields.pop()! + (line[at] ?? ''));
  }
  return fields;
}

test('a line break cannot be written, and the error does not tell the password', () => {
  for (const password of ['hush\n', 'hu\nsh', 'hush\r', 'hush\r\n', 'hu\0sh'])
    assert.throws(
      () => passFileLine({ host: 'h', port: 1, user: 'seller', password }),
      (error: Error) => 'code' in error && error.code === 'missing-key' && !error.message.includes('hu'),
    );
});
