import type { PodSelector } from '../../schemas/contract/index.ts';
import { pods } from '../../schemas/vocabulary/objectTypes.ts';
import { joined, listed, say } from '../../schemas/vocabulary/say.ts';
import type { KubernetesObject } from '../cluster/connection.ts';
import { ClusterError } from '../cluster/errors.ts';
import { resourceFromJson, scalarText } from './jsonResource.ts';
import type { Target } from './target.ts';

/** A pod that holds a database of the target. */
export interface Member {
  readonly pod: string;
  readonly namespace: string;
  readonly uid: string;
  /** By the pod's label; `unknown` also for a pod that is going or has ended, whatever its label still says. */
  readonly role: 'primary' | 'replica' | 'alike' | 'unknown';
  /** It says itself that it serves. */
  readonly ready: boolean;
  /** `Pending`, `Running`, `Succeeded`, `Failed`, `Unknown` as the pod says, or `Terminating`. */
  readonly phase: string;
  /** Why it is not as it should be: `CrashLoopBackOff`, `Evicted`. */
  readonly reason?: string;
  /** Of all its containers. */
  readonly restarts: number;
  /** RFC 3339; empty: not known. */
  readonly created: string;
  readonly node?: string;
  readonly containers: readonly string[];
}

/** All pods of the target, by name. Empty: the labels find none. */
export async function findMembers(target: Target, signal?: AbortSignal): Promise<readonly Member[]> {
  return (await findMemberPods(target, signal)).members;
}

/** The same, with the pods as the cluster has them. */
export async function findMemberPods(target: Target, signal?: AbortSignal): Promise<MemberPods> {
  let first: MemberPods | undefined;
  for (const selector of target.recipe.members) {
    const found = await target.connection.list(pods, {
      namespace: target.podNamespace,
      labels: selector.labels,
      ...(signal ? { signal } : {}),
    });
    if (found.length === 0) continue;
    const members = membersOf(found, selector);
    // Older operators wrote the role with another label, beside labels that have stayed the same.
    if (members.some(({ role }) => role !== 'unknown')) return { members, pods: found };
    first ??= { members, pods: found };
  }
  return first ?? { members: [], pods: [] };
}

export interface MemberPods {
  readonly members: readonly Member[];
  readonly pods: readonly KubernetesObject[];
}

export function membersOf(found: readonly KubernetesObject[], selector: PodSelector): readonly Member[] {
  return found
    .map((pod) => memberOf(pod, selector))
    .sort((one, other) => one.pod.localeCompare(other.pod, 'en', { numeric: true }));
}

/**
 * The pod that takes writes, ready or not; of pods that are all alike, one that is ready. Fails with `no-pod`,
 * `no-primary` or `two-primaries`.
 */
export async function findPrimary(target: Target, signal?: AbortSignal): Promise<Member> {
  return primaryOf(target, await findMembers(target, signal));
}

export function primaryOf(target: Target, members: readonly Member[]): Member {
  if (members.length === 0) throw noPod(target);
  const alike = members.filter(({ role }) => role === 'alike');
  const serving = alike.find(({ ready }) => ready);
  if (serving) return serving;
  const [primary, second] = members.filter(({ role }) => role === 'primary');
  if (primary && second) throw twoPrimaries(target, [primary.pod, second.pod]);
  if (primary) return primary;
  throw alike.length > 0 ? noneReady(target, alike) : noPrimary(target, members);
}

