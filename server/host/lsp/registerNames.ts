import {
  CodeLensRequest,
  DefinitionRequest,
  DocumentHighlightKind,
  DocumentHighlightRequest,
  ErrorCodes,
  LinkedEditingRangeRequest,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  ResponseError,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver';
import type { Location as LspLocation } from 'vscode-languageserver';
import type { Location } from '../../language/answers.ts';
import { toTextEdits, toWorkspaceSymbol } from './convert.ts';
import type { Session } from './session.ts';
import { shownLabel, shownMessage } from './shownText.ts';
import { fields, file, fileAndPosition, fileOnly, position, text, truth } from './shapes.ts';

/** Requests about names, which lead across documents and files. */
export function registerNames(session: Session): void {
  const { door, service } = session;
  const toLocation = ({ uri, range }: Location): LspLocation => ({ uri: session.editorUri(uri), range });

  door.onFile(DefinitionRequest.type, fileAndPosition, (key, { position }) =>
    service.definition(key, position).map(toLocation),
  );
  door.onFile(
    ReferencesRequest.type,
    fields({ ...file, position, context: fields({ includeDeclaration: truth }) }),
    (key, { position, context }) => service.references(key, position, context.includeDeclaration).map(toLocation),
  );
  door.onFile(DocumentHighlightRequest.type, fileAndPosition, (key, { position }) => {
    session.seeCursor(key, { start: position, end: position });
    return service.documentHighlights(key, position).map(({ range }) => ({ range, kind: DocumentHighlightKind.Text }));
  });
  door.onFile(PrepareRenameRequest.type, fileAndPosition, (key, { position }) => {
    const found = service.prepareRename(key, position);
    if (!found) return null;
    if ('problem' in found) return refusal(found.problem);
    // It is put into a field for a person to change, and would come back as it was shown.
    if (shownLabel(found.name) !== found.name)
      return refusal('This name is too long or cannot be shown as it is: write it anew by hand.');
    return { range: found.range, placeholder: found.name };
  });
  door.onFile(RenameRequest.type, fields({ ...file, position, newName: text }), (key, { position, newName }) => {
    const renamed = service.rename(key, position, newName);
    if ('problem' in renamed) return refusal(renamed.problem);
    const changes = [...renamed.changes].map(([uri, edits]) => [session.editorUri(uri), toTextEdits(edits)] as const);
    return { changes: Object.fromEntries(changes) };
  });
  door.onFile(LinkedEditingRangeRequest.type, fileAndPosition, (key, { position }) => {
    const ranges = service.linkedRanges(key, position);
    return ranges.length > 0 ? { ranges, wordPattern: '[^\\s,\\[\\]{}]+' } : null;
  });
  door.onRequest(WorkspaceSymbolRequest.type, fields({ query: text }), ({ query }) =>
    service.workspaceSymbols(query).map((symbol) => toWorkspaceSymbol(symbol, toLocation(symbol.location))),
  );
  door.onFile(CodeLensRequest.type, fileOnly, (key, { textDocument: { uri } }) =>
    service.codeLenses(key).map(({ range, title, locations }) => ({
      range,
      // The editor's own list of places, opened by the client: plain data does not become positions by itself.
      command: {
        title: shownLabel(title),
        command: 'dbManifests.showReferences',
        arguments: [uri, range.start, locations.map(toLocation)],
      },
    })),
  );
}

function refusal(reason: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidRequest, shownMessage(reason));
}
