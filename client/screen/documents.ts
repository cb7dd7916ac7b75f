import * as vscode from 'vscode';
import type { Markdown, Said } from '../../schemas/contract/index.ts';
import { inertText } from '../../schemas/vocabulary/inertText.ts';
import { shown } from './shown.ts';

/** Comparisons that wait for an answer, by the text that was compared. */
const waiting = new Map<string, (agreed: boolean) => void>();

/** A new document that is no file yet. */
export async function showNew(content: string, language: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  await showDocument(document);
  return document;
}

/** @param at where the cursor is to stand; absent: where it stood. */
export async function showDocument(document: vscode.TextDocument, at?: vscode.Position): Promise<void> {
  const selection = at === undefined ? {} : { selection: new vscode.Range(at, at) };
  await vscode.window.showTextDocument(document, { preview: false, ...selection });
}

/**
 * Shows two texts beside each other, what differs marked, and waits: `answerDifference` comes from the buttons in the title bar. It
 * closes with its answer, and who closes it has turned away.
 */
export async function askAboutDifference(before: vscode.Uri, after: vscode.Uri, title: Said): Promise<boolean> {
  const key = after.toString();
  waiting.get(key)?.(false);
  const answered = new Promise<boolean>((resolve) => waiting.set(key, resolve));
  const answer = waiting.get(key);
  const listening = vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
    // One that was moved is open elsewhere.
    if (closed.some((tab) => isOf(tab, key)) && !openTabs().some((tab) => isOf(tab, key))) answer?.(false);
  });
  try {
    // No preview: the next file that somebody looks at would take its place.
    await vscode.commands.executeCommand('vscode.diff', before, after, shown(title), { preview: false });
    return await answered;
  } finally {
    listening.dispose();
    if (waiting.get(key) === answer) {
      waiting.delete(key);
      await vscode.window.tabGroups.close(openTabs().filter((tab) => isOf(tab, key)));
    }
  }
}

/** @param uri as the editor's title bar gives it; absent: the comparison in front, or the only one. false: there is none that waits. */
export function answerDifference(uri: string | undefined, agreed: boolean): boolean {
  const [only, ...others] = waiting.keys();
  const inFront = openTabs().find((tab) => tab.isActive && waiting.has(keyOf(tab) ?? ''));
  const key =
    uri !== undefined && waiting.has(uri)
      ? uri
      : ((inFront && keyOf(inFront)) ?? (others.length === 0 ? only : undefined));
  const answer = waiting.get(key ?? '');
  answer?.(agreed);
  return answer !== undefined;
}

function openTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
}

function keyOf({ input }: vscode.Tab): string | undefined {
  return input instanceof vscode.TabInputTextDiff ? input.modified.toString() : undefined;
}

function isOf(tab: vscode.Tab, key: string): boolean {
  return keyOf(tab) === key;
}

/** A Markdown document as people read it; as text where the preview is switched off. */
export async function showPreview(uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  try {
    // Not looked up among the commands: it becomes one when the extension behind it starts, which asking for it does.
    await vscode.commands.executeCommand('markdown.showPreviewToSide', document.uri);
  } catch {
    await vscode.window.showTextDocument(document, { preview: true, viewColumn: vscode.ViewColumn.Beside });
  }
}

export interface ReadPage {
  /** The same takes the place of the one that is open. */
  readonly key: string;
  /** Of the tab. */
  readonly title: Said;
  readonly body: Markdown;
  /** What menus know it by; absent: a page that can be made anew by the button in its title bar. */
  readonly type?: string;
  /** Files that links to `place/<index>#L<line>` lead to. */
  readonly places?: readonly vscode.Uri[];
}

const panels = new Map<string, vscode.WebviewPanel>();
/** As menus know pages. */
const pageType = 'dbManifests.page';
/** What a link of a page may do. It is called with a URI and a line, from 1. */
export const openPlaceCommand = 'dbManifests.openPlace';

