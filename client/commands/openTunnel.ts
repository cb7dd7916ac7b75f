import * as vscode from 'vscode';
import { withLive } from '../session/resolveTarget.ts';
import type { OpenTunnel } from '../session/tunnels.ts';
import type { Target } from '../session/target.ts';
import { withProgress } from '../ui/ask.ts';
import { accessOf } from './chooseLogin.ts';
import type { Command, CommandContext } from './command.ts';
import { requireForwarding } from './requireForwarding.ts';

/** A port of this machine that leads to the primary, for programs of the person's own. */
export const openTunnel: Command = {
  id: 'dbManifests.openTunnel',
  async run(context, argument) {
    const target = await context.target(argument, { accepts: ({ recipe }) => recipe.access !== undefined });
    if (!target) return;
    const opened = await tunnelFor(context, target);
    const copy = vscode.l10n.t('Copy Connection');
    const text = vscode.l10n.t('127.0.0.1:{0} leads to {1}, also after a failover.', opened.tunnel.port, opened.name);
    // Not awaited: the message may stay for long, and the command is done.
    void vscode.window.showInformationMessage(text, copy).then((answer) => {
      if (answer === copy) void vscode.commands.executeCommand('dbManifests.copyConnection', argument);
    });
  },
};

/** The one that is open, or a new one; with permissions asked first. */
export async function tunnelFor(context: CommandContext, given: Target): Promise<OpenTunnel> {
  return withProgress(vscode.l10n.t('Opening a tunnel to {0}', given.resource.identity.name), async ({ signal }) => {
    const target = await withLive(given, signal);
    accessOf(target);
    await requireForwarding(target, signal);
    return context.tunnels.openFor(target, signal);
  });
}
