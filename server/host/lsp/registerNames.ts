import { DocumentHighlightKind, ErrorCodes, ResponseError, SymbolKind } from 'vscode-languageserver';
import type { Location as LspLocation } from 'vscode-languageserver';
import type { Location } from '../../language/answers.ts';
import { toTextEdits } from './convert.ts';
import { answer, cancelled } from './registerAnswers.ts';
import type { Session } from './session.ts';

/** Requests about names, which lead across documents and files. */
export function registerNames(session: Session): void {
  const { connection, service } = session;
  const toLocation = ({ uri, range }: Location): LspLocation => ({ uri: session.editorUri(uri), range });

  connection.onDefinition(answer((key, { position }) => service.definition(key, position).map(toLocation)));
  connection.onReferences(
    answer((key, { position, context }) =>
      service.references(key, position, context.includeDeclaration).map(toLocation),
    ),
  );
  connection.onDocumentHighlight(
    answer((key, { position }) =>
      service.documentHighlights(key, position).map(({ range }) => ({ range, kind: DocumentHighlightKind.Text })),
    ),
  );
  connection.onPrepareRename(
    answer((key, { position }) => {
      const found = service.prepareRename(key, position);
      if (!found) return null;
      return 'problem' in found ? refusal(found.problem) : { range: found.range, placeholder: found.name };
    }),
  );
  connection.onRenameRequest(
    answer((key, { position, newName }) => {
      const renamed = service.rename(key, position, newName);
      if ('problem' in renamed) return refusal(renamed.problem);
      const changes = [...renamed.changes].map(([uri, edits]) => [session.editorUri(uri), toTextEdits(edits)] as const);
      return { changes: Object.fromEntries(changes) };
    }),
  );
  connection.languages.onLinkedEditingRange(
    answer((key, { position }) => {
      const ranges = service.linkedRanges(key, position);
      return ranges.length > 0 ? { ranges, wordPattern: '[^\\s,\\[\\]{}]+' } : null;
    }),
  );
  connection.onWorkspaceSymbol(({ query }, token) => {
    if (token.isCancellationRequested) return cancelled();
    return service.workspaceSymbols(query).map(({ name, container, kind, location }) => ({
      name,
      containerName: container,
      kind: kind === 'resource' ? SymbolKind.Class : SymbolKind.Field,
      location: toLocation(location),
    }));
  });
  connection.onCodeLens(
    answer((key, { textDocument: { uri } }) =>
      service.codeLenses(key).map(({ range, title, locations }) => ({
        range,
        // The editor's own list of places, opened by the client: plain data does not become positions by itself.
        command: {
          title,
          command: 'dbManifests.showReferences',
          arguments: [uri, range.start, locations.map(toLocation)],
        },
      })),
    ),
  );
}

function refusal(reason: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidRequest, reason);
}
