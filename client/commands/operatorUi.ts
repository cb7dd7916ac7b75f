import * as vscode from 'vscode';
import type { OperatorPlace } from '../../schemas/contract/recipe.ts';
import { foreign, say } from '../../schemas/vocabulary/say.ts';
import { ClusterError } from '../cluster/errors.ts';
import { inform, withProgress } from '../screen/ask.ts';
import type { Target } from '../session/target.ts';
import { pagePlace } from '../session/tunnels.ts';
import type { OpenTunnel } from '../session/tunnels.ts';
import { podEnd } from '../session/upstreamEnd.ts';
import type { TunnelUpstream } from '../session/upstreamEnd.ts';
import { tunnelLine } from '../ui/tunnelLine.ts';
import type { Command, CommandContext } from './command.ts';
import { operatorPods } from './logs.ts';
import { forwarding } from './requireForwarding.ts';

type Page = NonNullable<OperatorPlace['ui']>;

/** Opens the page that the operator has for people, through a tunnel like those to databases. */
export const operatorUi: Command = {
  id: 'dbManifests.operatorUi',
  async run(context, argument) {
    const target = await context.target(argument, { accepts: ({ recipe }) => recipe.operator?.ui !== undefined });
    if (!target) return;
    const { recipe, system } = target;
    const ui = recipe.operator?.ui;
    if (!ui)
      throw new ClusterError(
        'missing',
        say`${system.title} has no page of its own.`,
        say`Use the view "Databases" instead.`,
      );
    if (!(await isAgreed(context, target, ui))) return;
    const opened = await withProgress(say`Opening ${ui.title}`, ({ signal }) =>
      context.tunnels.open(pagePlace(target), () => Promise.resolve(upstreamOf(target, ui)), signal),
    );
    const { address } = tunnelLine(opened);
    await vscode.env.openExternal(vscode.Uri.parse(address));
    inform(say`${ui.title} is at ${address} until you stop it or disconnect.`, {
      title: say`Stop`,
      run: () => stop(context, opened, ui),
    });
  },
};

/** Who has the page changes clusters by it: it asks for no login, and every program of this machine reaches it. */
async function isAgreed(context: CommandContext, target: Target, { title, pods }: Page): Promise<boolean> {
  const { name } = target.resource.identity;
  const found = await withProgress(say`Looking for ${title}`, () => operatorPods(target, pods));
  return context.mayChange(target, {
    ...{ title: say`Open a tunnel`, name },
    what: say`Whoever uses this machine can change clusters of ${target.connection.context} with ${foreign(title)} while its tunnel is open.`,
    verbs: [...new Set(found.map(({ namespace }) => namespace))].flatMap((namespace) => forwarding(namespace)),
  });
}

function upstreamOf(target: Target, { title, pods, port }: Page): TunnelUpstream {
  const { connection } = target;
  return {
    ...{ connection, watches: [] },
    async look() {
      const found = await operatorPods(target, pods);
      const ends = found
        .filter(({ ready }) => ready)
        .map(({ uid, namespace, pod }) => podEnd(connection, { namespace, pod }, { id: uid, port }));
      return { ends, keeps: (id) => found.some(({ uid }) => uid === id), reason: notReady(title) };
    },
  };
}

function notReady(title: string): ClusterError {
  return new ClusterError(
    'no-pod',
    say`No pod of ${title} is ready.`,
    say`Wait until one is, or look at its Deployment.`,
  );
}

async function stop({ tunnels }: CommandContext, { id }: OpenTunnel, { title }: Page): Promise<void> {
  await tunnels.stop(id);
  inform(say`${title} is closed.`);
}
