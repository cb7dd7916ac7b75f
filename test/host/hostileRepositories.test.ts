import assert from 'node:assert/strict';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { changedTexts, committedText } from '../../server/host/committedText.ts';
import { programPlaces } from '../../schemas/vocabulary/programPlaces.ts';
import { has } from '../support/has.ts';
import { runProcess } from '../support/runProcess.ts';

/**
 * Repositories that name a program in each way that git knows. None is run, neither for the editor nor for the command line;
 * that plain git runs them is tried where it does so with the commands that we use or used to use.
 */

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'hostile-git-')));
after(() => rmSync(folder, { recursive: true, force: true }));

const committed = 'apiVersion: acid.zalan.do/v1\nkind: postgresql\nspec: {volume: {size: 10Gi}}\n';
const now = committed.replace('10Gi', '5Gi');

/** Leaves a file where it runs, and behaves as if it were none of our business. */
let program: string;
let traces: string;
const hasRun = () => existsSync(traces);

before(() => {
  program = path.join(folder, 'evil.sh');
  traces = path.join(folder, 'has-run');
  writeFileSync(program, `#!/bin/sh\necho run >> '${traces}'\nexit 1\n`);
  chmodSync(program, 0o755);
});

async function git(cwd: string, ...args: string[]): Promise<string> {
  const { code, output, errors } = await plainGit(cwd, ...args);
  assert.equal(code, 0, errors);
  return output.trim();
}

function plainGit(cwd: string, ...args: string[]) {
  const identity = ['-c', 'user.name=x', '-c', 'user.email=x@example.com', '-c', 'commit.gpgSign=false'];
  return runProcess('git', [...identity, ...args], { cwd, env: { GIT_CONFIG_GLOBAL: '/dev/null' } });
}

interface Trial {
  readonly top: string;
  readonly file: string;
}

async function repository(name: string): Promise<Trial> {
  const top = path.join(folder, name);
  mkdirSync(top);
  await git(top, 'init', '--quiet');
  const file = path.join(top, 'shop.yaml');
  writeFileSync(file, committed);
  await git(top, 'add', '.');
  await git(top, 'commit', '--quiet', '-m', 'one');
  writeFileSync(file, now);
  return { top, file };
}

/** What was committed comes out, and nothing runs. */
async function assertQuiet({ file }: Trial, isThere = true): Promise<void> {
  const expected = isThere ? committed : undefined;
  rmSync(traces, { force: true });
  assert.equal(await committedText(file), expected);
  const { texts, inRepository } = await changedTexts([{ file, text: now }]);
  assert.equal(texts.get(file), expected);
  assert.equal(inRepository, true);
  assert.equal(hasRun(), false, 'a program of the repository has run');
}

const isPosix = process.platform !== 'win32';

if (isPosix)
  describe('git runs no program of a repository', () => {
    const settings: Readonly<Record<string, readonly [name: string, value: () => string][]>> = {
      'a monitor of the file system': [['core.fsmonitor', () => program]],
      'another program for differences': [['diff.external', () => program]],
      'a pager': [
        ['core.pager', () => program],
        ['pager.cat-file', () => 'true'],
        ['pager.ls-tree', () => 'true'],
      ],
      'an alias for what git has itself': [
        ['alias.cat-file', () => `!${program}`],
        ['alias.ls-tree', () => `!${program}`],
      ],
      'who answers for passwords': [
        ['core.askPass', () => program],
        ['credential.helper', () => program],
      ],
      'what lists refs of alternates': [['core.alternateRefsCommand', () => program]],
      'how signatures are checked': [
        ['gpg.program', () => program],
        ['log.showSignature', () => 'true'],
      ],
    };
    for (const [what, pairs] of Object.entries(settings))
      test(what, async (context) => {
        if (!has('git', context)) return;
        const trial = await repository(what.replaceAll(' ', '-'));
        for (const [name, value] of pairs) await git(trial.top, 'config', name, value());
        await assertQuiet(trial);
      });

    test('hooks', async (context) => {
      if (!has('git', context)) return;
      const trial = await repository('hooks');
      for (const hook of ['post-index-change', 'reference-transaction', 'post-checkout', 'fsmonitor-watchman'])
        cpSync(program, path.join(trial.top, '.git/hooks', hook));
      await git(trial.top, 'config', 'core.hooksPath', '.git/hooks');
      await assertQuiet(trial);
    });

    test('filters of files', async (context) => {
      if (!has('git', context)) return;
      const trial = await repository('filters');
      writeFileSync(path.join(trial.top, '.gitattributes'), '*.yaml filter=evil diff=evil\n');
      for (const name of ['filter.evil.clean', 'filter.evil.smudge', 'filter.evil.process', 'diff.evil.textconv'])
        await git(trial.top, 'config', name, program);
      rmSync(traces, { force: true });
      await plainGit(trial.top, 'diff', 'HEAD', '--name-only');
      assert.ok(hasRun(), 'git diff runs it, so the trial is one');
      await assertQuiet(trial);
    });

    test('a bare repository that was committed', async (context) => {
      if (!has('git', context)) return;
      const { top } = await repository('embedding');
      const bare = path.join(top, 'charts');
      await git(top, 'init', '--quiet', '--bare', 'charts');
      const lure = await repository('lure');
      await git(bare, 'fetch', '--quiet', lure.top, 'HEAD:refs/heads/main');
      await git(bare, 'symbolic-ref', 'HEAD', 'refs/heads/main');
      await makePartial(bare, await git(bare, 'rev-parse', 'HEAD:shop.yaml'));
      await git(bare, 'config', 'core.bare', 'false');
      await git(bare, 'config', 'core.worktree', '.');
      const file = path.join(bare, 'shop.yaml');
      writeFileSync(file, now);
      rmSync(traces, { force: true });
      await plainGit(bare, 'cat-file', 'blob', 'HEAD:./shop.yaml');
      assert.ok(hasRun(), 'git takes the folder for a repository, so the trial is one');
      await assertQuiet({ top, file }, false);
    });

    test('a remote that is a program, asked for what a partial clone lacks', async (context) => {
      if (!has('git', context)) return;
      const { top, file } = await repository('partial');
      await makePartial(top, await git(top, 'rev-parse', 'HEAD:shop.yaml'));
      rmSync(traces, { force: true });
      await plainGit(top, 'cat-file', 'blob', 'HEAD:shop.yaml');
      assert.ok(hasRun(), 'git fetches, so the trial is one');
      await assertQuiet({ top, file }, false);
    });

    for (const url of ['ext::', 'ssh://evil.example/x', 'git://localhost:1/x'])
      test(`a remote like ${url}`, async (context) => {
        if (!has('git', context)) return;
        const trial = await repository(`remote-${url.replaceAll(/\W/g, '-')}`);
        await makePartial(trial.top, await git(trial.top, 'rev-parse', 'HEAD:shop.yaml'));
        await git(trial.top, 'config', 'remote.origin.url', url === 'ext::' ? `ext::${program}` : url);
        await git(trial.top, 'config', 'core.sshCommand', program);
        await git(trial.top, 'config', 'core.gitProxy', program);
        for (const protocol of ['ext', 'ssh', 'git'])
          await git(trial.top, 'config', `protocol.${protocol}.allow`, 'always');
        await assertQuiet(trial, false);
      });
  });

