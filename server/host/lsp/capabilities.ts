import { CodeActionKind, TextDocumentSyncKind } from 'vscode-languageserver';
import type { InitializeParams, ServerCapabilities } from 'vscode-languageserver';
import { rulePageScheme } from '../../../schemas/contract/protocol.ts';
import type { InitializationOptions } from '../../../schemas/contract/protocol.ts';

/** For editors that have no command of ours: the server asks them to show the page of a rule. */
export const showPageCommand = 'dbManifests.showPage';

/** What the editor can do, as far as the server acts on it. */
export interface ClientAbilities {
  readonly pullDiagnostics: boolean;
  readonly refreshDiagnostics: boolean;
  readonly refreshCodeLenses: boolean;
  readonly configuration: boolean;
  readonly watchFiles: boolean;
  readonly folders: boolean;
  readonly progress: boolean;
  readonly createFiles: boolean;
  /** Edits of a code action may come once it has been chosen. */
  readonly resolveEdits: boolean;
  readonly showDocument: boolean;
  /** It asks for the text behind links to pages of rules. */
  readonly rulePages: boolean;
}

export function abilitiesOf({ capabilities: client }: Pick<InitializeParams, 'capabilities'>): ClientAbilities {
  return {
    pullDiagnostics: client.textDocument?.diagnostic !== undefined,
    refreshDiagnostics: client.workspace?.diagnostics?.refreshSupport === true,
    refreshCodeLenses: client.workspace?.codeLens?.refreshSupport === true,
    configuration: client.workspace?.configuration === true,
    watchFiles: client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    folders: client.workspace?.workspaceFolders === true,
    progress: client.window?.workDoneProgress === true,
    resolveEdits:
      client.textDocument?.codeAction?.dataSupport === true &&
      client.textDocument.codeAction.resolveSupport?.properties.includes('edit') === true,
    rulePages: client.workspace?.textDocumentContent !== undefined,
    showDocument: client.window?.showDocument?.support === true,
    createFiles:
      client.workspace?.workspaceEdit?.documentChanges === true &&
      client.workspace.workspaceEdit.resourceOperations?.includes('create') === true,
  };
}

export function serverCapabilities(options: InitializationOptions, abilities: ClientAbilities): ServerCapabilities {
  const structure = options.structure !== false;
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    completionProvider: { triggerCharacters: [' ', ':', '-', '"', "'"], resolveProvider: false },
    hoverProvider: true,
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, 'source.fixAll.dbManifests'],
      ...(abilities.resolveEdits ? { resolveProvider: true } : {}),
    },
    ...(abilities.showDocument && options.ruleCommands !== true
      ? { executeCommandProvider: { commands: [showPageCommand] } }
      : {}),
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: { prepareProvider: true },
    linkedEditingRangeProvider: true,
    workspaceSymbolProvider: true,
    codeLensProvider: { resolveProvider: false },
    documentSymbolProvider: structure,
    foldingRangeProvider: structure,
    selectionRangeProvider: structure,
    documentLinkProvider: { resolveProvider: false },
    inlayHintProvider: true,
    ...(abilities.pullDiagnostics
      ? { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false } }
      : {}),
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      ...(abilities.rulePages ? { textDocumentContent: { schemes: [rulePageScheme] } } : {}),
    },
  };
}
