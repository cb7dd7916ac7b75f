import * as vscode from 'vscode';
import { say } from '../../schemas/vocabulary/say.ts';
import { createProblems } from '../screen/views.ts';
import type { Problems, ShownProblem } from '../screen/views.ts';

/** What an API server said about fields of a file; until the file changes, for then it is no longer true. */
export type ServerProblem = ShownProblem;

let shown: Problems | undefined;

/** In place of what was shown for the file before; none: nothing is shown any more. */
export function showServerProblems(uri: vscode.Uri, problems: readonly ServerProblem[]): void {
  shown ??= createCollection();
  shown.set(uri, problems);
}

function createCollection(): Problems {
  const made = createProblems('db-manifests-cluster', say`API server`);
  // They live as long as the extension does.
  vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) made.delete(document.uri);
  });
  vscode.workspace.onDidCloseTextDocument(({ uri }) => made.delete(uri));
  return made;
}
