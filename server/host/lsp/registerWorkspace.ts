import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
} from 'vscode-languageserver';
import type { FileEvent, WorkspaceFoldersChangeEvent } from 'vscode-languageserver';
import type { Session } from './session.ts';
import { readSettings } from './settings.ts';
import { canonicalUri } from './uris.ts';

const watchers = ['**/*.{yaml,yml}', '**/.git/HEAD', '**/.git/refs/heads/**'].map((globPattern) => ({ globPattern }));

/** Settings, folders and files that are not open. */
export function registerWorkspace(session: Session): void {
  const { connection, service } = session;

  connection.onInitialized(() => {
    const { configuration, watchFiles, folders } = session.abilities;
    if (configuration) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'dbManifests' });
      void pullSettings(session);
    }
    if (watchFiles) void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    if (folders) connection.workspace.onDidChangeWorkspaceFolders((change) => changeFolders(session, change));
    void scanFolders(session, session.folders);
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    if (session.abilities.configuration) {
      void pullSettings(session);
      return;
    }
    const all = settings as Record<string, unknown> | null;
    service.configure(readSettings(all?.['dbManifests'] ?? all));
    session.refresh();
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    void Promise.all(changes.map((change) => takeOver(session, change))).then(() => session.refresh());
  });
}

async function pullSettings(session: Session): Promise<void> {
  const section: unknown = await session.connection.workspace.getConfiguration('dbManifests').catch(() => undefined);
  session.service.configure(readSettings(section));
  session.refresh();
}

async function scanFolders(session: Session, folders: readonly string[]): Promise<void> {
  let added = 0;
  const add = (uri: string, text: string) => {
    const key = canonicalUri(uri);
    if (session.open.has(key)) return;
    session.service.setFile(key, text);
    added++;
  };
  for (const folder of folders) await session.environment.scanFolder?.(folder, add, () => session.isShutDown);
  if (added > 0 && !session.isShutDown) session.refresh();
}

function changeFolders(session: Session, { added, removed }: WorkspaceFoldersChangeEvent): void {
  const gone = new Set(removed.map(({ uri }) => uri));
  const come = added.map(({ uri }) => uri);
  session.folders = [...session.folders.filter((uri) => !gone.has(uri)), ...come];
  void scanFolders(session, come);
}

async function takeOver(session: Session, { uri, type }: FileEvent): Promise<void> {
  const key = canonicalUri(uri);
  if (key.includes('/.git/')) {
    await Promise.all([...session.open.keys()].map((file) => session.readCommitted(file)));
    return;
  }
  if (session.open.has(key)) return;
  if (type === FileChangeType.Deleted) session.service.removeFile(key);
  else await session.readFromDisk(key);
}
