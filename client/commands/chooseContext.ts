import { joined, say } from '../../schemas/vocabulary/say.ts';
import { ClusterError } from '../cluster/errors.ts';
import { pick } from '../screen/ask.ts';
import type { CommandContext } from './command.ts';
import type { CurrentCluster } from './currentCluster.ts';

/** @param named a context that is chosen without asking, as from the view. */
export async function chooseContext(
  context: CommandContext,
  current: CurrentCluster,
  named: string | undefined,
): Promise<void> {
  const { clusters } = context;
  const { contexts } = await clusters.contexts();
  if (contexts.length === 0) {
    throw new ClusterError(
      'no-kubeconfig',
      say`No context is in the kubeconfig (${joined(clusters.files, ', ')}).`,
      say`Log in to a cluster with its own tool, or set dbManifests.kubeconfig to another file.`,
    );
  }
  const inUse = await current.context();
  const byUse = [...contexts].sort((one, other) => Number(other.name === inUse) - Number(one.name === inUse));
  const choices = byUse.map(({ name, namespace, server }) => ({
    label: say`${name}`,
    ...(name === inUse ? { icon: 'check' } : {}),
    description: say`${current.namespace(name) ?? namespace}`,
    detail: context.isProtected(name) ? say`${server}, protected` : say`${server}`,
    value: name,
  }));
  const chosen = named ?? (await pick(say`Which context?`, choices, { always: true }));
  if (chosen !== undefined) await current.chooseContext(chosen);
}
