import {
  CodeActionKind,
  CompletionItemKind,
  DiagnosticSeverity,
  DiagnosticTag,
  FoldingRangeKind,
  InsertTextFormat,
  MarkupKind,
  SymbolKind,
} from 'vscode-languageserver';
import type {
  CodeAction as LspCodeAction,
  CompletionItem,
  CreateFile,
  Diagnostic,
  DocumentLink as LspDocumentLink,
  DocumentSymbol as LspDocumentSymbol,
  FoldingRange as LspFoldingRange,
  Hover as LspHover,
  InlayHint as LspInlayHint,
  Location as LspLocation,
  SelectionRange,
  SymbolInformation,
  TextDocumentEdit,
  TextEdit,
} from 'vscode-languageserver';
import type {
  CodeAction,
  Completion,
  DocumentLink,
  DocumentSymbol,
  FileEdit,
  FoldingRange,
  Hover,
  InlayHint,
  NewFile,
  Problem,
  Range,
  WorkspaceSymbol,
} from '../../language/answers.ts';
import { contentId } from './contentId.ts';
import { shownLabel, shownMessage, withoutMarks } from './shownText.ts';

/** Answers of the service in the words of the protocol. Positions are the same in both: UTF-16, from 0. */

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

const tags = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

/** The service gives out the same problem for as long as it stands where it stands. */
export const toDiagnostic = onceFor(convertProblem);

/** As JSON: of a long list with each key few are others. */
export const diagnosticJson = onceFor((diagnostic: Diagnostic) => JSON.stringify(diagnostic));

const idOfDiagnostic = onceFor((diagnostic: Diagnostic) => contentId(diagnosticJson(diagnostic)));

/** Says what is in a list of diagnostics, as `contentId`. */
export const idOfDiagnostics = onceFor((list: readonly Diagnostic[]) => contentId(list.map(idOfDiagnostic).join(' ')));

function onceFor<K extends object, T>(compute: (about: K) => T): (about: K) => T {
  const known = new WeakMap<K, { readonly answer: T }>();
  return (about) => {
    let found = known.get(about);
    if (!found) known.set(about, (found = { answer: compute(about) }));
    return found.answer;
  };
}

function convertProblem(problem: Problem): Diagnostic {
  return {
    range: problem.range,
    severity: severities[problem.severity],
    code: problem.code,
    ...(problem.link ? { codeDescription: { href: problem.link } } : {}),
    source: 'db-manifests',
    message: shownMessage(withoutMarks(problem.message)),
    ...(problem.tags ? { tags: problem.tags.map((tag) => tags[tag]) } : {}),
    ...(problem.related
      ? {
          relatedInformation: problem.related.map(({ uri, range, message }) => ({
            location: { uri, range },
            message: shownMessage(withoutMarks(message)),
          })),
        }
      : {}),
  };
}

export function toTextEdits(edits: readonly FileEdit[]): TextEdit[] {
  return edits.map(({ range, text }) => ({ range, newText: text }));
}

export function toCodeAction(uri: string, action: CodeAction): LspCodeAction {
  return {
    title: shownLabel(withoutMarks(action.title)),
    kind: action.kind === 'quickfix' ? CodeActionKind.QuickFix : action.kind,
    diagnostics: action.problems.map(toDiagnostic),
    ...(action.preferred ? { isPreferred: true } : {}),
    edit: action.newFile
      ? { documentChanges: createFile(action.newFile) }
      : { changes: { [uri]: toTextEdits(action.edits) } },
  };
}

function createFile({ uri, text }: NewFile): (CreateFile | TextDocumentEdit)[] {
  const start = { line: 0, character: 0 };
  return [
    { kind: 'create', uri, options: { ignoreIfExists: false, overwrite: false } },
    { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
  ];
}

const completionKinds = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  snippet: CompletionItemKind.Snippet,
  reference: CompletionItemKind.Reference,
} as const;

/** What can be the name of an object, or a label with its prefix: it is shown whole. */
const longestName = 320;

export function toCompletionItem(item: Completion): CompletionItem {
  const label = shownLabel(item.label, longestName);
  // Editors compare what is typed with the label, unless they are told what with.
  const filterText = item.filterText ?? (label === item.label ? undefined : item.label);
  return {
    label,
    kind: completionKinds[item.kind],
    // Beside every item of the list; `detail` stands beside the chosen one only, with all of its words.
    ...(item.detail ? { detail: shownLabel(item.detail), labelDetails: { description: shownLabel(item.detail) } } : {}),
    ...(item.documentation ? { documentation: { kind: MarkupKind.Markdown, value: item.documentation.markdown } } : {}),
    sortText: item.sortText,
    ...(filterText ? { filterText } : {}),
    textEdit: { range: item.edit.range, newText: item.edit.text },
    insertTextFormat: item.snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(item.retrigger ? { command: { title: 'Suggest', command: 'editor.action.triggerSuggest' } } : {}),
    ...(item.deprecated ? { tags: [1] } : {}),
  };
}

export function toHover({ text, range }: Hover): LspHover {
  return { contents: { kind: MarkupKind.Markdown, value: text.markdown }, range };
}

const symbolKinds = {
  resource: SymbolKind.Class,
  map: SymbolKind.Object,
  list: SymbolKind.Array,
  scalar: SymbolKind.Field,
} as const;

export function toDocumentSymbol(symbol: DocumentSymbol): LspDocumentSymbol {
  return {
    name: shownLabel(symbol.name),
    ...(symbol.detail ? { detail: shownLabel(symbol.detail) } : {}),
    kind: symbolKinds[symbol.kind],
    range: symbol.range,
    selectionRange: symbol.selectionRange,
    children: symbol.children.map(toDocumentSymbol),
  };
}

export function toWorkspaceSymbol(
  { name, container, kind }: WorkspaceSymbol,
  location: LspLocation,
): SymbolInformation {
  return {
    name: shownLabel(name),
    containerName: shownLabel(container),
    kind: kind === 'resource' ? SymbolKind.Class : SymbolKind.Field,
    location,
  };
}

export function toDocumentLink({ range, target, tooltip }: DocumentLink): LspDocumentLink {
  return { range, target, ...(tooltip ? { tooltip: shownLabel(tooltip) } : {}) };
}

export function toFoldingRange({ startLine, endLine, kind }: FoldingRange): LspFoldingRange {
  return { startLine, endLine, ...(kind === 'comment' ? { kind: FoldingRangeKind.Comment } : {}) };
}

export function toSelectionRange(ranges: readonly Range[]): SelectionRange {
  const [outermost, ...inner] = [...ranges].reverse();
  let selection: SelectionRange = {
    range: outermost ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
  };
  for (const range of inner) selection = { range, parent: selection };
  return selection;
}

export function toInlayHint({ position, label, tooltip }: InlayHint): LspInlayHint {
  return {
    position,
    label: shownLabel(label),
    ...(tooltip ? { tooltip: { kind: MarkupKind.Markdown, value: tooltip.markdown } } : {}),
    paddingLeft: true,
  };
}
