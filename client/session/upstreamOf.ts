import type { DatabaseAccess } from '../../schemas/contract/index.ts';
import { pods } from '../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { ClusterError, isClusterError } from '../cluster/errors.ts';
import { findMembers, primaryOf } from './members.ts';
import { serviceUpstream } from './serviceUpstream.ts';
import type { Target } from './target.ts';
import { hostEnd, podEnd } from './upstreamEnd.ts';
import type { TunnelUpstream } from './upstreamEnd.ts';

/** The databases of a target: its pods, or the host that its recipe names. */
export async function upstreamOf(target: Target, signal?: AbortSignal): Promise<TunnelUpstream> {
  const { access, listens } = target.recipe;
  const { kind, name } = target.resource.identity;
  if (listens) return memberUpstream(target, listens.port);
  if (!access)
    throw new ClusterError(
      'no-pod',
      say`${kind} ${name} runs no database.`,
      say`Use the resource that runs the database.`,
    );
  if (access.host === undefined) return memberUpstream(target, access.port);
  return (await serviceUpstream(target, access.host, access.port, signal)) ?? hostUpstream(target, access.host, access);
}

function memberUpstream(target: Target, port: number): TunnelUpstream {
  const { connection, podNamespace: namespace, recipe } = target;
  const labelSets = new Map(recipe.members.map(({ labels }) => [JSON.stringify(labels), labels]));
  return {
    connection,
    watches: [...labelSets.values()].map((labels) => ({ type: pods, query: { namespace, labels } })),
    async look(signal) {
      const members = await findMembers(target, signal);
      const isThere = (id: string): boolean => members.some(({ uid, phase }) => uid === id && phase !== 'Terminating');
      try {
        const alike = members.filter(({ role, ready }) => role === 'alike' && ready);
        const ends = alike.length > 0 ? alike : [primaryOf(target, members)];
        return {
          ends: ends.map(({ uid, pod }) => podEnd(connection, { namespace, pod }, { id: uid, port })),
          keeps: (id) => (alike.length > 0 ? isThere(id) : ends.some(({ uid }) => uid === id)),
        };
      } catch (error) {
        if (!isClusterError(error)) throw error;
        return { ends: [], keeps: isThere, reason: error };
      }
    },
  };
}

/** Not in the cluster: reached from this machine, if at all. */
function hostUpstream({ connection }: Target, host: string, { port }: DatabaseAccess): TunnelUpstream {
  const end = hostEnd(host, port);
  return { connection, watches: [], look: () => Promise.resolve({ ends: [end], keeps: () => true }) };
}
