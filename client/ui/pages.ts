import * as vscode from 'vscode';
import type { Markdown } from '../../schemas/contract/index.ts';
import { showPreview } from '../screen/documents.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { shown } from '../screen/shown.ts';

/** Texts that commands make: reports, both sides of a comparison. Kept as long as the editor shows them, never saved. */

/** Each bundle has pages of its own. */
let scheme = 'db-manifests-page';
const texts = new Map<string, string>();
const changes = new vscode.EventEmitter<vscode.Uri>();

/** To be called once, before the first page. @param name the scheme of their addresses */
export function registerPages(name = scheme): vscode.Disposable {
  scheme = name;
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

/**
 * @param path names the page: a new text for the same path takes the place of the old one. The last part is shown as its title,
 * and its ending decides on the language.
 */
export function writePage(path: readonly string[], text: string): vscode.Uri {
  const uri = vscode.Uri.from({
    scheme,
    path: path.map((part) => `/${shown(say`${part}`).replaceAll(/[/\\]/g, '∕')}`).join(''),
  });
  texts.set(uri.path, text);
  changes.fire(uri);
  return uri;
}

/** Shows a page of Markdown as people read it. */
export async function showMarkdown(path: readonly string[], page: Markdown): Promise<void> {
  await showPreview(writePage(path, page.markdown));
}
