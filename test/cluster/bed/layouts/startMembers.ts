// Pods and the Postgres servers behind them, one primary and its replicas: what Patroni or an instance manager does with
// them when a machine is lost, when somebody asks, when a pod is deleted.
import path from 'node:path';
import type { BedObject } from '../apiClient.ts';
import { type PostgresOptions, type PostgresServer, startPostgres } from '../postgres.ts';
import { addPod, labelPod, type PodRequest, removePod } from '../pods.ts';
import { applyAll, type LayoutBed, type Labels, type Placed, until } from './layout.ts';

export type Role = 'primary' | 'replica';

export interface Member {
  readonly pod: string;
  readonly server: PostgresServer;
  readonly role: Role;
}

export interface MemberSetOptions {
  readonly bed: LayoutBed;
  /** For the servers; made by this module. */
  readonly folder: string;
  /** Labels of every pod. */
  readonly placed: Placed;
  /** Names of the pods; the first begins as the primary. */
  readonly pods: readonly string[];
  readonly container: string;
  /** Other containers, which nobody looks into. */
  readonly sidecars?: readonly string[];
  readonly image: string;
  /** Of the container, where the server listens. */
  readonly port: number;
  /** Beside `placed.labels`, per pod and role. */
  labelsOf(pod: string, role: Role): Labels;
  /** Who owns a pod. Absent: nobody, and no controller makes it again. */
  readonly owner?: PodRequest['owner'];
  readonly server: Omit<PostgresOptions, 'folder' | 'replicaOf' | 'pids'>;
  readonly synchronous?: boolean | undefined;
  /** What is on the PATH in a pod beside psql: name to file. */
  readonly programs?: Readonly<Record<string, string>>;
  /** Environment of programs that run in a pod, beside those that lead to its server. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What follows the primary beside its label: Endpoints, the status of the resource. */
  objectsOf?(primary: string, replicas: readonly string[]): Promise<readonly BedObject[]>;
}

/** One change at a time; whoever asks for the next one waits. */
export interface MemberSet {
  readonly all: readonly Member[];
  readonly primary: Member;
  /** Fails where there is none. */
  readonly replica: Member;
  /**
   * The machine of the primary is lost, without a chance to say anything: a replica is promoted, the label moves, the
   * old pod goes and a new one of its name comes up as a replica. Comes back when the new primary is labelled; the rest
   * is `whenSettled`.
   */
  failover(): Promise<void>;
  /** As asked for: nothing is lost, even without a synchronous replica. */
  switchover(candidate?: string): Promise<void>;
  /** Every pod anew, replicas first; the primary steps down before it goes. */
  renew(annotations?: Labels): Promise<void>;
  /** One pod anew, as it is. */
  renewPod(pod: string, annotations?: Labels): Promise<void>;
  /** The servers alone; their pods stay. */
  restartServers(pods?: readonly string[]): Promise<void>;
  whenSettled(): Promise<void>;
  /** So many pods as are named: new ones come up as replicas, others go, after a switchover where the primary is among them. At least one. */
  scale(pods: readonly string[]): Promise<void>;
  /** Pods and servers go; nobody makes them again. */
  remove(): Promise<void>;
}

interface State {
  readonly options: MemberSetOptions;
  members: Member[];
  /** By pod: those that we made and did not remove. */
  readonly uids: Map<string, string>;
  readonly annotations: Map<string, Labels>;
  queue: Promise<void>;
  generation: number;
  /** What becomes of its pods is nobody's business any more. */
  isRemoved: boolean;
}

export async function startMembers(options: MemberSetOptions): Promise<MemberSet> {
  const [first = '', ...others] = options.pods;
  const uids = new Map<string, string>();
  const state: State = {
    options,
    members: [],
    uids,
    annotations: new Map(),
    queue: Promise.resolve(),
    generation: 0,
    isRemoved: false,
  };
  const server = await startServerOf(state, first);
  state.members.push({ pod: first, server, role: 'primary' });
  for (const pod of others) {
    state.members.push({ pod, server: await startServerOf(state, pod, server), role: 'replica' });
  }
  await waitForReplicas(state);
  for (const member of state.members) await addMemberPod(state, member);
  await applyFollowers(state);
  const stopWatching = watchPods(state);
  return setOf(state, stopWatching);
}

