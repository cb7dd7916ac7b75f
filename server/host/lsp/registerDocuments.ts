import type { Session } from './session.ts';
import { canonicalUri } from './uris.ts';

/** Open files: their text comes from the editor, edit by edit. */
export function registerDocuments(session: Session): void {
  const { connection, service } = session;

  connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => {
    const key = canonicalUri(uri);
    session.open.set(key, { uri, version });
    service.setFile(key, text);
    session.check(key);
    session.readCommittedSoon(key);
  });

  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    const key = canonicalUri(textDocument.uri);
    const file = session.open.get(key);
    if (!file) return;
    file.version = textDocument.version;
    service.changeFile(key, contentChanges);
    session.check(key);
  });

  connection.onDidSaveTextDocument(({ textDocument }) => void session.readCommitted(canonicalUri(textDocument.uri)));

  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    const key = canonicalUri(uri);
    session.close(key, uri);
    void session.scan.reread(key).then(() => session.refresh());
  });
}
