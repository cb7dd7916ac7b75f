import {
  CompletionRequest,
  DocumentDiagnosticReportKind,
  DocumentDiagnosticRequest,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  RequestType,
  SelectionRangeRequest,
} from 'vscode-languageserver';
import type { CancellationToken, CompletionList, DocumentDiagnosticReport, ResponseError } from 'vscode-languageserver';
import { statusRequest } from '../../../schemas/contract/protocol.ts';
import type { Completion, LiveNames } from '../../language/answers.ts';
import type { StatusParams, StatusResult } from '../../../schemas/contract/protocol.ts';
import { versionedOperators } from '../../language/operators.ts';
import { mostNames } from '../../language/features/mostNames.ts';
import { clusterCompletions } from './clusterCompletions.ts';
import {
  idOfDiagnostics,
  toCompletionItem,
  toDocumentLink,
  toDocumentSymbol,
  toFoldingRange,
  toHover,
  toInlayHint,
  toSelectionRange,
} from './convert.ts';
import { cancelled } from './door.ts';
import type { Session } from './session.ts';
import { fields, file, fileAndPosition, fileAndRange, fileOnly, listOf, position, text } from './shapes.ts';
import { shownLabel } from './shownText.ts';
import { canonicalUri } from './canonicalUri.ts';

/** Requests about one file and its text. */
export function registerAnswers(session: Session): void {
  const { door, service } = session;

  door.onFile(CompletionRequest.type, fileAndPosition, (key, { position }, token) => {
    const known = service.complete(key, position);
    const live = session.options.clusterNames ? service.liveNames(key, position) : undefined;
    return live ? withCluster(session, known, live, token) : completionList(known, hasMore(known));
  });
  door.onFile(HoverRequest.type, fileAndPosition, (key, { position }) => {
    const hover = service.hover(key, position);
    return hover ? toHover(hover) : null;
  });
  door.onFile(DocumentSymbolRequest.type, fileOnly, (key) => service.documentSymbols(key).map(toDocumentSymbol));
  // Without an answer the editor folds by indentation, as in every file that is none of ours.
  door.onFile(FoldingRangeRequest.type, fileOnly, (key) =>
    service.status(key).resources > 0 ? service.foldingRanges(key).map(toFoldingRange) : null,
  );
  door.onFile(SelectionRangeRequest.type, fields({ ...file, positions: listOf(position) }), (key, { positions }) =>
    service.selectionRanges(key, positions).map(toSelectionRange),
  );
  door.onFile(DocumentLinkRequest.type, fileOnly, (key) => service.documentLinks(key).map(toDocumentLink));
  door.onFile(InlayHintRequest.type, fileAndRange, (key, { range }) => service.inlayHints(key, range).map(toInlayHint));
  door.onFile(DocumentDiagnosticRequest.type, fileOnly, (key, { previousResultId }) =>
    report(session, key, previousResultId),
  );
  door.onRequest(
    new RequestType<StatusParams, StatusResult, unknown>(statusRequest),
    fields({ uri: text }),
    ({ uri }) => status(session, canonicalUri(uri)),
  );
}

/** Names that did not fit into the list may fit what is typed next. */
function hasMore(items: readonly Completion[]): boolean {
  return items.filter(({ kind }) => kind === 'reference').length >= mostNames;
}

function completionList(items: readonly Completion[], isIncomplete: boolean): CompletionList {
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
  return completionList([...known, ...(found ?? [])], found === undefined || hasMore(known));
}

/** `unchanged` if the editor has been told the same before. */
async function report(session: Session, key: string, previous: string | undefined): Promise<DocumentDiagnosticReport> {
  const { items } = await session.problemsOf(key);
  const resultId = idOfDiagnostics(items);
  if (previous === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}

function status({ service, environment }: Session, key: string): StatusResult {
  const { resources, systems, definitions, ...rest } = service.status(key);
  const knownVersions = (id: string) =>
    versionedOperators(environment.packs).find((operator) => operator.id === id)?.operatorVersions ?? [];
  return {
    ...rest,
    resources,
    systems: systems.map(({ version, ...system }) => ({
      ...system,
      ...(version === undefined ? {} : { version: shownLabel(version) }),
      knownVersions: knownVersions(system.id),
    })),
    definitions: definitions.map(({ apiVersion, kind, ...where }) => ({
      ...{ apiVersion: shownLabel(apiVersion), kind: shownLabel(kind) },
      ...where,
    })),
  };
}
