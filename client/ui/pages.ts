import * as vscode from 'vscode';

/** Texts that commands make: reports, both sides of a comparison. Kept as long as the editor shows them, never saved. */

const scheme = 'db-manifests-page';
const texts = new Map<string, string>();
const changes = new vscode.EventEmitter<vscode.Uri>();

/** To be called once, before the first page. */
export function registerPages(): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changes.event,
      provideTextDocumentContent: (uri) => texts.get(uri.path) ?? '',
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === scheme) texts.delete(uri.path);
    }),
  );
}

/** @param path names the page: a new text for the same path takes the place of the old one. Its ending decides on the language. */
export function writePage(path: string, text: string): vscode.Uri {
  const uri = vscode.Uri.from({ scheme, path: `/${path}` });
  texts.set(uri.path, text);
  changes.fire(uri);
  return uri;
}

/** Shows a Markdown page as people read it; as text where the preview is switched off. */
export async function showMarkdown(path: string, text: string): Promise<void> {
  const uri = writePage(path, text);
  const document = await vscode.workspace.openTextDocument(uri);
  try {
    // Not looked up among the commands: it becomes one when the extension behind it starts, which asking for it does.
    await vscode.commands.executeCommand('markdown.showPreviewToSide', document.uri);
  } catch {
    await vscode.window.showTextDocument(document, { preview: true, viewColumn: vscode.ViewColumn.Beside });
  }
}
