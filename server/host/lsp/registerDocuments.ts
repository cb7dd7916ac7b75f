import {
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
} from 'vscode-languageserver';
import type { Session } from './session.ts';
import { count, fields, fileOnly, listOf, optional, range, text } from './shapes.ts';
import { canonicalUri } from './canonicalUri.ts';

/** Some editors count from -1, or send no version at all. */
const isVersion = (value: unknown): boolean => Number.isInteger(value);
const opened = fields({ textDocument: fields({ uri: text, version: isVersion, text }) });
const changed = fields({
  textDocument: fields({ uri: text, version: optional(isVersion) }),
  contentChanges: listOf(fields({ text, range: optional(range), rangeLength: optional(count) })),
});

/** Open files: their text comes from the editor, edit by edit. */
export function registerDocuments(session: Session): void {
  const { door, service } = session;

  door.onNotification(DidOpenTextDocumentNotification.type, opened, ({ textDocument: { uri, version, text } }) => {
    const key = canonicalUri(uri);
    session.open.set(key, { uri, version });
    service.setFile(key, text);
    session.check(key);
    session.readCommittedSoon(key);
    door.run('Reading configuration files', async () => {
      if (!(await session.configurations.readBeside(key))) return;
      await session.configurations.readDefinitions();
      session.refresh();
    });
    door.run('Reading a chart', async () => {
      if (await session.charts.readBeside(key)) session.refresh();
    });
  });

  door.onNotification(DidChangeTextDocumentNotification.type, changed, ({ textDocument, contentChanges }) =>
    session.edit(canonicalUri(textDocument.uri), textDocument.version, contentChanges),
  );

  door.onNotification(DidSaveTextDocumentNotification.type, fileOnly, ({ textDocument }) => {
    const key = canonicalUri(textDocument.uri);
    session.endTyping(key);
    return session.readCommitted(key);
  });

  door.onNotification(DidCloseTextDocumentNotification.type, fileOnly, async ({ textDocument: { uri } }) => {
    const key = canonicalUri(uri);
    session.close(key, uri);
    await session.scan.reread(key);
    session.refresh();
  });
}
