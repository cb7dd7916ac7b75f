import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { parseArguments } from '../../server/host/cli/arguments.ts';
import { FolderWatch } from '../../server/host/cli/folderWatch.ts';
import { dist } from '../support/fixtures.ts';
import { has } from '../support/has.ts';
import { runProcess } from '../support/runProcess.ts';
import { until } from '../support/until.ts';

const temporary = realpathSync(mkdtempSync(path.join(tmpdir(), 'db-manifests-watch-')));
after(() => rmSync(temporary, { recursive: true, force: true }));
const cli = path.join(dist, 'cli.cjs');

const cluster = (owner: string) => `apiVersion: acid.zalan.do/v1
kind: postgresql
metadata: {name: acid-shop}
spec:
  teamId: acid
  numberOfInstances: 2
  postgresql: {version: "17"}
  volume: {size: 10Gi}
  users: {app: []}
  databases: {shop: ${owner}}
`;

describe('folders are watched', () => {
  for (const isDeep of [true, false])
    test(isDeep ? 'by the system, as a tree' : 'one by one', async () => {
      const top = path.join(temporary, String(isDeep));
      mkdirSync(path.join(top, 'a', 'node_modules'), { recursive: true });
      const watch = new FolderWatch(isDeep);
      try {
        assert.equal(watch.follow({ deep: [top], flat: [] }), undefined);
        const changed = watch.change();
        writeFileSync(path.join(top, 'a', 'b.yaml'), 'a: b\n');
        await changed;
        // Folders that have come are followed.
        mkdirSync(path.join(top, 'new'));
        await watch.change();
        watch.follow({ deep: [top], flat: [] });
        const again = watch.change();
        writeFileSync(path.join(top, 'new', 'c.yaml'), 'a: b\n');
        await again;
        let isTold = false;
        void watch.change().then(() => (isTold = true));
        writeFileSync(path.join(top, 'a', 'node_modules', 'x.yaml'), 'a: b\n');
        writeFileSync(path.join(top, 'a', 'notes.txt'), 'a');
        await new Promise((resolve) => setTimeout(resolve, 400));
        assert.equal(isTold, false);
      } finally {
        watch.close();
      }
    });
});

test('--watch checks again when a manifest changes, or the configuration above it, and ends with the last exit code', async () => {
  const top = path.join(temporary, 'watched');
  mkdirSync(path.join(top, 'sub'), { recursive: true });
  mkdirSync(path.join(top, '.git'));
  writeFileSync(path.join(top, 'sub/a.yaml'), cluster('nobody'));
  const child = spawn(process.execPath, [cli, 'check', '--watch', 'sub'], { cwd: top });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const checks = () => errors.split('Waiting for changes').length - 1;
  try {
    const state = () => `${output}\n${errors}`;
    await until(() => checks() === 1, state);
    assert.match(output, /database-owner-missing[^]*1 file checked: 1 warning\.\n$/);
    writeFileSync(path.join(top, 'sub/a.yaml'), cluster('app'));
    await until(() => checks() >= 2 && output.endsWith('1 file checked, nothing found.\n'), state);
    writeFileSync(path.join(top, 'sub/.db-manifests.yaml'), 'rules: {zalando/nothing: off}\n');
    await until(() => output.endsWith('2 files checked: 1 warning.\n') && errors.endsWith('Ctrl+C ends.\n'), state);
  } finally {
    child.kill('SIGINT');
  }
  const [code] = (await once(child, 'close')) as [number | null];
  if (process.platform !== 'win32') assert.equal(code, 1);
});

test('--watch is for people, and only looks', () => {
  for (const wrong of [['-'], ['--fix', '.'], ['--format', 'json', '.'], ['--baseline', 'a', '--write-baseline', '.']])
    assert.ok('problem' in parseArguments(['check', '--watch', ...wrong]), wrong.join(' '));
  const right = parseArguments(['check', '--watch', '--report', 'sarif=a.sarif', '.']);
  assert.ok('check' in right && right.check.watch);
});

test('--report writes more reports, and says what cannot be written', async () => {
  const cwd = path.join(temporary, 'reports');
  mkdirSync(cwd);
  writeFileSync(path.join(cwd, 'a.yaml'), cluster('nobody'));
  const args = ['check', '--format', 'github', '--report', 'sarif=a.sarif', '--report', 'gitlab=b=c.json', 'a.yaml'];
  const { code, output } = await runProcess(process.execPath, [cli, ...args], { cwd });
  assert.equal(code, 1);
  assert.match(output, /^::warning file=a\.yaml/);
  const sarif = JSON.parse(readFileSync(path.join(cwd, 'a.sarif'), 'utf8')) as { runs: { results: unknown[] }[] };
  assert.equal(sarif.runs[0]?.results.length, 1);
  assert.equal((JSON.parse(readFileSync(path.join(cwd, 'b=c.json'), 'utf8')) as unknown[]).length, 1);
  const failed = await runProcess(process.execPath, [cli, 'check', '--report', 'json=no/a.json', 'a.yaml'], { cwd });
  assert.equal(failed.code, 2);
  assert.match(failed.errors, /--report no\/a\.json does not exist/);
  for (const wrong of ['json', 'json=', '=a', 'xml=a'])
    assert.ok('problem' in parseArguments(['check', '--report', wrong, '.']), wrong);
});

test('--changed-since reports about files that are others than at a revision, and reads all', async (context) => {
  if (!has('git', context)) return;
  const cwd = path.join(temporary, 'changed');
  mkdirSync(cwd);
  const git = async (...args: string[]) => {
    const identity = [
      '-c',
      'user.name=Somebody',
      '-c',
      'user.email=somebody@example.com',
      '-c',
      'commit.gpgsign=false',
    ];
    assert.equal((await runProcess('git', [...identity, ...args], { cwd })).code, 0);
  };
  await git('init', '-q');
  writeFileSync(path.join(cwd, 'a.yaml'), cluster('nobody'));
  writeFileSync(path.join(cwd, 'b.yaml'), cluster('app').replace('acid-shop', 'acid-b'));
  await git('add', '.');
  await git('commit', '-qm', 'a');
  writeFileSync(path.join(cwd, 'b.yaml'), cluster('nobody').replace('acid-shop', 'acid-b'));
  writeFileSync(path.join(cwd, 'c.yaml'), cluster('nobody').replace('acid-shop', 'acid-c'));
  const check = (revision: string) =>
    runProcess(process.execPath, [cli, 'check', '--changed-since', revision, '.'], { cwd });
  const { output, code } = await check('HEAD');
  assert.deepEqual(
    output.split('\n').map((line) => line.split(':')[0]),
    ['b.yaml', 'c.yaml', '2 files checked', ''],
  );
  assert.equal(code, 1);
  const unknown = await check('nothing');
  assert.equal(unknown.code, 2);
  assert.match(unknown.errors, /--changed-since nothing: git finds no such revision/);
  assert.ok('problem' in parseArguments(['check', '--changed-since', '-x', '.']));
});
