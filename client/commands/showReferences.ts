import * as vscode from 'vscode';
import type { Location, Position } from 'vscode-languageclient';

/** Opens the editor's list of places; a code lens of the server carries them as plain data. */
export async function showReferences(uri: string, at: Position, locations: readonly Location[]): Promise<void> {
  await vscode.commands.executeCommand(
    'editor.action.showReferences',
    vscode.Uri.parse(uri),
    new vscode.Position(at.line, at.character),
    locations.map(({ uri: file, range: { start, end } }) => {
      const range = new vscode.Range(start.line, start.character, end.line, end.character);
      return new vscode.Location(vscode.Uri.parse(file), range);
    }),
  );
}
