import * as vscode from 'vscode';
import type { Markdown, Said } from '../../schemas/contract/index.ts';
import { joinMarkdown, markdownIn } from '../../schemas/vocabulary/markdown.ts';
import { openReadPage, readPageInFront } from '../screen/documents.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { shown, wording } from '../screen/shown.ts';
import { timeOfDay } from '../session/ago.ts';

/** What commands make to be read: reports, both sides of a comparison. Kept as long as the editor shows them, never saved. */

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

/** Something said as a line of such a text. */
export function lineOfPage(text: Said): string {
  return shown(text).replaceAll('\n', ' ');
}

/** What makes a page anew: a command, and what it was called on. */
export interface Again {
  readonly command: string;
  readonly argument: unknown;
}

export interface Page {
  /** Names the page: a new one takes the place of the old one. */
  readonly path: readonly string[];
  /** Of its tab. */
  readonly title: Said;
  /** Begins with its heading. */
  readonly body: Markdown;
  readonly again: Again;
}

const agains = new Map<string, Again>();

/** Shows a page with the time at which it was made; the button in its title bar makes it anew. */
export async function showPage({ path, title, body, again }: Page): Promise<void> {
  const key = JSON.stringify(path);
  agains.set(key, again);
  const worded = markdownIn(wording);
  await openReadPage({
    key,
    title,
    body: joinMarkdown(
      [body, worded`*As of ${timeOfDay(new Date())}. The button in the title bar looks again.*`],
      '\n',
    ),
  });
}

/** What makes the page in front anew; `undefined`: none is. */
export function againOfPage(): Again | undefined {
  return agains.get(readPageInFront() ?? '');
}
