import * as vscode from 'vscode';
import { ClusterError } from '../cluster/errors.ts';
import { requirePermissions } from '../session/permissions.ts';
import { openTunnel } from '../session/tunnel.ts';
import type { Tunnel } from '../session/tunnel.ts';
import { podEnd } from '../session/upstreamEnd.ts';
import type { Sighting } from '../session/upstreamEnd.ts';
import { inform, withProgress } from '../screen/ask.ts';
import type { Command } from './command.ts';
import { operatorPods } from './logs.ts';
import { forwarding } from './requireForwarding.ts';
import { say } from '../screen/say.ts';

/** Opens the page that the operator has for people, through a tunnel of its own. */
export const operatorUi: Command = {
  id: 'dbManifests.operatorUi',
  async run(context, argument) {
    const target = await context.target(argument, { accepts: ({ recipe }) => recipe.operator?.ui !== undefined });
    if (!target) return;
    const { connection, recipe, system } = target;
    const ui = recipe.operator?.ui;
    if (!ui)
      throw new ClusterError('missing', `${system.title} has no page of its own.`, 'Use the view "Databases" instead.');
    const tunnel = await withProgress(say`Opening ${ui.title}`, async ({ signal }) => {
      const look = async (): Promise<Sighting> => {
        const found = await operatorPods(target, ui.pods);
        const ends = found
          .filter(({ ready }) => ready)
          .map(({ uid, namespace, pod }) => podEnd(connection, { namespace, pod }, { id: uid, port: ui.port }));
        return { ends, keeps: (id) => found.some(({ uid }) => uid === id), reason: notReady(ui.title) };
      };
      const namespaces = [...new Set((await operatorPods(target, ui.pods)).map(({ namespace }) => namespace))];
      const needed = namespaces.flatMap((namespace) => forwarding(namespace));
      await requirePermissions(connection, needed, 'Open a tunnel', signal);
      return openTunnel({ upstream: { connection, watches: [], look }, onState: () => undefined, signal });
    });
    await vscode.env.openExternal(vscode.Uri.parse(`http://127.0.0.1:${tunnel.port}/`));
    stopOnRequest(tunnel, ui.title);
  },
};

function notReady(title: string): ClusterError {
  return new ClusterError('no-pod', `No pod of ${title} is ready.`, 'Wait until one is, or look at its Deployment.');
}

function stopOnRequest(tunnel: Tunnel, title: string): void {
  inform(say`${title} is at http://127.0.0.1:${tunnel.port}/ until you stop it.`, {
    title: say`Stop`,
    run: () => tunnel.stop().then(() => inform(say`${title} is closed.`)),
  });
}
