import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Extension } from '../../client/activateExtension.ts';

export const extensionId = 'db-manifests.db-manifests';

/** Polls until `look` gives something true, because editors answer when they are ready. Fails with `what` after a minute. */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const end = Date.now() + 60_000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) assert.fail(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The provider commands do not wait for an activation, so every suite starts with this. */
export async function activate(): Promise<void> {
  const extension = vscode.extensions.getExtension<Extension>(extensionId);
  assert.ok(extension, `${extensionId} is not installed`);
  const { ready } = await extension.activate();
  await ready;
}

export function uriOf(file: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, file);
}

/** Opens a file of the workspace in an editor. */
export async function show(file: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uriOf(file)));
}

/** Where `text` stands in the document for the first time. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const start = document.getText().indexOf(text);
  assert.ok(start >= 0, `"${text}" is not in ${document.uri.path}`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** Replaces the first `text` by `by`. */
export async function replace(editor: vscode.TextEditor, text: string, by: string): Promise<void> {
  const range = rangeOf(editor.document, text);
  assert.ok(await editor.edit((edit) => edit.replace(range, by)));
}

/** Waits for a problem that sits exactly on the first `text`. */
export async function problemOn(document: vscode.TextDocument, text: string): Promise<vscode.Diagnostic> {
  return until(`a problem on "${text}"`, () => {
    const range = rangeOf(document, text);
    return vscode.languages.getDiagnostics(document.uri).find((problem) => problem.range.isEqual(range));
  });
}

export async function noProblems(document: vscode.TextDocument, what = 'no problems'): Promise<void> {
  await until(what, () => vscode.languages.getDiagnostics(document.uri).length === 0);
}

export function codeOf(problem: vscode.Diagnostic): string {
  return String(typeof problem.code === 'object' ? problem.code.value : problem.code);
}

/** Completion with the cursor behind the first `text`. */
export async function completionsBehind(document: vscode.TextDocument, text: string): Promise<vscode.CompletionItem[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    rangeOf(document, text).end,
    undefined,
    100,
  );
  return list.items;
}

export function labelsOf(items: readonly vscode.CompletionItem[]): string[] {
  return items.map((item) => (typeof item.label === 'string' ? item.label : item.label.label));
}

/** The text of all hovers over the middle of the first `text`. */
export async function hoverOver(document: vscode.TextDocument, text: string): Promise<string> {
  const position = rangeOf(document, text).start.translate(0, Math.floor(text.length / 2));
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap((hover) => hover.contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : JSON.stringify(content)))
    .join('\n');
}

export async function actionsOn(
  uri: vscode.Uri,
  range: vscode.Range,
  kind = vscode.CodeActionKind.QuickFix,
): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    kind.value,
    100,
  );
}

/** Waits for an action with edits that `fits`; says what was offered instead. */
export async function actionOn(
  document: vscode.TextDocument,
  range: vscode.Range,
  fits: (edits: readonly vscode.TextEdit[], action: vscode.CodeAction) => boolean,
): Promise<vscode.WorkspaceEdit> {
  let offered: vscode.CodeAction[] = [];
  try {
    return await until('a fitting quick-fix', async () => {
      offered = await actionsOn(document.uri, range);
      return offered.find((action) => action.edit && fits(action.edit.get(document.uri), action))?.edit;
    });
  } catch (error) {
    const titles = offered.map((action) => `"${action.title}"${action.edit ? '' : ' (without an edit)'}`);
    assert.fail(`${String(error)}; offered: ${titles.join(', ') || 'nothing'}`);
  }
}

/** Changes a setting of the workspace; `undefined` takes it away again. */
export async function configure(key: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Workspace);
}

/** Puts the file back as it is on disk and closes every editor. */
export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
