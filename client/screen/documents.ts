import * as vscode from 'vscode';
import type { Said } from '../../schemas/contract/index.ts';
import { shown } from './shown.ts';

/** Two texts beside each other, what differs marked. */
export async function showDifference(before: vscode.Uri, after: vscode.Uri, title: Said): Promise<void> {
  await vscode.commands.executeCommand('vscode.diff', before, after, shown(title), { preview: true });
}

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
