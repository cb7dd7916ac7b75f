import * as vscode from 'vscode';
import { openFile } from '../screen/documents.ts';
import type { Command } from './command.ts';
import { findManifest } from './findManifest.ts';

/** From what runs in a cluster to the file that it was applied from. */
export const goToManifest: Command = {
  id: 'dbManifests.goToManifest',
  async run(context, argument) {
    const target = await context.target(argument);
    const place = target && (await findManifest(context, target));
    if (!place) return;
    const { start } = place.resource.range;
    const at = new vscode.Position(start.line, start.character);
    await openFile(place.uri, new vscode.Range(at, at));
  },
};
