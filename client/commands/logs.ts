import type { Labels, LogFile } from '../../schemas/contract/recipe.ts';
import { pods } from '../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import type { Permission } from '../cluster/connection.ts';
import { ClusterError } from '../cluster/errors.ts';
import { findCompanions } from '../session/companions.ts';
import type { FoundCompanion } from '../session/companions.ts';
import { findMembers, memberOf, primaryOf } from '../session/members.ts';
import type { Member } from '../session/members.ts';
import { requirePermissions } from '../session/permissions.ts';
import { withLive } from '../session/resolveTarget.ts';
import type { Target } from '../session/target.ts';
import { pick } from '../screen/ask.ts';
import type { Choice } from '../screen/ask.ts';
import { openLogTerminal } from '../ui/logTerminal.ts';
import type { LogSource } from '../ui/logTerminal.ts';
import type { Command } from './command.ts';

const LAST_LINES = 200;

/** Follows the logs of the primary, of all pods, of one pod, of what belongs to it or of the operator. */
export const logs: Command = {
  id: 'dbManifests.logs',
  async run(context, argument) {
    const given = await context.target(argument);
    if (!given) return;
    const target = await withLive(given);
    const pod = argument?.from === 'cluster' ? argument.pod : undefined;
    const members = await findMembers(target);
    const chosen =
      pod === undefined
        ? await choose(target, members, await findCompanions(target))
        : logOf(
            target,
            members.filter((each) => each.pod === pod),
          );
    if (!chosen) return;
    const sources = await chosen.sources();
    const namespaces = [...new Set(sources.map(({ namespace }) => namespace))];
    await requirePermissions(target.connection, namespaces.map(chosen.file ? mayRun : mayReadLogs), say`Logs`);
    openLogTerminal({
      name: say`Logs: ${chosen.of}`,
      connection: target.connection,
      sources,
      lastLines: LAST_LINES,
      knownLines: target.recipe.knownLines ?? [],
      ...(chosen.file ? { command: chosen.file.command } : {}),
    });
  },
};

/** What can be followed. */
interface Log {
  /** For the name of the terminal. */
  readonly of: string;
  readonly sources: () => Promise<readonly LogSource[]>;
  /** Not what the container prints, but a file in it. */
  readonly file?: LogFile;
}

const mayReadLogs = (namespace: string): Permission => ({
  ...{ verb: 'get', group: '', plural: pods.plural, subresource: 'log', namespace },
});
const mayRun = (namespace: string): Permission => ({
  ...{ verb: 'create', group: '', plural: pods.plural, subresource: 'exec', namespace },
});

function logOf({ recipe, resource }: Target, members: readonly Member[], container = recipe.access?.container): Log {
  return {
    of: resource.identity.name,
    sources: () => Promise.resolve(members.map((each) => sourceOf(each, container))),
  };
}

async function choose(
  target: Target,
  members: readonly Member[],
  companions: readonly FoundCompanion[],
): Promise<Log | undefined> {
  const { recipe, system } = target;
  const primary = members.find(({ role }) => role === 'primary');
  const choices: readonly Choice<Log>[] = [
    ...(primary ? [{ label: say`Primary`, description: say`${primary.pod}`, value: logOf(target, [primary]) }] : []),
    ...(members.length > 1
      ? [{ label: say`All pods`, description: say`${members.length}`, value: logOf(target, members) }]
      : []),
    ...members
      .filter((member) => member !== primary)
      .map((member) => ({
        label: say`${member.pod}`,
        description: say`${member.role === 'alike' ? '' : member.role}`,
        value: logOf(target, [member]),
      })),
    ...(primary
      ? (recipe.logFiles ?? []).map((file) => ({
          ...{ label: file.title, description: say`${primary.pod}` },
          value: { ...logOf(target, [primary]), file },
        }))
      : []),
    ...companions
      .filter((each) => each.members.length > 0)
      .map(({ companion, members: own }) => ({
        ...{ label: companion.title, description: say`${own.length}` },
        value: logOf(target, own, companion.container),
      })),
    ...(recipe.operator
      ? [{ label: say`Operator`, description: say`${system.title}`, value: operatorLog(target, recipe.operator.pods) }]
      : []),
    ...(recipe.operator?.ui
      ? [{ label: say`${recipe.operator.ui.title}`, value: operatorLog(target, recipe.operator.ui.pods) }]
      : []),
  ];
  if (choices.length === 0) return logOf(target, [primaryOf(target, members)]);
  return pick(say`Whose logs?`, choices);
}

function operatorLog(target: Target, places: readonly Labels[]): Log {
  const { operator } = target.recipe;
  const container = places === operator?.pods ? operator.container : undefined;
  return {
    of: target.system.title,
    sources: async () => (await operatorPods(target, places)).map((each) => sourceOf(each, container)),
  };
}

/** In whatever namespace; where not all may be listed, in that of the resource. */
export async function operatorPods(
  target: Target,
  places: readonly Labels[] = target.recipe.operator?.pods ?? [],
): Promise<readonly Member[]> {
  const { connection, podNamespace } = target;
  const everywhere = await connection.can({ verb: 'list', group: '', plural: pods.plural });
  for (const labels of places) {
    const where = everywhere ? ({ everyNamespace: true } as const) : { namespace: podNamespace };
    const found = await connection.list(pods, { ...where, labels });
    if (found.length > 0) return found.map((pod) => memberOf(pod));
  }
  throw new ClusterError(
    'no-pod',
    everywhere
      ? say`No pod of ${target.system.title} was found in any namespace.`
      : say`No pod of ${target.system.title} was found in namespace ${podNamespace}, the only one that you may list.`,
    target.system.installation === undefined
      ? say`Check that the operator is installed, and under its usual labels.`
      : say`Check that the operator is installed (${target.system.installation}), and under its usual labels.`,
  );
}

function sourceOf({ pod, namespace, containers }: Member, preferred: string | undefined): LogSource {
  const container = preferred !== undefined && containers.includes(preferred) ? preferred : (containers[0] ?? '');
  return { pod, namespace, container };
}
