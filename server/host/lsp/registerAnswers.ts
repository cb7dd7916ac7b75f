import { DocumentDiagnosticReportKind, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { CancellationToken, CompletionList, DocumentDiagnosticReport } from 'vscode-languageserver';
import { statusRequest } from '../../../schemas/contract/protocol.ts';
import type { CodeAction, Completion, LiveNames } from '../../language/answers.ts';
import type { StatusParams, StatusResult } from '../../../schemas/contract/protocol.ts';
import { clusterCompletions } from './clusterCompletions.ts';
import {
  toCodeAction,
  toCompletionItem,
  toDiagnostic,
  toDocumentSymbol,
  toFoldingRange,
  toHover,
  toInlayHint,
  toSelectionRange,
} from './convert.ts';
import type { Session } from './session.ts';
import { canonicalUri } from './uris.ts';

/** Anything about one file. */
interface FileParams {
  readonly textDocument: { readonly uri: string };
}

/** A handler that is given the canonical URI, and does nothing for a request that was cancelled meanwhile. */
export function answer<P extends FileParams, R>(work: (key: string, params: P, token: CancellationToken) => R) {
  return (params: P, token: CancellationToken): R | ResponseError => {
    return token.isCancellationRequested ? cancelled() : work(canonicalUri(params.textDocument.uri), params, token);
  };
}

export function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
}

/** Requests about one file and its text. */
export function registerAnswers(session: Session): void {
  const { connection, service } = session;

  connection.onCompletion(
    answer((key, { position }, token): CompletionList | Promise<CompletionList | ResponseError> => {
      const known = service.complete(key, position);
      const live = session.options.clusterNames ? service.liveNames(key, position) : undefined;
      return live ? withCluster(session, known, live, token) : completionList(known);
    }),
  );
  connection.onHover(
    answer((key, { position }) => {
      const hover = service.hover(key, position);
      return hover ? toHover(hover) : null;
    }),
  );
  connection.onCodeAction(
    answer((key, { textDocument, range, context: { only } }) => {
      // The action on the whole file is for those who ask for it: on saving, or in the menu of source actions.
      const isWanted = (kind: string) =>
        only ? only.some((each) => kind === each || kind.startsWith(`${each}.`)) : kind === 'quickfix';
      const isPossible = (action: CodeAction) => !action.newFile || session.abilities.createFiles;
      const actions = service.codeActions(key, range).filter((action) => isWanted(action.kind) && isPossible(action));
      return actions.map((action) => toCodeAction(textDocument.uri, action));
    }),
  );
  connection.onDocumentSymbol(answer((key) => service.documentSymbols(key).map(toDocumentSymbol)));
  // Without an answer the editor folds by indentation, as in every file that is none of ours.
  connection.onFoldingRanges(
    answer((key) => (service.status(key).resources > 0 ? service.foldingRanges(key).map(toFoldingRange) : null)),
  );
  connection.onSelectionRanges(
    answer((key, { positions }) => service.selectionRanges(key, positions).map(toSelectionRange)),
  );
  connection.onDocumentLinks(answer((key) => [...service.documentLinks(key)]));
  connection.languages.inlayHint.on(answer((key, { range }) => service.inlayHints(key, range).map(toInlayHint)));
  connection.languages.diagnostics.on((params, token) => {
    if (token.isCancellationRequested) throw cancelled();
    return report(session, canonicalUri(params.textDocument.uri), params.previousResultId);
  });
  connection.onRequest(statusRequest, (params: StatusParams) => status(session, canonicalUri(params.uri)));
}

function completionList(items: readonly Completion[], isIncomplete = false): CompletionList {
  return { isIncomplete, items: items.map(toCompletionItem) };
}

/** Asked again with the next key if the cluster takes its time. */
async function withCluster(
  session: Session,
  known: readonly Completion[],
  live: LiveNames,
  token: CancellationToken,
): Promise<CompletionList | ResponseError> {
  const found = await clusterCompletions(session, live, known, token);
  if (token.isCancellationRequested) return cancelled();
  return completionList([...known, ...(found ?? [])], found === undefined);
}

/** `unchanged` as long as neither the file nor anything around it has changed since the editor asked last. */
function report(session: Session, key: string, previous: string | undefined): DocumentDiagnosticReport {
  const resultId = `${String(session.open.get(key)?.version ?? '')}.${String(session.revision)}`;
  if (previous === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items: session.service.diagnose(key).map(toDiagnostic) };
}

function status({ service, environment }: Session, key: string): StatusResult {
  const { resources, systems } = service.status(key);
  const knownVersions = (id: string) =>
    environment.packs.find(({ system }) => system.id === id)?.operatorVersions ?? [];
  return {
    resources,
    systems: systems.map(({ version, ...system }) => ({
      ...system,
      ...(version === undefined ? {} : { version }),
      knownVersions: knownVersions(system.id),
    })),
  };
}
