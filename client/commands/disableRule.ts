import * as vscode from 'vscode';
import type { Said } from '../../schemas/contract/index.ts';
import type { DisablingChoice } from '../../schemas/contract/protocol.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { pick } from '../screen/ask.ts';

/** Asks where a rule is to be switched off, and writes the comment; a code action of the server carries the edits as plain data. */
export async function disableRule(uri: string, rule: string, choices: readonly DisablingChoice[]): Promise<void> {
  const edits = await pick(
    say`Disable ${rule}`,
    choices.map((choice) => ({ label: labels[choice.scope], value: choice.edits })),
    { always: true },
  );
  if (!edits) return;
  const edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of edits) {
    const { start, end } = range;
    edit.replace(
      vscode.Uri.parse(uri),
      new vscode.Range(start.line, start.character, end.line, end.character),
      newText,
    );
  }
  await vscode.workspace.applyEdit(edit);
}

const labels: Readonly<Record<DisablingChoice['scope'], Said>> = {
  line: say`For this line`,
  document: say`For this document`,
  file: say`For this file`,
};