function setOf(state: State, stopWatching: () => void): MemberSet {
  const serially = (change: () => Promise<void>) => {
    const done = state.queue.then(change);
    state.queue = done.catch(() => undefined);
    return done;
  };
  return {
    get all() {
      return state.members;
    },
    get primary() {
      return primaryOf(state);
    },
    get replica() {
      return replicaOf(state);
    },
    failover() {
      return new Promise((moved, failed) => {
        serially(() => loseMachine(state, moved)).catch(failed);
      });
    },
    switchover: (candidate) => serially(() => handOver(state, candidate)),
    renew: (annotations) => serially(() => renewAll(state, annotations)),
    renewPod: (pod, annotations) => serially(() => renewOne(state, pod, annotations)),
    restartServers: (pods) =>
      serially(async () => {
        const chosen = replicasFirst(state).filter(({ pod }) => pods === undefined || pods.includes(pod));
        for (const { server } of chosen) await server.restart();
        await waitForReplicas(state);
      }),
    whenSettled: () => serially(() => Promise.resolve()),
    scale: (pods) => serially(() => scaleTo(state, pods)),
    remove() {
      // What waits its turn would make pods again that are about to go.
      state.isRemoved = true;
      stopWatching();
      return serially(async () => {
        for (const { pod } of state.members) await removeMemberPod(state, pod);
        await Promise.all(state.members.map(({ server }) => server.remove()));
        state.members = [];
      });
    },
  };
}

async function loseMachine(state: State, onMoved: () => void): Promise<void> {
  const lost = primaryOf(state);
  const next = replicaOf(state);
  await lost.server.stop('immediate');
  await next.server.promote();
  setRoles(state, next.pod);
  await labelMemberPod(state, next.pod);
  await removeMemberPod(state, lost.pod);
  await applyFollowers(state);
  onMoved();
  await lost.server.remove();
  for (const { pod, server } of replicasOf(state)) if (pod !== lost.pod) await server.follow(next.server);
  const server = await startServerOf(state, lost.pod, next.server);
  state.members = state.members.map((each) => (each.pod === lost.pod ? { ...each, server } : each));
  await addMemberPod(state, memberOf(state, lost.pod));
  await waitForReplicas(state);
}

async function scaleTo(state: State, pods: readonly string[]): Promise<void> {
  if (state.isRemoved || pods.length === 0) return;
  const stays = ({ pod }: Member): boolean => pods.includes(pod);
  const next = state.members.find(stays);
  if (next && !stays(primaryOf(state))) await handOver(state, next.pod);
  for (const { pod, server } of state.members.filter((each) => !stays(each))) {
    state.members = state.members.filter((each) => each.pod !== pod);
    await removeMemberPod(state, pod);
    await server.remove();
  }
  for (const pod of pods.filter((each) => state.members.every((member) => member.pod !== each))) {
    // A folder of its own: one of that name may just have gone.
    state.generation += 1;
    const server = await startServerOf(state, pod, primaryOf(state).server);
    state.members = [...state.members, { pod, server, role: 'replica' }];
    await waitForReplicas(state);
    await addMemberPod(state, memberOf(state, pod));
  }
  await applyFollowers(state);
}

async function handOver(state: State, candidate = replicaOf(state).pod): Promise<void> {
  const old = primaryOf(state);
  const next = memberOf(state, candidate);
  if (next.role === 'primary') return;
  // A server that stops `fast` sends its replicas all there is before it goes.
  await old.server.stop('fast');
  await next.server.promote();
  setRoles(state, next.pod);
  await labelMemberPod(state, old.pod);
  await labelMemberPod(state, next.pod);
  await applyFollowers(state);
  for (const { server } of replicasOf(state)) await server.follow(next.server);
  await waitForReplicas(state);
}

async function renewAll(state: State, annotations?: Labels): Promise<void> {
  const old = primaryOf(state);
  for (const { pod } of replicasOf(state)) await renewOne(state, pod, annotations);
  if (state.members.length > 1) await handOver(state);
  await renewOne(state, old.pod, annotations);
}

async function renewOne(state: State, pod: string, annotations?: Labels): Promise<void> {
  if (annotations) state.annotations.set(pod, annotations);
  const { server } = memberOf(state, pod);
  await server.stop('fast');
  await removeMemberPod(state, pod);
  await server.start();
  await addMemberPod(state, memberOf(state, pod));
  await waitForReplicas(state);
}