/** Takes an object away, and says where more of them are. */
async function makePartial(repositoryFolder: string, object: string): Promise<void> {
  const bare = existsSync(path.join(repositoryFolder, '.git')) ? path.join(repositoryFolder, '.git') : repositoryFolder;
  const loose = path.join(bare, 'objects', object.slice(0, 2), object.slice(2));
  assert.ok(existsSync(loose), 'the object lies there by itself');
  rmSync(loose, { force: true });
  for (const [name, value] of [
    ['core.repositoryFormatVersion', '1'],
    ['extensions.partialClone', 'origin'],
    ['remote.origin.promisor', 'true'],
    ['remote.origin.url', pathToFileURL(folder).href],
    ['remote.origin.uploadpack', program],
    ['protocol.file.allow', 'always'],
  ] as const)
    await git(repositoryFolder, 'config', name, value);
}

describe('what was committed', () => {
  test('is told for files that read differently, and no others', async (context) => {
    if (!has('git', context)) return;
    const { top, file } = await repository('plain');
    const same = path.join(top, 'same.yaml');
    const crlf = path.join(top, 'deep/er/crlf.yaml');
    const marked = path.join(top, 'deep/marked.yaml');
    const changedToo = path.join(top, 'deep/er/ü – x.yaml');
    const fresh = path.join(top, 'fresh.yaml');
    mkdirSync(path.join(top, 'deep/er'), { recursive: true });
    writeFileSync(same, committed);
    writeFileSync(crlf, committed);
    writeFileSync(marked, `\uFEFF${committed}`);
    writeFileSync(changedToo, committed);
    await git(top, 'add', '.');
    await git(top, 'checkout', '--quiet', 'HEAD', '--', 'shop.yaml');
    await git(top, 'commit', '--quiet', '-m', 'two');
    const { texts } = await changedTexts([
      { file, text: now },
      { file: same, text: committed },
      // As git for Windows checks it out.
      { file: crlf, text: committed.replaceAll('\n', '\r\n') },
      // The mark is not part of the text.
      { file: marked, text: committed },
      { file: changedToo, text: now },
      { file: fresh, text: now },
    ]);
    assert.deepEqual([...texts.keys()].sort(), [file, changedToo].sort());
    assert.equal(texts.get(changedToo), committed);
    assert.equal(await committedText(changedToo), committed);
    assert.equal(await committedText(fresh), undefined);
  });

  test('is nothing for what is no path, or not there', async () => {
    for (const file of [`/${'n'.repeat(200_000)}`, '/nowhere/a.yaml', path.join(folder, 'a\0b.yaml')])
      assert.equal(await committedText(file), undefined);
  });
});

describe('programs', () => {
  const places = (platform: string, PATH: string, name = 'git') =>
    programPlaces(name, { environment: { PATH }, platform });

  test('are looked for in the absolute folders of the PATH, and not where somebody works', () => {
    assert.deepEqual(places('linux', '/usr/bin::.:bin:/opt/x'), ['/usr/bin/git', '/opt/x/git']);
    assert.deepEqual(places('linux', ''), []);
    assert.deepEqual(places('win32', String.raw`C:\Git\cmd;.;;bin;"D:\a b";\\host\x;\rooted`), [
      ...[String.raw`C:\Git\cmd\git.exe`, String.raw`C:\Git\cmd\git.com`],
      ...[String.raw`D:\a b\git.exe`, String.raw`D:\a b\git.com`],
      ...[String.raw`\\host\x\git.exe`, String.raw`\\host\x\git.com`],
    ]);
    assert.deepEqual(programPlaces('a.exe', { environment: { Path: String.raw`C:\x` }, platform: 'win32' }), [
      String.raw`C:\x\a.exe`,
    ]);
  });
});
