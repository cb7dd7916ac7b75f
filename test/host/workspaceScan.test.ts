import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { WorkDoneProgress } from 'vscode-languageserver';
import type { Diagnostic, Location, WorkDoneProgressBegin } from 'vscode-languageserver';
import type { ServerEnvironment } from '../../server/host/lsp/environment.ts';
import { startTestEditor } from '../support/startTestEditor.ts';
import type { TestEditor } from '../support/startTestEditor.ts';
import { until } from '../support/until.ts';

const folder = 'file:///w';
const podUri = `${folder}/pod.yaml`;
const pod = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: web:1
      env:
        - name: PASSWORD
          valueFrom:
            secretKeyRef:
              name: database
              key: password
`;
const namePosition = { line: pod.split('\n').indexOf('              name: database'), character: 22 };

function secret(name: string): string {
  return `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\nstringData:\n  password: x\n`;
}

const unknown = (list: readonly Diagnostic[]) => list.some(({ code }) => code === 'names/unknown');
const quiet = (list: readonly Diagnostic[]) => !list.some(({ code }) => String(code).startsWith('names/'));

/** A disk whose files come one by one when they are let through. */
function slowDisk(files: Map<string, string>) {
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  const environment: Partial<ServerEnvironment> = {
    async scanFolder(uri, add, scan, within = uri) {
      await gate;
      for (const [file, text] of files) if (file.startsWith(`${within}/`) && !scan.isStopped()) add(file, text);
    },
    isFolder: (uri) => Promise.resolve([...files.keys()].some((file) => file.startsWith(`${uri}/`))),
    readFile: (file) => Promise.resolve(files.get(file)),
  };
  return { environment, open };
}

describe('files that are not open', () => {
  let editor: TestEditor;
  afterEach(() => editor.dispose());

  const start = async (environment: Partial<ServerEnvironment>, folders = [folder], capabilities = {}) => {
    editor = startTestEditor(environment);
    await editor.initialize({ workspaceFolders: folders.map((uri) => ({ uri, name: uri })), capabilities });
  };
  const watched = (...changes: { uri: string; type: 1 | 2 | 3 }[]) =>
    editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  const definition = () =>
    editor.connection.sendRequest<Location[] | null>('textDocument/definition', {
      textDocument: { uri: podUri },
      position: namePosition,
    });

  test('until all are read nothing is said about what is absent', async () => {
    const disk = slowDisk(new Map());
    await start(disk.environment);
    const opened = editor.diagnostics(podUri);
    await editor.open(podUri, pod);
    assert.ok(quiet(await opened));
    const read = editor.diagnostics(podUri, unknown);
    disk.open();
    await read;
  });

  test('are found, followed on disk, and the unsaved text of an open one wins', async () => {
    const files = new Map([[`${folder}/secret.yaml`, secret('database')]]);
    const disk = slowDisk(files);
    disk.open();
    await start(disk.environment);
    const read = new Promise((resolve) => editor.connection.onNotification('dbManifests/statusChanged', resolve));
    await editor.open(podUri, pod);
    await read;
    assert.deepEqual(
      (await definition())?.map(({ uri }) => uri),
      [`${folder}/secret.yaml`],
    );

    const gone = editor.diagnostics(podUri, unknown);
    files.set(`${folder}/secret.yaml`, secret('elsewhere'));
    await watched({ uri: `${folder}/secret.yaml`, type: 2 });
    await gone;

    const back = editor.diagnostics(podUri, quiet);
    await editor.open(`${folder}/secret.yaml`, secret('database'));
    await watched({ uri: `${folder}/secret.yaml`, type: 2 });
    await back;
    assert.equal((await definition())?.length, 1);

    const onDisk = editor.diagnostics(podUri, unknown);
    await editor.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: `${folder}/secret.yaml` },
    });
    await onDisk;
  });

  test('come and go in great numbers in the background', async () => {
    const files = new Map<string, string>();
    const disk = slowDisk(files);
    disk.open();
    await start(disk.environment);
    const missing = editor.diagnostics(podUri, unknown);
    await editor.open(podUri, pod);
    await missing;
    const uris = Array.from({ length: 120 }, (_, index) => `${folder}/branch/${String(index)}.yaml`);
    uris.forEach((uri, index) => files.set(uri, secret(index === 70 ? 'database' : `other-${String(index)}`)));
    const found = editor.diagnostics(podUri, quiet);
    await watched(...uris.map((uri) => ({ uri, type: 1 as const })));
    await found;
    const lost = editor.diagnostics(podUri, unknown);
    await watched(...uris.map((uri) => ({ uri, type: 3 as const })));
    await lost;
  });

  test('come, move and go with a folder that is told of by its own name', async () => {
    const files = new Map<string, string>();
    const disk = slowDisk(files);
    disk.open();
    await start(disk.environment);
    const missing = editor.diagnostics(podUri, unknown);
    await editor.open(podUri, pod);
    await missing;
    const found = editor.diagnostics(podUri, quiet);
    files.set(`${folder}/a.b/deep/secret.yaml`, secret('database'));
    // All parts of what was made may be told of.
    await watched({ uri: `${folder}/a.b`, type: 1 }, { uri: `${folder}/a.b/deep`, type: 1 });
    await found;
    files.clear();
    files.set(`${folder}/moved/deep/secret.yaml`, secret('database'));
    await watched({ uri: `${folder}/a.b`, type: 3 }, { uri: `${folder}/moved`, type: 1 });
    const isMoved = (places: readonly Location[] | null) =>
      places?.length === 1 && places[0]?.uri === `${folder}/moved/deep/secret.yaml`;
    await until(async () => isMoved(await definition()));
    const lost = editor.diagnostics(podUri, unknown);
    files.clear();
    await watched({ uri: `${folder}/moved`, type: 3 });
    await lost;
  });

  test('are not looked for where nobody enters, nor in what is no folder', async () => {
    const asked: string[] = [];
    const disk = slowDisk(new Map());
    disk.open();
    await start({ ...disk.environment, isFolder: (uri) => Promise.resolve(asked.push(uri) === 0) });
    const missing = editor.diagnostics(podUri, unknown);
    await editor.open(podUri, pod);
    await missing;
    await watched(
      ...['node_modules/x', '.git/index.lock', 'picture.png', 'secret.yaml'].map((name) => ({
        uri: `${folder}/${name}`,
        type: 1 as const,
      })),
      { uri: 'file:///elsewhere/folder', type: 1 },
    );
    await until(() => asked.length > 0);
    assert.deepEqual(asked, [`${folder}/picture.png`]);
  });

  test('go with their folder', async () => {
    const files = new Map([['file:///other/secret.yaml', secret('database')]]);
    const disk = slowDisk(files);
    disk.open();
    await start(disk.environment, [folder, 'file:///other'], { workspace: { workspaceFolders: true } });
    const read = new Promise((resolve) => editor.connection.onNotification('dbManifests/statusChanged', resolve));
    await editor.open(podUri, pod);
    await read;
    assert.equal((await definition())?.length, 1);
    const lost = editor.diagnostics(podUri, unknown);
    await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: 'file:///other', name: 'other' }] },
    });
    await lost;
    const found = editor.diagnostics(podUri, quiet);
    await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: 'file:///other', name: 'other' }], removed: [] },
    });
    await found;
  });

  test('are announced if it takes long; who cancels is told nothing about what is absent', async () => {
    const disk = slowDisk(new Map());
    await start(disk.environment, [folder], { window: { workDoneProgress: true } });
    const { token, begun, ended } = await announcedWork(editor);
    const { cancellable, title } = await begun;
    assert.deepEqual([cancellable, title], [true, 'Database Manifests: reading the workspace']);
    await editor.connection.sendNotification('window/workDoneProgress/cancel', { token });
    // The cancellation has been read once something behind it is answered.
    await definition();
    disk.open();
    await ended;
    const opened = editor.diagnostics(podUri);
    await editor.open(podUri, pod);
    assert.ok(quiet(await opened));
  });
});

/** The next work that the server shows to the person. */
function announcedWork({ connection }: TestEditor) {
  return new Promise<{ token: string; begun: Promise<WorkDoneProgressBegin>; ended: Promise<void> }>((resolve) => {
    connection.onRequest('window/workDoneProgress/create', ({ token }: { token: string }) => {
      let begin: (value: WorkDoneProgressBegin) => void = () => undefined;
      let end: () => void = () => undefined;
      const begun = new Promise<WorkDoneProgressBegin>((settle) => (begin = settle));
      const ended = new Promise<void>((settle) => (end = settle));
      connection.onProgress(WorkDoneProgress.type, token, (value) => {
        if (value.kind === 'begin') begin(value);
        if (value.kind === 'end') end();
      });
      resolve({ token, begun, ended });
      return null;
    });
  });
}
