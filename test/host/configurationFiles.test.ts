import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, describe, test } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver';
import type { StatusResult } from '../../schemas/contract/protocol.ts';
import { createConfigurationSearch } from '../../server/host/createConfigurationSearch.ts';
import type { ServerEnvironment } from '../../server/host/lsp/environment.ts';
import { readSettings } from '../../server/host/lsp/readSettings.ts';
import { readDefinitions } from '../../server/host/readDefinitions.ts';
import { scanFolder } from '../../server/host/workspaceFiles.ts';
import { startTestEditor } from '../support/startTestEditor.ts';
import type { TestEditor } from '../support/startTestEditor.ts';

const manifest = `apiVersion: acid.zalan.do/v1
kind: postgresql
metadata: {name: acid-shop}
spec:
  teamId: acid
  numberOfInstances: 2
  postgresql: {version: "17"}
  volume: {size: 10Gi}
  users: {app: []}
  databases: {shop: seller}
`;
const code = 'zalando/database-owner-missing';
const severityIs = (severity: number | undefined) => (list: readonly Diagnostic[]) =>
  list.find((each) => each.code === code)?.severity === severity;
const top = 'file:///r';

/** What is on disk, with the answers that a server on a machine gets about it. */
function disk(files: Map<string, string>, asked: string[] = []): Partial<ServerEnvironment> {
  return {
    scanFolder(uri, add, scan) {
      for (const [file, text] of [...files].sort())
        if (file.startsWith(`${uri}/`) && !scan.leavesOut(file)) add(file, text);
      return Promise.resolve();
    },
    readFile: (file, folder, scan) =>
      Promise.resolve(file.startsWith(`${folder}/`) && !scan.leavesOut(file) ? files.get(file) : undefined),
    readConfigurations(folder) {
      const found = [...files].filter(
        ([file]) =>
          file.endsWith('/.db-manifests.yaml') && `${folder}/`.startsWith(file.slice(0, file.lastIndexOf('/') + 1)),
      );
      return Promise.resolve(new Map(found));
    },
    readDefinitions(folder, place) {
      asked.push(`${folder} ${place}`);
      return Promise.resolve(new Map());
    },
  };
}

describe('configuration files in an editor', () => {
  let editor: TestEditor;
  afterEach(() => editor.dispose());

  const start = async (environment: Partial<ServerEnvironment>, options: object = {}) => {
    editor = startTestEditor(environment);
    const workspaceFolders = [{ uri: `${top}/sub`, name: 'sub' }];
    await editor.initialize({ workspaceFolders, initializationOptions: options });
  };
  const watched = (uri: string, type: 1 | 2 | 3) =>
    editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
  const status = (uri: string) => editor.connection.sendRequest<StatusResult>('dbManifests/status', { uri });

  test('count above the workspace and in it, and whoever changes one sees it at once', async () => {
    const files = new Map([
      [`${top}/.db-manifests.yaml`, `rules: {${code}: hint}\noperatorVersions: {zalando: 1.14}\n`],
      [`${top}/sub/a.yaml`, manifest],
    ]);
    await start(disk(files), { settings: { rules: { [code]: 'error' }, operatorVersions: { zalando: '1.15' } } });
    const file = `${top}/sub/a.yaml`;
    const first = editor.diagnostics(file, severityIs(4));
    await editor.open(file, manifest);
    await first;
    const [system] = (await status(file)).systems;
    assert.deepEqual(
      [system?.version, system?.versionFrom, system?.versionUri],
      ['1.14', 'configuration', `${top}/.db-manifests.yaml`],
    );

    const nearer = editor.diagnostics(file, severityIs(3));
    files.set(`${top}/sub/.db-manifests.yaml`, `rules: {${code}: information}\n`);
    await watched(`${top}/sub/.db-manifests.yaml`, 1);
    await nearer;
    const edited = editor.diagnostics(file, severityIs(2));
    await editor.open(`${top}/sub/.db-manifests.yaml`, `rules: {${code}: warning}\n`);
    await edited;
    const closed = editor.diagnostics(file, severityIs(4));
    files.delete(`${top}/sub/.db-manifests.yaml`);
    await editor.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: `${top}/sub/.db-manifests.yaml` },
    });
    await closed;

    const overruled = editor.diagnostics(file, severityIs(1));
    await editor.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { dbManifests: { workspace: { rules: { [code]: 'error' } } } },
    });
    await overruled;
  });

  test('what they leave out is not known to others, and known again when they no longer do', async () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: db}\nstringData: {a: b}\n';
    const pod = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: web:1
      envFrom: [{secretRef: {name: db}}]
