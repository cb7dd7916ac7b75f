import * as vscode from 'vscode';

/** What is secret does not stay on the clipboard: it is taken off after a while, unless something else was copied meanwhile. */

let waiting: { readonly text: string; readonly timer: ReturnType<typeof setTimeout> } | undefined;

/** @returns seconds after which it is taken off; 0: it stays. */
export async function copySecret(text: string): Promise<number> {
  const seconds = vscode.workspace.getConfiguration('dbManifests').get<number>('clipboardSeconds', 60);
  if (waiting) clearTimeout(waiting.timer);
  waiting = undefined;
  await vscode.env.clipboard.writeText(text);
  if (seconds > 0) waiting = { text, timer: setTimeout(() => void clearSecret(), seconds * 1000) };
  return seconds;
}

/** At once, as when the editor closes. */
export async function clearSecret(): Promise<void> {
  if (!waiting) return;
  const { text, timer } = waiting;
  clearTimeout(timer);
  waiting = undefined;
  if ((await vscode.env.clipboard.readText()) === text) await vscode.env.clipboard.writeText('');
}
