import * as vscode from 'vscode';
import { say } from '../../schemas/vocabulary/say.ts';
import { withExisting } from '../session/resolveTarget.ts';
import type { OpenTunnel } from '../session/tunnels.ts';
import type { Target } from '../session/target.ts';
import { inform, withProgress } from '../screen/ask.ts';
import { accessOf } from './chooseLogin.ts';
import type { Command, CommandContext } from './command.ts';
import { requireForwarding } from './requireForwarding.ts';

/** A port of this machine that leads to the primary, for programs of the person's own. */
export const openTunnel: Command = {
  id: 'dbManifests.openTunnel',
  async run(context, argument) {
    const target = await context.target(argument, {
      accepts: ({ recipe }) => recipe.access !== undefined || recipe.listens !== undefined,
    });
    if (!target) return;
    const opened = await tunnelFor(context, target);
    if (opened.leadsTo === 'port') {
      inform(
        say`127.0.0.1:${opened.tunnel.port} leads to ${opened.name}: give it to the client program of the database.`,
      );
      return;
    }
    inform(say`127.0.0.1:${opened.tunnel.port} leads to ${opened.name}, also after a failover.`, {
      title: say`Copy Connection`,
      run: () => vscode.commands.executeCommand('dbManifests.copyConnection', argument),
    });
  },
};

/** The one that is open, or a new one; with permissions asked first. */
export async function tunnelFor(context: CommandContext, given: Target): Promise<OpenTunnel> {
  return withProgress(say`Opening a tunnel to ${given.resource.identity.name}`, async ({ signal }) => {
    const target = await withExisting(given, signal);
    if (!target.recipe.listens) accessOf(target);
    await requireForwarding(target, signal);
    return context.tunnels.openFor(target, signal);
  });
}