/** Without a selector nothing is known about the role. */
export function memberOf(pod: KubernetesObject, selector?: PodSelector): Member {
  const { root } = resourceFromJson(pod);
  const { name, namespace = '', uid = '', creationTimestamp = '', deletionTimestamp, labels = {} } = pod.metadata;
  const phase = deletionTimestamp === undefined ? (text(root.at('status', 'phase').value) ?? 'Unknown') : 'Terminating';
  const statuses = root.at('status', 'containerStatuses').items();
  const conditions = root.at('status', 'conditions').items();
  const reason =
    statuses.map((status) => text(status.at('state', 'waiting', 'reason').value)).find((each) => each !== undefined) ??
    text(root.at('status', 'reason').value);
  const node = text(root.at('spec', 'nodeName').value);
  return {
    ...{ pod: name, namespace, uid, phase, created: creationTimestamp },
    role: gone.has(phase) ? 'unknown' : roleOf(labels, selector),
    ready:
      !gone.has(phase) &&
      conditions.some((each) => each.at('type').value === 'Ready' && each.at('status').value === 'True'),
    ...(reason === undefined ? {} : { reason }),
    restarts: statuses.reduce((sum, status) => sum + (Number(scalarText(status.at('restartCount').value)) || 0), 0),
    ...(node === undefined ? {} : { node }),
    containers: root
      .at('spec', 'containers')
      .items()
      .flatMap((container) => text(container.at('name').value) ?? []),
  };
}

/** `a=b,c=d`, as kubectl wants them. */
export function labelText(labels: PodSelector['labels']): string {
  return Object.entries(labels)
    .map(([label, value]) => `${label}=${value}`)
    .join(',');
}

const gone: ReadonlySet<string> = new Set(['Terminating', 'Succeeded', 'Failed']);

function roleOf(labels: PodSelector['labels'], selector: PodSelector | undefined): Member['role'] {
  if (!selector) return 'unknown';
  if (!selector.role) return 'alike';
  const { label, primary, replica } = selector.role;
  const written = labels[label];
  if (written === undefined) return 'unknown';
  if (primary.includes(written)) return 'primary';
  return replica.includes(written) ? 'replica' : 'unknown';
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function noPod({ recipe, resource, kind: { podsByOwner: byOwner }, podNamespace, live }: Target): ClusterError {
  const { kind, name } = resource.identity;
  if (byOwner && recipe.members.length === 0)
    return new ClusterError(
      'no-pod',
      say`No pod of ${kind} ${name} was found: none in namespace ${podNamespace} has it as owner, itself or through a StatefulSet or Deployment.`,
      live
        ? say`Check that it is not stopped, and that its operator runs.`
        : say`Apply the manifest first, or choose the context and the namespace in which it was applied.`,
    );
  if (recipe.members.length === 0)
    return new ClusterError(
      'no-pod',
      say`${kind} ${name} has no database pods of its own.`,
      say`Use the resource that runs its database.`,
    );
  const tried = listed(
    recipe.members.map(({ labels }) => labelText(labels)),
    'or',
  );
  return new ClusterError(
    'no-pod',
    say`No pod of ${kind} ${name} was found: none in namespace ${podNamespace} is labelled ${tried}.`,
    live
      ? say`Check that it is not stopped, that its operator runs, and whether that is configured to use other labels.`
      : say`Apply the manifest first, or choose the context and the namespace in which it was applied.`,
  );
}

function noPrimary({ resource, podNamespace }: Target, members: readonly Member[]): ClusterError {
  const seen = joined(
    members.map(({ pod, role, phase }) => `${pod} (${role === 'unknown' ? phase : role})`),
    ', ',
  );
  return new ClusterError(
    'no-primary',
    say`${resource.identity.name} in namespace ${podNamespace} has no primary at the moment: ${seen}.`,
    say`A failover may be under way: try again in a few seconds, and look at the logs of the pods if it stays so.`,
  );
}

function noneReady({ resource, podNamespace }: Target, members: readonly Member[]): ClusterError {
  const seen = joined(
    members.map(({ pod, reason, phase }) => `${pod} (${reason ?? phase})`),
    ', ',
  );
  return new ClusterError(
    'no-primary',
    say`No pod of ${resource.identity.name} in namespace ${podNamespace} is ready: ${seen}.`,
    say`Wait until one is ready, and look at the logs of the pods if it stays so.`,
  );
}

function twoPrimaries({ resource, podNamespace }: Target, names: readonly [string, string]): ClusterError {
  return new ClusterError(
    'two-primaries',
    say`Two pods of ${resource.identity.name} in namespace ${podNamespace} are labelled as primary: ${listed(names, 'and')}.`,
    say`Find out which one is the leader (a failover may just be ending) before you write to either.`,
  );
}
