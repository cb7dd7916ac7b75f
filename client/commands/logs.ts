import type { Labels } from '../../schemas/contract/recipe.ts';
import { pods } from '../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { ClusterError } from '../cluster/errors.ts';
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

/** Follows the logs of the primary, of all pods, of one pod or of the operator. */
export const logs: Command = {
  id: 'dbManifests.logs',
  async run(context, argument) {
    const given = await context.target(argument);
    if (!given) return;
    const target = await withLive(given);
    const pod = argument?.from === 'cluster' ? argument.pod : undefined;
    const members = await findMembers(target);
    const chosen = pod === undefined ? await choose(target, members) : members.filter((each) => each.pod === pod);
    if (!chosen) return;
    const found = chosen === 'operator' ? await operatorPods(target) : chosen;
    await requirePermissions(
      target.connection,
      [...new Set(found.map(({ namespace }) => namespace))].map((namespace) => ({
        ...({ verb: 'get', group: '', plural: pods.plural, subresource: 'log', namespace } as const),
      })),
      say`Logs`,
    );
    const container = chosen === 'operator' ? target.recipe.operator?.container : target.recipe.access?.container;
    openLogTerminal({
      name: say`Logs: ${chosen === 'operator' ? target.system.title : target.resource.identity.name}`,
      connection: target.connection,
      sources: found.map((each) => sourceOf(each, container)),
      lastLines: LAST_LINES,
    });
  },
};

async function choose(target: Target, members: readonly Member[]): Promise<readonly Member[] | 'operator' | undefined> {
  const primary = members.find(({ role }) => role === 'primary');
  const choices: readonly Choice<readonly Member[] | 'operator'>[] = [
    ...(primary ? [{ label: say`Primary`, description: say`${primary.pod}`, value: [primary] }] : []),
    ...(members.length > 1 ? [{ label: say`All pods`, description: say`${members.length}`, value: members }] : []),
    ...members
      .filter((member) => member !== primary)
      .map((member) => ({
        label: say`${member.pod}`,
        description: say`${member.role === 'alike' ? '' : member.role}`,
        value: [member],
      })),
    ...(target.recipe.operator
      ? [{ label: say`Operator`, description: say`${target.system.title}`, value: 'operator' as const }]
      : []),
  ];
  if (choices.length === 0) return [primaryOf(target, members)];
  return pick(say`Whose logs?`, choices);
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
    say`Check that the operator is installed, and under its usual labels.`,
  );
}

function sourceOf({ pod, namespace, containers }: Member, preferred: string | undefined): LogSource {
  const container = preferred !== undefined && containers.includes(preferred) ? preferred : (containers[0] ?? '');
  return { pod, namespace, container };
}