/** A page of Markdown as people read it, in a tab of its own. It runs nothing but the opening of its places, and loads nothing. */
export async function openReadPage({ key, title, body, type = pageType, places = [] }: ReadPage): Promise<void> {
  const html = withPlaces(await rendered(body), places);
  const options = { localResourceRoots: [], enableCommandUris: places.length > 0 ? [openPlaceCommand] : false };
  const open = panels.get(key);
  const panel = open ?? vscode.window.createWebviewPanel(type, shown(title), vscode.ViewColumn.Beside, options);
  if (open) panel.reveal(undefined, true);
  else {
    panels.set(key, panel);
    panel.onDidDispose(() => panels.delete(key));
  }
  panel.title = shown(title);
  panel.webview.options = options;
  panel.webview.html = documentOf(html, shown(title));
}

/** The key of the page in front. */
export function readPageInFront(): string | undefined {
  return [...panels].find(([, { active }]) => active)?.[0];
}

/** No text of strangers is a link, so all that look like this are ours. */
function withPlaces(html: string, places: readonly vscode.Uri[]): string {
  return html.replaceAll(/ href="place\/(\d+)#L(\d+)"/g, (_, index: string, line: string) => {
    const place = places[Number(index)];
    const question = encodeURIComponent(JSON.stringify([place?.toString(), Number(line)]));
    return place ? ` href="command:${openPlaceCommand}?${question}"` : '';
  });
}

/** By the editor's own parser; where that is switched off, the text as it stands. */
async function rendered({ markdown }: Markdown): Promise<string> {
  try {
    return await vscode.commands.executeCommand<string>('markdown.api.render', markdown);
  } catch {
    return `<pre>${escapeHtml(markdown)}</pre>`;
  }
}

function documentOf(body: string, title: string): string {
  const nonce = crypto.randomUUID();
  return `<!DOCTYPE html>
<html lang="${escapeHtml(shownLanguage())}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<title>${escapeHtml(inertText(title))}</title>
<style nonce="${nonce}">${pageStyle}</style>
</head>
<body><main>${body}</main></body>
</html>`;
}

/** Without words of ours in its language the editor shows us in English. */
function shownLanguage(): string {
  return vscode.l10n.bundle === undefined ? 'en' : vscode.env.language;
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${String(sign.charCodeAt(0))};`);
}

const pageStyle = `
body { font-family: var(--vscode-markdown-font-family, var(--vscode-font-family)); font-size: 14px; line-height: 1.5; padding: 0 26px 26px; overflow-wrap: anywhere; }
h1 { font-size: 1.7em; font-weight: 600; margin: 0.6em 0 0.3em; }
h2 { font-size: 1.2em; font-weight: 600; margin: 1.4em 0 0.4em; padding-bottom: 0.2em; border-bottom: 1px solid var(--vscode-widget-border, rgba(128, 128, 128, 0.35)); }
ul { padding-left: 1.4em; }
li { margin: 0.15em 0; }
code { font-family: var(--vscode-editor-font-family, monospace); }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid var(--vscode-widget-border, rgba(128, 128, 128, 0.35)); padding: 4px 12px 4px 0; text-align: left; vertical-align: top; }
th, td { overflow-wrap: normal; }
td { white-space: nowrap; }
td:last-child { white-space: normal; min-width: 12em; }
a { color: var(--vscode-textLink-foreground); }
a:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
`;

/** Shows a value in a box that closes by itself and leaves nothing behind; it can be selected, not changed. */
export function showFleeting(title: Said, prompt: Said, value: string, milliseconds: number): Promise<void> {
  const box = vscode.window.createInputBox();
  Object.assign(box, { title: shown(title), prompt: shown(prompt), value, ignoreFocusOut: true });
  return new Promise((resolve) => {
    const timer = setTimeout(() => box.hide(), milliseconds);
    box.onDidChangeValue(() => (box.value = value));
    box.onDidAccept(() => box.hide());
    box.onDidHide(() => {
      clearTimeout(timer);
      box.value = '';
      box.dispose();
      resolve();
    });
    box.show();
  });
}

/** Opens a file at a place. */
export async function openFile(uri: vscode.Uri, range: vscode.Range): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', uri, { selection: range });
}

/** What `openPlaceCommand` does. @param line from 1 */
export async function openPlace(uri: unknown, line: unknown): Promise<void> {
  if (typeof uri !== 'string' || typeof line !== 'number') return;
  const at = new vscode.Position(Math.max(0, line - 1), 0);
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), {
    selection: new vscode.Range(at, at),
    viewColumn: vscode.ViewColumn.One,
  });
}

/** A text to read before something is done with it, in an editor that cannot change it. */
export async function showText(uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false });
}