/** What a controller does for the pods that somebody deletes. */
function watchPods(state: State): () => void {
  const { bed, placed } = state.options;
  const type = { apiVersion: 'v1', kind: 'Pod', namespace: placed.namespace };
  return bed.api.watch(type, ({ type: change, object: { metadata } }) => {
    const { name, uid } = metadata;
    if (change !== 'DELETED' || state.uids.get(name) !== uid) return;
    state.queue = state.queue
      .then(async () => {
        // A change that was under way may have seen to it.
        if (state.isRemoved || state.uids.get(name) !== uid) return;
        const isLost = primaryOf(state).pod === name && state.members.length > 1;
        await (isLost ? loseMachine(state, () => undefined) : renewOne(state, name));
      })
      .catch(() => undefined);
  });
}

function startServerOf({ options, generation }: State, pod: string, primary?: PostgresServer): Promise<PostgresServer> {
  const { bed, folder, server } = options;
  return startPostgres({
    ...server,
    folder: path.join(bed.folder, `${folder}-${pod}-${String(generation)}`),
    pids: path.join(bed.cluster.folder, 'pids'),
    ...(primary ? { replicaOf: primary } : {}),
  });
}

async function waitForReplicas(state: State): Promise<void> {
  const { server } = primaryOf(state);
  const count = replicasOf(state).length;
  const synchronous = state.options.synchronous === true && count > 0;
  if (synchronous) await server.configure({ synchronous_standby_names: "'*'" });
  const states = synchronous ? "sync_state IN ('sync', 'quorum')" : "state = 'streaming'";
  // Of several replicas one is waited for, the others are in reserve.
  const wanted = synchronous ? 1 : count;
  await until(async () => {
    const rows = await server.query(`SELECT 1 FROM pg_stat_replication WHERE ${states}`);
    return rows.length >= wanted;
  });
}

function setRoles(state: State, primary: string): void {
  state.generation += 1;
  state.members = state.members.map((each) => ({ ...each, role: each.pod === primary ? 'primary' : 'replica' }));
}

async function applyFollowers({ options, members }: State): Promise<void> {
  const primary = members.find(({ role }) => role === 'primary');
  const replicas = members.filter(({ role }) => role === 'replica').map(({ pod }) => pod);
  if (primary && options.objectsOf) await applyAll(options.bed, await options.objectsOf(primary.pod, replicas));
}

function primaryOf({ members }: State): Member {
  return found(
    members.find(({ role }) => role === 'primary'),
    'primary',
  );
}

function replicaOf(state: State): Member {
  return found(replicasOf(state)[0], 'replica');
}

function replicasOf({ members }: State): readonly Member[] {
  return members.filter(({ role }) => role === 'replica');
}

function replicasFirst(state: State): readonly Member[] {
  return [...replicasOf(state), ...state.members.filter(({ role }) => role === 'primary')];
}

function memberOf({ members }: State, name: string): Member {
  return found(
    members.find(({ pod }) => pod === name),
    name,
  );
}

function found(member: Member | undefined, what: string): Member {
  if (!member) throw new Error(`There is no ${what} among the members`);
  return member;
}

async function addMemberPod(state: State, { pod, server, role }: Member): Promise<void> {
  const { bed, placed, container, sidecars = [], image, port, owner, programs = {}, environment = {} } = state.options;
  const annotations = state.annotations.get(pod);
  const made = await addPod(bed.cluster, {
    namespace: placed.namespace,
    name: pod,
    labels: { ...placed.labels, ...state.options.labelsOf(pod, role) },
    containers: [
      { name: container, image, ports: [{ name: 'postgresql', containerPort: port }] },
      ...sidecars.map((name) => ({ name, image })),
    ],
    forwards: { [port]: server.port },
    exec: {
      programs: { ...clientsOf(server), ...programs },
      environment: { ...server.environment, ...environment, POD_NAME: pod },
    },
    logs: { [container]: server.logFile },
    ...(annotations ? { annotations } : {}),
    ...(owner ? { owner } : {}),
  });
  state.uids.set(pod, String(made.metadata['uid']));
}

/** From here on nobody makes it again but who asked for it. */
async function removeMemberPod({ options, uids }: State, name: string): Promise<void> {
  uids.delete(name);
  await removePod(options.bed.cluster, { namespace: options.placed.namespace, name });
}

/** By the role that it has now. */
async function labelMemberPod(state: State, name: string): Promise<void> {
  const { bed, placed } = state.options;
  const { role } = memberOf(state, name);
  await labelPod(bed.cluster, { namespace: placed.namespace, name }, state.options.labelsOf(name, role));
}

function clientsOf({ programs }: PostgresServer): Readonly<Record<string, string>> {
  return Object.fromEntries(['psql', 'pg_basebackup'].map((name) => [name, path.join(programs, name)]));
}
