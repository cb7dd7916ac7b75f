import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { parseArguments } from '../../server/host/cli/arguments.ts';
import { Progress } from '../../server/host/cli/progress.ts';
import type { Found } from '../../server/language/found.ts';
import { dist } from '../support/fixtures.ts';
import { runProcess } from '../support/runProcess.ts';
import type { ProcessOptions } from '../support/runProcess.ts';
import { thing, toyDefinition } from '../support/toyDefinition.ts';

const temporary = realpathSync(mkdtempSync(path.join(tmpdir(), 'db-manifests-configuration-')));
after(() => rmSync(temporary, { recursive: true, force: true }));

const cluster = (name: string) => `apiVersion: acid.zalan.do/v1
kind: postgresql
metadata:
  name: acid-${name}
spec:
  teamId: acid
  numberOfInstances: 2
  postgresql:
    version: "17"
  volume:
    size: 10Gi
  users:
    seller: []
  databases:
    shop: nobody
`;
const code = 'zalando/database-owner-missing';

function folder(name: string, files: Readonly<Record<string, string>>): string {
  const top = path.join(temporary, name);
  for (const [file, content] of Object.entries({ '.git/HEAD': '', ...files })) {
    mkdirSync(path.dirname(path.join(top, file)), { recursive: true });
    writeFileSync(path.join(top, file), content);
  }
  return top;
}

function db(cwd: string, args: readonly string[], options: ProcessOptions = {}) {
  return runProcess(process.execPath, [path.join(dist, 'cli.cjs'), ...args], { cwd, ...options });
}

async function found(cwd: string, args: readonly string[], options: ProcessOptions = {}) {
  const { output, errors, code: exit } = await db(cwd, ['check', '--format', 'json', ...args], options);
  const list = JSON.parse(output) as Found[];
  return {
    list: list.map(({ file, code: id, severity }) => `${file.replaceAll('\\', '/')} ${severity} ${id}`),
    errors,
    exit,
  };
}

