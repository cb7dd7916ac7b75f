import type { DatabaseSystem, HealthLine, Recipe, Said } from '../../schemas/contract/index.ts';
import { foreign, joined, say } from '../../schemas/vocabulary/say.ts';
import type { KubeContexts, KubernetesObject, WatchEvent } from '../cluster/connection.ts';
import { fullName } from '../commands/listDatabases.ts';
import type { DatabaseKind } from '../commands/listDatabases.ts';
import { isClusterError } from '../cluster/errors.ts';
import { remedyFor } from '../commands/remedyFor.ts';
import type { Remedy } from '../commands/remedyFor.ts';
import type { Member } from '../session/members.ts';
import type { Target } from '../session/target.ts';

/** What the view of the databases shows, made from what is known; nothing here asks a cluster. */

export type DatabasesNode = ContextNode | SystemNode | ClusterNode | MemberNode | TunnelNode | MessageNode;

export interface ContextNode {
  readonly kind: 'context';
  readonly id: string;
  readonly context: string;
  readonly namespace: string;
  readonly server: string;
  /** Commands without an argument go there. */
  readonly inUse: boolean;
}

export interface SystemNode {
  readonly kind: 'system';
  readonly id: string;
  readonly context: string;
  readonly system: DatabaseSystem;
  readonly count: number;
}

export interface ClusterNode {
  readonly kind: 'cluster';
  readonly id: string;
  readonly context: string;
  readonly label: string;
  readonly target: Target;
  readonly health: Health;
}

export interface MemberNode {
  readonly kind: 'member';
  readonly id: string;
  readonly of: ClusterNode;
  readonly member: Member;
}

export interface TunnelNode {
  readonly kind: 'tunnel';
  readonly id: string;
  /** Absent: what it led to is not there any more. */
  readonly of?: ClusterNode;
  readonly tunnel: TunnelLine;
}

/** Something to know instead of what was looked for. */
export interface MessageNode {
  readonly kind: 'message';
  readonly id: string;
  readonly tone: 'waiting' | 'information' | 'warning';
  readonly text: Said;
  readonly detail?: Said;
  /** What a click does. */
  readonly remedy?: Remedy;
}

export interface Health {
  readonly state: 'good' | 'bad' | 'unknown';
  /** A few words beside the name. */
  readonly text: Said;
  readonly lines: readonly HealthLine[];
}

/** A tunnel as a line of text. */
export interface TunnelLine {
  /** Unique among the tunnels. */
  readonly id: string;
  /** Of what it leads to: `web/shop`. */
  readonly name: string;
  readonly leadsTo: 'database' | 'port' | 'page';
  /** `127.0.0.1:15432`; that of a page is a URL. */
  readonly address: string;
  readonly state: 'connected' | 'reconnecting' | 'primary-moved' | 'stopped';
  /** `to pod shop-0` */
  readonly text: Said;
}

/** What is known about the objects of one kind. */
export interface Listing extends DatabaseKind {
  /** `absent`: the cluster does not have the kind. */
  readonly state: 'asking' | 'absent' | 'ready' | 'failed';
  readonly objects: ReadonlyMap<string, Target>;
  /** The only namespace that may be looked at. */
  readonly only?: string;
  /** Why it failed, or why what is shown may be old. */
  readonly error?: Error;
}

export interface Members {
  readonly state: 'asking' | 'ready' | 'failed';
  readonly members: readonly Member[];
  readonly error?: Error;
}

/** The objects after an event, by uid. The map given is not changed. */
export function applyEvent<T>(
  objects: ReadonlyMap<string, T>,
  event: WatchEvent,
  read: (object: KubernetesObject) => T | undefined,
): ReadonlyMap<string, T> {
  if (event.kind === 'interrupted') return objects;
  if (event.kind === 'all') return new Map(event.objects.flatMap((object) => entry(object, read)));
  const next = new Map(objects);
  next.delete(keyOf(event.object));
  if (event.kind !== 'deleted') for (const [key, value] of entry(event.object, read)) next.set(key, value);
  return next;
}

