import * as vscode from 'vscode';
import { say } from '../screen/say.ts';
import type { Said } from '../screen/say.ts';
import { problem } from '../screen/views.ts';

/** What an API server said about fields of a file; until the file changes, for then it is no longer true. */
export interface ServerProblem {
  readonly range: vscode.Range;
  readonly message: Said;
  readonly severity: 'error' | 'warning';
}

let collection: vscode.DiagnosticCollection | undefined;

/** In place of what was shown for the file before; none: nothing is shown any more. */
export function showServerProblems(uri: vscode.Uri, problems: readonly ServerProblem[]): void {
  collection ??= createCollection();
  collection.set(
    uri,
    problems.map(({ range, message, severity }) => problem(range, message, { severity, source: say`API server` })),
  );
}

function createCollection(): vscode.DiagnosticCollection {
  const made = vscode.languages.createDiagnosticCollection('db-manifests-cluster');
  // They live as long as the extension does.
  vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) made.delete(document.uri);
  });
  vscode.workspace.onDidCloseTextDocument(({ uri }) => made.delete(uri));
  return made;
}