describe('check goes by configuration files', () => {
  test('above each file, the nearest first; options win', async () => {
    const cwd = folder('nearest', {
      '.db-manifests.yaml': `rules:\n  ${code}: information\n`,
      'a/.db-manifests.yaml': `rules:\r\n  ${code}: off\r\n`,
      'a/a.yaml': cluster('a'),
      'b/b.yaml': cluster('b'),
    });
    assert.deepEqual(await found(cwd, ['a', 'b']), { list: [`b/b.yaml information ${code}`], errors: '', exit: 1 });
    assert.deepEqual((await found(path.join(cwd, 'b'), ['b.yaml', '--rule', `${code}=error`])).list, [
      `b.yaml error ${code}`,
    ]);
    assert.deepEqual((await found(cwd, ['-'], { input: cluster('c') })).list, [`<stdin> information ${code}`]);
  });

  test('what they leave out is not checked, named or not, and that is said', async () => {
    const cwd = folder('excluded', {
      '.db-manifests.yaml': 'exclude: [old]\n',
      'old/a.yaml': cluster('a'),
      'b.yaml': cluster('b'),
    });
    const { list, errors } = await found(cwd, ['.']);
    assert.deepEqual([list, errors], [[`b.yaml warning ${code}`], '1 file is left out by .db-manifests.yaml.\n']);
    assert.equal((await found(cwd, ['old/a.yaml'])).exit, 0);
  });

  test('one that is wrong is told with the rest, a path that leads nowhere beside it', async () => {
    const cwd = folder('wrong', {
      '.db-manifests.yaml': 'rules: {zalando/nothing: off}\ncrds: [nowhere]\n',
      'sub/b.yaml': cluster('b'),
    });
    const { list, errors, exit } = await found(path.join(cwd, 'sub'), ['b.yaml']);
    assert.deepEqual(list, [`b.yaml warning ${code}`, '../.db-manifests.yaml warning configuration/unknown-rule']);
    assert.equal(errors, 'db-manifests: crds in .db-manifests.yaml: ../nowhere does not exist: check the path.\n');
    assert.equal(exit, 2);
  });

  test('definitions that they name are read', async () => {
    const cwd = folder('defined', {
      '.db-manifests.yaml': 'crds: [../definitions]\n',
      '../definitions/crd.yaml': toyDefinition(),
      'a.yaml': thing('{size: much}'),
    });
    assert.match((await found(cwd, ['a.yaml'])).list.join(), /a\.yaml error schema\//);
  });

  test('fixes change the files that are named, no configuration file above them', async () => {
    const configuration = 'rules: {zalando/database-owner-mising: off}\n';
    const cwd = folder('fixed', { '.db-manifests.yaml': configuration, 'sub/b.yaml': 'a: b\n' });
    await db(cwd, ['check', '--fix', 'sub/b.yaml']);
    assert.equal(readFileSync(path.join(cwd, '.db-manifests.yaml'), 'utf8'), configuration);
    await db(cwd, ['check', '--fix', '.']);
    assert.equal(readFileSync(path.join(cwd, '.db-manifests.yaml'), 'utf8'), `rules: {${code}: off}\n`);
  });
});

describe('a baseline', () => {
  const args = ['--baseline', 'known.json', '.'];

  test('holds what was there, wherever the lines have gone, and nothing new', async () => {
    const cwd = folder('baseline', { 'a.yaml': cluster('a'), 'b.yaml': cluster('b') });
    const written = await db(cwd, ['check', '--write-baseline', ...args]);
    assert.deepEqual(written, { code: 0, output: '', errors: 'known.json: 2 findings are known from now on.\n' });
    const lines = readFileSync(path.join(cwd, 'known.json'), 'utf8').split('\n');
    assert.equal(lines[3], `    {"file":"a.yaml","rule":"${code}","at":"postgresql/acid-a spec.databases.shop"},`);
    writeFileSync(path.join(cwd, 'a.yaml'), `# moved\r\n---\r\n${cluster('a').replaceAll('\n', '\r\n')}`);
    assert.deepEqual(await found(cwd, args), { list: [], errors: '', exit: 0 });
    writeFileSync(path.join(cwd, 'a.yaml'), cluster('a').replace('shop: nobody', 'shop: nobody\n    other: nobody'));
    const { list, exit } = await found(cwd, args);
    assert.deepEqual([list, exit], [[`a.yaml warning ${code}`], 1]);
    writeFileSync(path.join(cwd, 'a.yaml'), cluster('a').replace('nobody', 'seller'));
    const { errors } = await found(cwd, args);
    assert.equal(errors, '1 finding of the baseline is gone: --write-baseline takes them out of it.\n');
    assert.deepEqual((await found(path.join(cwd, '.git'), ['--baseline', '../known.json', '../b.yaml'])).list, []);
  });

  test('that is missing or broken is told, and lets nothing look new', async () => {
    const cwd = folder('broken', { 'a.yaml': cluster('a'), 'known.json': '{"version": 2}' });
    const broken = await found(cwd, args);
    assert.deepEqual([broken.list, broken.exit], [[], 2]);
    assert.match(broken.errors, /is no baseline: write it anew/);
    assert.match(
      (await found(cwd, ['--baseline', 'none.json', '.'])).errors,
      /does not exist.*--write-baseline makes it/,
    );
    assert.equal((await db(cwd, ['check', '--write-baseline', '--baseline', 'x/y.json', '.'])).code, 2);
  });

  test('its options say what they go with', () => {
    for (const wrong of [['--write-baseline'], ['--baseline', ''], ['--write-baseline', '--baseline', 'a', '--fix']])
      assert.ok('problem' in parseArguments(['check', ...wrong, '.']), wrong.join(' '));
  });
});

test('progress is drawn after a second, not at every step, and taken back', () => {
  const drawn: string[] = [];
  let now = 0;
  const progress = new Progress(
    (line) => drawn.push(line),
    () => now,
  );
  progress.show('Checked', 1, 200);
  now = 1500;
  progress.show('Checked', 100, 200);
  progress.show('Checked', 101, 200);
  progress.end();
  progress.end();
  assert.deepEqual(drawn, ['Checked 100 of 200 (50 %)', '']);
  new Progress(undefined).show('Checked', 1, 1);
});