function entry<T>(object: KubernetesObject, read: (object: KubernetesObject) => T | undefined): [string, T][] {
  const value = read(object);
  return value === undefined ? [] : [[keyOf(object), value]];
}

function keyOf({ metadata: { uid, namespace = '', name } }: KubernetesObject): string {
  return uid ?? `${namespace}/${name}`;
}

/**
 * The one in use first, the others in the kubeconfig's order.
 *
 * @param folded counts how often a context was closed: the editor folds a node only by taking it for another one.
 */
export function contextNodes(
  { contexts }: KubeContexts,
  inUse: string,
  folded: ReadonlyMap<string, number> = new Map(),
): readonly ContextNode[] {
  const nodes = contexts.map(({ name, namespace, server }): ContextNode => ({
    kind: 'context',
    id: idOf('context', name, String(folded.get(name) ?? 0)),
    ...{ context: name, namespace, server, inUse: name === inUse },
  }));
  return nodes.sort((one, other) => Number(other.inUse) - Number(one.inUse));
}

/** Below a context: what runs there by system, or why nothing is seen. */
export function systemNodes(context: string, listings: readonly Listing[]): readonly (SystemNode | MessageNode)[] {
  const ready = listings.filter(({ state }) => state === 'ready');
  const systems = [...new Set(ready.map(({ system }) => system))].map((system): SystemNode => ({
    kind: 'system',
    id: idOf('system', context, system.id),
    ...{ context, system },
    count: ready.filter((each) => each.system === system).reduce((sum, { objects }) => sum + objects.size, 0),
  }));
  return [...errorNodes(context, listings), ...systems, ...emptyNodes(context, listings, systems.length)];
}

/** Each error once, however many kinds it struck. */
function errorNodes(context: string, listings: readonly Listing[]): readonly MessageNode[] {
  const errors = new Map<string, Error>();
  for (const { error } of listings) {
    const text = error ? codeOf(error) : undefined;
    if (error && text !== undefined && !errors.has(text)) errors.set(text, error);
  }
  return [...errors].map(([text, error]) => errorNode(idOf('error', context, text), error, context));
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}

export function errorNode(id: string, error: Error, context?: string): MessageNode {
  const remedy = remedyFor(error, { context });
  const said = isClusterError(error)
    ? { text: error.said.message, detail: error.said.remedy }
    : { text: foreign(error.message) };
  return {
    ...{ kind: 'message', id, tone: 'warning', ...said },
    ...(remedy ? { remedy } : {}),
  };
}

function emptyNodes(context: string, listings: readonly Listing[], systems: number): readonly MessageNode[] {
  if (listings.some(({ state }) => state === 'asking')) {
    return systems > 0
      ? []
      : [{ kind: 'message', id: idOf('asking', context), tone: 'waiting', text: say`Looking ...` }];
  }
  if (listings.some(({ state }) => state !== 'absent')) return [];
  const known = joined([...new Set(listings.map(({ system }) => system.title))], ', ');
  return [
    {
      ...{ kind: 'message', id: idOf('no-operator', context), tone: 'information' },
      text: say`No database operator is installed`,
      detail: say`The cluster knows none of the kinds of ${known}. Click to choose another context.`,
      remedy: { command: 'dbManifests.chooseContext' },
    },
  ];
}

/** Below a system: its clusters by name. */
export function clusterNodes(
  context: string,
  system: DatabaseSystem,
  listings: readonly Listing[],
): readonly (ClusterNode | MessageNode)[] {
  const own = listings.filter((each) => each.system === system && each.state === 'ready');
  const clusters = own
    .flatMap(({ objects }) => [...objects])
    .map(([key, target]): ClusterNode => ({
      kind: 'cluster',
      id: idOf('cluster', context, system.id, key),
      ...{ context, target, label: fullName(target), health: healthOf(target.recipe.health) },
    }))
    .sort((one, other) => one.label.localeCompare(other.label, 'en', { numeric: true }));
  if (clusters.length > 0) return clusters;
  const only = own.find((each) => each.only !== undefined)?.only;
  return [
    {
      ...{ kind: 'message', id: idOf('none', context, system.id), tone: 'information' },
      text: only === undefined ? say`None in this cluster` : say`None in namespace ${only}`,
      ...(only === undefined
        ? { detail: say`Apply a manifest, and it appears here.` }
        : {
            detail: say`You may not list all namespaces. Click to choose another one.`,
            remedy: { command: 'dbManifests.chooseNamespace', argument: context },
          }),
    },
  ];
}