`;
    const files = new Map([
      [`${top}/sub/.db-manifests.yaml`, 'exclude: [old]\n'],
      [`${top}/sub/old/secret.yaml`, secret],
    ]);
    await start(disk(files));
    const has = (isUnknown: boolean) => (list: readonly Diagnostic[]) =>
      list.some((each) => each.code === 'names/unknown') === isUnknown;
    const missing = editor.diagnostics(`${top}/sub/pod.yaml`, has(true));
    await editor.open(`${top}/sub/pod.yaml`, pod);
    await missing;
    const there = editor.diagnostics(`${top}/sub/pod.yaml`, has(false));
    files.set(`${top}/sub/.db-manifests.yaml`, 'exclude: []\n');
    await watched(`${top}/sub/.db-manifests.yaml`, 2);
    await there;
  });

  test('definitions that they name are read in a workspace that is trusted, and in no other', async () => {
    for (const trusted of [true, false]) {
      const asked: string[] = [];
      const file = `${top}/sub/a.yaml`;
      await start(disk(new Map([[`${top}/.db-manifests.yaml`, `crds: [crds]\nrules: {${code}: hint}\n`]]), asked), {
        trusted,
      });
      const read = editor.diagnostics(file, severityIs(4));
      await editor.open(file, manifest);
      await read;
      await status(file);
      await new Promise((resolve) => setTimeout(resolve, 100));
      assert.deepEqual([...new Set(asked)], trusted ? [`${top} crds`] : []);
      editor.dispose();
    }
  });
});

describe('on disk', () => {
  const temporary = realpathSync(mkdtempSync(path.join(tmpdir(), 'db-manifests-configurations-')));
  after(() => rmSync(temporary, { recursive: true, force: true }));
  const write = (files: Readonly<Record<string, string>>) => {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(temporary, file)), { recursive: true });
      writeFileSync(path.join(temporary, file), text);
    }
  };
  const names = (files: readonly string[]) =>
    files.map((file) => path.relative(temporary, file).split(path.sep).join('/'));

  test('configuration files are looked for up to the top of the repository', async () => {
    write({
      '.db-manifests.yaml': 'rules: {}\n',
      'r/.git/HEAD': '',
      'r/.db-manifests.yaml': '\ufeffroot: true\n',
      'r/a/b/.db-manifests.yaml': 'rules: {}\n',
    });
    const found = await createConfigurationSearch()(path.join(temporary, 'r/a/b'));
    assert.deepEqual(names(found.map(({ file }) => file)), ['r/a/b/.db-manifests.yaml', 'r/.db-manifests.yaml']);
    assert.equal(found[1]?.text, 'root: true\n');
    assert.deepEqual(await createConfigurationSearch()(path.join(temporary, 'nowhere')).then((all) => all.length), 1);
  });

  test('a scan reads them before what is beside them, hidden or not, and nothing that they leave out', async () => {
    write({
      's/.gitignore': '.db-manifests.yaml\n',
      's/.db-manifests.yaml': 'a: b\n',
      's/a.yaml': 'kind: A\n',
      's/out/b.yaml': 'kind: B\n',
    });
    const added: string[] = [];
    await scanFolder(path.join(temporary, 's'), (file) => void added.push(file), {
      excludes: ['**/.*'],
      leavesOut: (uri) => added.length > 0 && uri.endsWith('/out'),
      isStopped: () => false,
      log: () => undefined,
    });
    assert.deepEqual(names(added), ['s/.db-manifests.yaml', 's/a.yaml']);
  });

  test('definitions are those files that hold some, at a path of either kind', async () => {
    write({
      'd/a.yaml': 'kind: CustomResourceDefinition\n',
      'd/b/c.yml': 'kind: CustomResourceDefinition\n',
      'd/x.yaml': 'kind: A\n',
    });
    assert.deepEqual(names([...(await readDefinitions(path.join(temporary, 'd'))).keys()]), ['d/a.yaml', 'd/b/c.yml']);
    assert.equal((await readDefinitions(path.join(temporary, 'd/a.yaml'))).size, 1);
    assert.equal((await readDefinitions(path.join(temporary, 'none'))).size, 0);
  });
});

test('of what settings of the workspace say only what is well-formed is taken', () => {
  const read = readSettings({ rules: { a: 'off' }, workspace: { rules: { a: 'error', b: 7 }, operatorVersions: [] } });
  assert.deepEqual(read.workspace, { rules: { a: 'error' }, operatorVersions: {} });
  assert.deepEqual(readSettings({ workspace: 'x' }).workspace, { rules: {}, operatorVersions: {} });
});
