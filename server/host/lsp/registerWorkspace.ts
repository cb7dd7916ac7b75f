import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  FileChangeType,
  InitializedNotification,
} from 'vscode-languageserver';
import type { FileEvent, WorkspaceFoldersChangeEvent } from 'vscode-languageserver';
import type { FilesExclude } from '../../../schemas/contract/protocol.ts';
import { isConfigurationFile } from '../../language/configuration/configurationFile.ts';
import type { Session } from './session.ts';
import { readSettings } from './readSettings.ts';
import { anything, count, fields, listOf, text } from './shapes.ts';
import { canonicalUri } from './canonicalUri.ts';

const watchers = [
  '**/*.{yaml,yml}',
  '**/*.schema.json',
  '**/Kustomization',
  '**/.gitignore',
  '**/.git/HEAD',
  '**/.git/refs/heads/**',
].map((globPattern) => ({ globPattern }));

/** Files that the watchers name. Our own client tells of whatever comes and goes, for that may be a folder. */
const isWatched = /\/[^/]*\.(?:ya?ml|json)$|\/Kustomization$|\/\.gitignore$|\/\.git\/(?:HEAD|refs\/heads\/.*)$/i;
/** What no scan enters. */
const isPassedOver = /\/(?:\.git|node_modules)(?:\/|$)/;

/** Settings, folders and files that are not open. */
export function registerWorkspace(session: Session): void {
  const { connection, door, service } = session;

  door.onNotification(InitializedNotification.type, anything, () => {
    const { configuration, watchFiles, folders } = session.abilities;
    if (configuration) {
      door.run('Following the settings', () =>
        connection.client.register(DidChangeConfigurationNotification.type, {
          section: ['dbManifests', 'files.exclude'],
        }),
      );
      door.run('Reading the settings', () => pullSettings(session));
    }
    if (watchFiles)
      door.run('Watching files', () =>
        connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }),
      );
    // Here, because the library takes it for itself while it answers `initialize`.
    if (folders) {
      door.onNotification(DidChangeWorkspaceFoldersNotification.type, foldersShape, ({ event }) =>
        changeFolders(session, event),
      );
    }
    session.scan.exclude(session.options.filesExclude);
    return session.scan.read(session.folders);
  });

  door.onNotification(DidChangeConfigurationNotification.type, fields({}), ({ settings }) => {
    if (session.abilities.configuration) return pullSettings(session, true);
    const all = settings as Record<string, unknown> | null | undefined;
    service.configure(readSettings(all?.['dbManifests'] ?? all));
    session.refresh();
  });

  door.onNotification(
    DidChangeWatchedFilesNotification.type,
    fields({ changes: listOf(fields({ uri: text, type: count })) }),
    async ({ changes }) => {
      const others = changes.filter(({ uri }) => !isWatched.test(uri) && !isPassedOver.test(uri));
      const ofKind = (kind: FileChangeType) => others.flatMap(({ uri, type }) => (type === kind ? [uri] : []));
      await session.scan.follow(ofKind(FileChangeType.Deleted), ofKind(FileChangeType.Created));
      const watched = changes.filter(({ uri }) => isWatched.test(uri));
      if (watched.length > 0) await takeOver(session, watched);
    },
  );
}

const folderList = listOf(fields({ uri: text }));
const foldersShape = fields({ event: fields({ added: folderList, removed: folderList }) });

async function pullSettings(session: Session, withFiles = false): Promise<void> {
  const { workspace } = session.connection;
  const section: unknown = await workspace.getConfiguration('dbManifests').catch(() => undefined);
  session.service.configure(readSettings(section));
  session.refresh();
  if (!withFiles) return;
  const exclude = (await workspace.getConfiguration('files.exclude').catch(() => undefined)) as FilesExclude | null;
  if (exclude && session.scan.exclude(exclude)) await session.scan.read(session.folders);
}

function changeFolders(session: Session, { added, removed }: WorkspaceFoldersChangeEvent): Promise<void> {
  const gone = removed.map(({ uri }) => uri);
  const come = added.map(({ uri }) => uri);
  session.folders = [...session.folders.filter((uri) => !gone.includes(uri)), ...come];
  session.scan.leave(gone);
  session.refresh();
  return session.scan.read(come);
}

async function takeOver(session: Session, changes: readonly FileEvent[]): Promise<void> {
  const isGit = ({ uri }: FileEvent) => canonicalUri(uri).includes('/.git/');
  const isRules = ({ uri }: FileEvent) => uri.endsWith('/.gitignore');
  if (changes.some(isGit)) await Promise.all([...session.open.keys()].map((file) => session.readCommitted(file)));
  const configurations = changes.filter(({ uri }) => isConfigurationFile(canonicalUri(uri)));
  for (const { uri, type } of configurations)
    if (type === FileChangeType.Deleted && !session.open.has(canonicalUri(uri)))
      session.service.removeFile(canonicalUri(uri));
  await session.scan.update(configurations.map(({ uri }) => uri));
  if (configurations.length > 0) session.refresh();
  // Which files count has changed: they are looked for again.
  if (changes.some(isRules) || configurations.length > 0) return session.scan.read(session.folders);
  const isSchema = ({ uri }: FileEvent) => uri.endsWith('.json');
  await session.charts.update(changes.map(({ uri }) => canonicalUri(uri)));
  const files = changes.filter((change) => !isGit(change) && !isSchema(change));
  for (const { uri, type } of files) {
    const key = canonicalUri(uri);
    if (type === FileChangeType.Deleted && !session.open.has(key)) session.service.removeFile(key);
  }
  await session.scan.update(files.filter(({ type }) => type !== FileChangeType.Deleted).map(({ uri }) => uri));
  session.refresh();
}
