import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { readWorkspaceFile, scanFolder } from '../../server/host/workspaceFiles.ts';

const manifest = 'kind: Secret\n';

describe('files of a workspace folder', () => {
  let top: string;
  beforeEach(() => {
    top = mkdtempSync(path.join(tmpdir(), 'workspace-files-'));
  });
  afterEach(() => rmSync(top, { recursive: true }));

  function write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(top, name)), { recursive: true });
      writeFileSync(path.join(top, name), text);
    }
  }

  async function scan(folder = '', excludes: string[] = [], most?: number, isStopped = () => false) {
    const found: string[] = [];
    const log: string[] = [];
    const root = path.join(top, folder);
    const options = { excludes, leavesOut: () => false, isStopped, log: (sentence: string) => log.push(sentence) };
    await scanFolder(root, (file) => found.push(path.relative(root, file).split(path.sep).join('/')), options, most);
    for (const file of found)
      assert.notEqual(await readWorkspaceFile(path.join(root, file), root, options), undefined, file);
    return { found: found.sort(), log };
  }

  const readOne = (file: string, excludes: string[] = []) =>
    readWorkspaceFile(path.join(top, file), top, { excludes, leavesOut: () => false });

  test('are its manifests, kustomizations and charts, which say no kind, among them', async () => {
    write({
      'a.yaml': manifest,
      'b/c.yml': manifest,
      'b/Kustomization': 'resources: []\n',
      'c/values.yaml': 'replicas: 1\n',
      'c/Chart.yaml': 'name: c\n',
      'other.yaml': 'replicas: 1\n',
      'notes.md': manifest,
      'node_modules/x/a.yaml': manifest,
      '.git/a.yaml': manifest,
    });
    assert.deepEqual((await scan()).found, ['a.yaml', 'b/Kustomization', 'b/c.yml', 'c/Chart.yaml', 'c/values.yaml']);
    assert.equal(await readOne('node_modules/x/a.yaml'), undefined);
    assert.equal(await readOne('notes.md'), undefined);
  });

  test('are those of one folder in it, with the rules that lead there', async () => {
    write({
      '.gitignore': '/gone/\nkept/secret*\n',
      ...Object.fromEntries(
        ['a.yaml', 'kept/a.yaml', 'kept/deep/b.yaml', 'kept/secret.yaml', 'gone/a.yaml'].map((name) => [
          name,
          manifest,
        ]),
      ),
      ...{ 'node_modules/x/a.yaml': manifest, 'hidden/x/a.yaml': manifest },
    });
    const within = async (folder: string) => {
      const found: string[] = [];
      const options = { excludes: ['hidden'], leavesOut: () => false, isStopped: () => false, log: () => undefined };
      const add = (file: string) => void found.push(path.relative(top, file).split(path.sep).join('/'));
      await scanFolder(top, add, options, undefined, path.join(top, folder));
      return found.sort();
    };
    assert.deepEqual(await within('kept'), ['kept/a.yaml', 'kept/deep/b.yaml']);
    for (const none of ['gone', 'hidden/x', 'node_modules/x', '..', 'missing', 'a.yaml'])
      assert.deepEqual(await within(none), [], none);
  });

  test('are no dumps, but definitions of kinds may be as large', async () => {
    const long = '#'.repeat(3 * 1024 * 1024);
    write({ 'dump.yaml': `${manifest}${long}`, 'crd.yaml': `kind: CustomResourceDefinition\n${long}` });
    const { found, log } = await scan();
    assert.deepEqual(found, ['crd.yaml']);
    assert.match(log.join(), /1 YAML files cannot be read or are larger than 2 MB/);
  });

  test('are not what git ignores; the innermost file that says something decides', async () => {
    write({
      '.gitignore': 'out/\n*.local.yaml\n/top.yaml\n',
      'top.yaml': manifest,
      'a.local.yaml': manifest,
      'out/a.yaml': manifest,
      'b/top.yaml': manifest,
      'b/.gitignore': '!wanted.local.yaml\nsecret.yaml\n',
      'b/wanted.local.yaml': manifest,
      'b/other.local.yaml': manifest,
      'b/secret.yaml': manifest,
      'secret.yaml': manifest,
    });
    assert.deepEqual((await scan()).found, ['b/top.yaml', 'b/wanted.local.yaml', 'secret.yaml']);
    for (const file of ['top.yaml', 'out/a.yaml', 'b/secret.yaml', 'b/other.local.yaml'])
      assert.equal(await readOne(file), undefined, file);
  });

  test('of a part of a repository are not what its top ignores either', async () => {
    write({ '.git/HEAD': '', '.gitignore': '/part/a.yaml\n', 'part/a.yaml': manifest, 'part/b.yaml': manifest });
    assert.deepEqual((await scan('part')).found, ['b.yaml']);
  });

  test('above a folder that is in no repository nothing is ignored', async () => {
    write({ '.gitignore': '*\n', 'part/a.yaml': manifest });
    assert.deepEqual((await scan('part')).found, ['a.yaml']);
  });

  test('are not what the editor hides', async () => {
    write({ 'a.yaml': manifest, 'hidden/b/c.yaml': manifest, 'd/hidden/e.yaml': manifest, 'f/tmp.yaml': manifest });
    const excludes = ['**/hidden', 'f/*.{yaml,json}'];
    assert.deepEqual((await scan('', excludes)).found, ['a.yaml']);
    assert.equal(await readOne('hidden/b/c.yaml', excludes), undefined);
  });

  test('that are too large or too many are left out, and the log says so', async () => {
    write({ 'a.yaml': manifest, 'b.yaml': manifest, 'c.yaml': manifest });
    const few = await scan('', [], 2);
    assert.equal(few.found.length, 2);
    assert.match(few.log.join('\n'), /more than 2 YAML files/);
    write({ 'b.yaml': `kind: Secret\n#${' '.repeat(3 * 1024 * 1024)}` });
    const large = await scan();
    assert.deepEqual(large.found, ['a.yaml', 'c.yaml']);
    assert.match(large.log.join('\n'), /1 YAML files cannot be read or are larger/);
    assert.deepEqual(
      (await scan('', [], 3)).log.filter((sentence) => sentence.includes('more than 3')),
      [],
    );
  });

  test('are read no further when told to stop', async () => {
    write({ 'a.yaml': manifest, 'b.yaml': manifest });
    assert.deepEqual((await scan('', [], undefined, () => true)).found, []);
  });

  test('of a folder that is not there are none', async () => {
    assert.deepEqual((await scan('missing')).found, []);
  });
});
