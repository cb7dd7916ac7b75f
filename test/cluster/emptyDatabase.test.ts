import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { copyEmptyDatabase } from './bed/emptyDatabase.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'dbm-empty-test-'));
const before = process.env['XDG_CACHE_HOME'];
process.env['XDG_CACHE_HOME'] = path.join(folder, 'cache');
after(() => {
  if (before === undefined) delete process.env['XDG_CACHE_HOME'];
  else process.env['XDG_CACHE_HOME'] = before;
  rmSync(folder, { recursive: true, force: true });
});

test('several that are asked for at the same time on a fresh machine are made once, and each is whole', async () => {
  const runs = path.join(folder, 'runs');
  const program = path.join(folder, 'make');
  const lines = [
    '#!/bin/sh',
    `echo made >> ${runs}`,
    'data=${1#--data=}',
    'mkdir "$data"',
    'for n in $(seq 200); do echo "$n" > "$data/$n"; done',
  ];
  writeFileSync(program, `${lines.join('\n')}\n`, { mode: 0o755 });
  const database = { server: process.execPath, program, flags: [], folderFlag: '--data=', user: undefined };
  const targets = ['a', 'b', 'c', 'd'].map((name) => path.join(folder, name));
  await Promise.all(targets.map((target) => copyEmptyDatabase(database, target)));
  assert.equal(readFileSync(runs, 'utf8'), 'made\n');
  for (const target of targets) {
    const names = readdirSync(target);
    assert.equal(names.length, 200);
    for (const name of names) assert.equal(readFileSync(path.join(target, name), 'utf8'), `${name}\n`);
  }
});
