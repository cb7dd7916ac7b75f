import {
  CodeActionRequest,
  CodeActionResolveRequest,
  ErrorCodes,
  ExecuteCommandRequest,
  ResponseError,
  ShowDocumentRequest,
} from 'vscode-languageserver';
import type { CancellationToken, CodeAction, TextEdit } from 'vscode-languageserver';
import { showPageCommand } from './capabilities.ts';
import { toTextEdits } from './convert.ts';
import { cancelled } from './door.ts';
import { offeredActions } from './offeredActions.ts';
import type { EverywhereData } from './offeredActions.ts';
import type { Session } from './session.ts';
import { anything, fields, file, listOf, optional, range, text } from './shapes.ts';
import { shownLabel, shownMessage } from './shownText.ts';

/** What can be done about problems: the light bulb, and what becomes of an entry that is chosen. */
export function registerActions(session: Session): void {
  const { door, service } = session;
  /** Rules by the links that have been offered: nothing else is opened. */
  const pages = new Map<unknown, string>();

  door.onFile(CodeActionRequest.type, codeActionShape, (key, { textDocument, range, context: { only } }) => {
    session.seeCursor(key, range);
    // The action on the whole file is for those who ask for it: on saving, or in the menu of source actions.
    const isWanted = (kind: string) =>
      only ? only.some((each) => kind === each || kind.startsWith(`${each}.`)) : kind === 'quickfix';
    const actions = service.codeActions(key, range).filter(({ kind }) => isWanted(kind));
    for (const { page, problems } of actions) if (page !== undefined) pages.set(page, problems[0]?.code ?? '');
    return offeredActions(session, textDocument.uri, actions);
  });
  door.onRequest(
    CodeActionResolveRequest.type,
    fields({ title: text, data: optional(anything) }),
    async ({ data, ...action }, token): Promise<CodeAction | ResponseError> => {
      const { everywhere } = (data ?? {}) as Partial<EverywhereData>;
      const shown = { ...action, title: shownLabel(action.title) };
      if (typeof everywhere !== 'string') return shown;
      const changes = await fixesEverywhere(session, everywhere, token);
      return changes ? { ...shown, edit: { changes } } : cancelled();
    },
  );
  door.onRequest(
    ExecuteCommandRequest.type,
    fields({ command: text, arguments: optional(listOf(anything)) }),
    async ({ command, arguments: given }) => {
      const page: unknown = given?.[0];
      const place = session.environment.rulePlace?.(pages.get(page) ?? '');
      if (command !== showPageCommand || !place)
        return new ResponseError(
          ErrorCodes.InvalidRequest,
          shownMessage(`There is no such page, or command: ${command}.`),
        );
      const start = { line: place.line, character: 0 };
      const shown = { uri: place.uri, takeFocus: true, selection: { start, end: start } };
      await session.connection.sendRequest(ShowDocumentRequest.type, shown);
      return null;
    },
  );
}

const codeActionShape = fields({
  ...file,
  range,
  context: fields({ only: optional(listOf(text)) }),
});

/** Files are looked at one after the other, with a turn for other requests between them. `undefined`: nobody wants it any more. */
async function fixesEverywhere(
  session: Session,
  rule: string,
  token: CancellationToken,
): Promise<Record<string, TextEdit[]> | undefined> {
  const changes: Record<string, TextEdit[]> = {};
  const { service } = session;
  for (const key of service.files()) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (token.isCancellationRequested) return undefined;
    const edits = service.fixAll(key, rule);
    if (edits.length > 0) changes[session.editorUri(key)] = toTextEdits(edits);
  }
  return changes;
}