/** Below a context: tunnels to what it does not have any more, which else nobody could see and stop. */
export function lostTunnelNodes(context: string, tunnels: readonly TunnelLine[]): readonly TunnelNode[] {
  return tunnels.map((tunnel) => ({ kind: 'tunnel', id: idOf('lost', context, tunnel.id), tunnel }));
}

/** Below a cluster: its pods and its tunnels. */
export function memberNodes(
  of: ClusterNode,
  { state, members, error }: Members,
  tunnels: readonly TunnelLine[],
): readonly (MemberNode | TunnelNode | MessageNode)[] {
  const pods = members.map((member): MemberNode => ({ kind: 'member', id: idOf(of.id, member.uid), of, member }));
  const below = tunnels.map((tunnel): TunnelNode => ({
    kind: 'tunnel',
    id: idOf(of.id, 'tunnel', tunnel.id),
    of,
    tunnel,
  }));
  const failure = error ? [errorNode(idOf(of.id, 'error'), error, of.context)] : [];
  return [...failure, ...pods, ...(pods.length > 0 || error ? [] : [noMember(of, state)]), ...below];
}

function noMember(of: ClusterNode, state: Members['state']): MessageNode {
  if (state === 'asking')
    return { kind: 'message', id: idOf(of.id, 'asking'), tone: 'waiting', text: say`Looking ...` };
  const { recipe, kind, podNamespace } = of.target;
  const outside = recipe.members.length === 0 && !kind.podsByOwner;
  return {
    ...{ kind: 'message', id: idOf(of.id, 'none'), tone: 'information' },
    text: outside ? say`No database pods of its own` : say`No pods in namespace ${podNamespace}`,
    detail: outside
      ? say`The database that it uses runs elsewhere.`
      : say`It may be stopped, not created yet, or labelled differently. Click to verify it.`,
    ...(outside ? {} : { remedy: { command: 'dbManifests.verify', argument: of } }),
  };
}

/** The worst that is said about it; notes say nothing about health. */
export function healthOf(lines: readonly HealthLine[]): Health {
  const bad = lines.find(({ state }) => state === 'bad');
  const good = lines.find(({ state }) => state === 'good');
  const unknown = lines.find(({ state }) => state === 'unknown');
  const worst = bad ?? unknown ?? good;
  return {
    state: bad ? 'bad' : worst === good && good ? 'good' : 'unknown',
    text: worst?.text ?? say``,
    lines,
  };
}

/** What menus go by, words: `cluster access restart`. */
export function contextValueOf(node: DatabasesNode): string {
  switch (node.kind) {
    case 'context':
      return node.inUse ? 'context inUse' : 'context';
    case 'cluster':
      return ['cluster', ...abilities(node.target.recipe)].join(' ');
    case 'member':
      return `member ${node.member.role}`;
    case 'tunnel':
      return node.of ? `tunnel ${node.tunnel.leadsTo} ${node.tunnel.state}` : `tunnel lost ${node.tunnel.state}`;
    default:
      return node.kind;
  }
}

function abilities({ access, listens, actions, operator }: Recipe): readonly string[] {
  return [
    ...(access ? ['access'] : []),
    ...(listens ? ['listens'] : []),
    ...new Set(actions.map(({ command }) => command)),
    ...(operator?.ui ? ['operatorUi'] : []),
  ];
}

/** Names of objects hold no line break, so no two paths read alike. */
function idOf(...path: readonly string[]): string {
  return path.join('\n');
}
