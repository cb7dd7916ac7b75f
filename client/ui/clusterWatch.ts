import type { ObjectType, PodSelector } from '../../schemas/contract/index.ts';
import { pods } from '../../schemas/vocabulary/objectTypes.ts';
import type { ClusterConnection, WatchEvent } from '../cluster/connection.ts';
import { isClusterError } from '../cluster/errors.ts';
import { databaseKinds, servedType, targetOf, withType } from '../commands/listDatabases.ts';
import type { DatabaseKind } from '../commands/listDatabases.ts';
import { memberOf } from '../session/members.ts';
import type { Member } from '../session/members.ts';
import { pause } from '../session/pause.ts';
import { withLive } from '../session/resolveTarget.ts';
import type { Target } from '../session/target.ts';
import { applyEvent } from './databasesTree.ts';
import type { Listing, Members } from './databasesTree.ts';

export interface ClusterWatchOptions {
  readonly kinds?: readonly DatabaseKind[];
  /** Before a cluster that did not answer is asked again, in milliseconds; twice as long each time. */
  readonly firstPause?: number;
}

const longestPause = 60_000;

/**
 * Watches one cluster for the view: the objects behind which databases run, and the pods of those that are looked into.
 * Starts at once and asks nothing after `stop`.
 */
export class ClusterWatch {
  readonly connection: ClusterConnection;
  readonly #onChange: () => void;
  readonly #firstPause: number;
  readonly #ending = new AbortController();
  readonly #listings: Listing[];
  readonly #members = new Map<string, { readonly ending: AbortController; members: Members }>();

  constructor(
    connection: ClusterConnection,
    onChange: () => void,
    { kinds = databaseKinds, firstPause = 2000 }: ClusterWatchOptions = {},
  ) {
    this.connection = connection;
    this.#onChange = onChange;
    this.#firstPause = firstPause;
    this.#listings = kinds.map((each) => ({ ...each, state: 'asking', objects: new Map<string, Target>() }));
    kinds.forEach((_, index) => void this.#list(index));
  }

  get listings(): readonly Listing[] {
    return this.#listings;
  }

  /** The pods of a target; the first call begins to watch them. @param id names the target until `stopMembers`. */
  members(id: string, target: Target): Members {
    const known = this.#members.get(id);
    if (known) return known.members;
    const begun = { ending: new AbortController(), members: { state: 'asking', members: [] } as Members };
    if (this.#ending.signal.aborted) return begun.members;
    this.#members.set(id, begun);
    void this.#watchMembers(target, begun.ending.signal, (members) => {
      begun.members = members;
      this.#onChange();
    });
    return begun.members;
  }

  stopMembers(id: string): void {
    this.#members.get(id)?.ending.abort();
    this.#members.delete(id);
  }

  stop(): void {
    this.#ending.abort();
    for (const id of [...this.#members.keys()]) this.stopMembers(id);
  }

  #set(index: number, change: Partial<Listing>): void {
    const before = this.#listings[index];
    if (!before || this.#ending.signal.aborted) return;
    const { error: _, ...rest } = before;
    this.#listings[index] = { ...rest, ...change };
    this.#onChange();
  }

  /** A watch goes on by itself; the question before it does not, so it is asked again until there is an answer. */
  async #list(index: number): Promise<void> {
    const listing = this.#listings[index];
    const { signal } = this.#ending;
    for (let wait = this.#firstPause; listing && !signal.aborted; wait = Math.min(wait * 2, longestPause)) {
      try {
        const type = await servedType(this.connection, listing.kind, signal);
        if (type) this.#watch(index, type);
        else this.#set(index, { state: 'absent' });
        return;
      } catch (error) {
        this.#set(index, { state: 'failed', error: asError(error) });
        if (!isClusterError(error, 'unreachable', 'timeout')) return;
        await pause(wait, signal);
      }
    }
  }

  /** Everywhere; or, for those who may not look everywhere, in one namespace. */
  #watch(index: number, type: ObjectType, only?: string): void {
    if (this.#ending.signal.aborted) return;
    const watching = new AbortController();
    const signal = AbortSignal.any([this.#ending.signal, watching.signal]);
    const onEvent = (event: WatchEvent) => {
      if (signal.aborted) return;
      if (event.kind !== 'interrupted') {
        const objects = applyEvent(this.#listings[index]?.objects ?? new Map<string, Target>(), event, (object) =>
          targetOf(this.connection, withType(object, type)),
        );
        this.#set(index, { state: 'ready', objects });
      } else if (isClusterError(event.error, 'forbidden')) {
        watching.abort();
        const isWide = only === undefined && type.scope === 'Namespaced';
        if (isWide) this.#watch(index, type, this.connection.namespace);
        else this.#set(index, { state: 'failed', error: event.error });
      } else {
        // What was seen stays in view: the watch goes on by itself.
        const seen = this.#listings[index]?.state === 'ready';
        this.#set(index, { state: seen ? 'ready' : 'failed', error: event.error });
      }
    };
    if (only !== undefined) this.#set(index, { only });
    const query = only === undefined ? { everyNamespace: true as const } : { namespace: only };
    this.connection.watch(type, query, onEvent, signal);
  }

  async #watchMembers(target: Target, signal: AbortSignal, say: (members: Members) => void): Promise<void> {
    // Who may not read the operator's configuration still sees what the usual labels find.
    const { recipe, podNamespace } = await withLive(target, signal).catch(() => target);
    if (signal.aborted) return;
    if (recipe.members.length === 0) say({ state: 'ready', members: [] });
    const found = recipe.members.map((): ReadonlyMap<string, Member> | undefined => undefined);
    recipe.members.forEach((selector, index) => {
      const onEvent = (event: WatchEvent) => {
        if (signal.aborted) return;
        if (event.kind === 'interrupted') {
          say({ state: 'failed', members: membersOf(found), error: event.error });
          return;
        }
        found[index] = applyEvent(found[index] ?? new Map<string, Member>(), event, readMember(selector));
        const isComplete = found.every((each) => each !== undefined);
        const members = membersOf(found);
        say({ state: isComplete || members.length > 0 ? 'ready' : 'asking', members });
      };
      this.connection.watch(pods, { namespace: podNamespace, labels: selector.labels }, onEvent, signal);
    });
  }
}

function readMember(selector: PodSelector): (pod: Parameters<typeof memberOf>[0]) => Member {
  return (pod) => memberOf(pod, selector);
}

/** As `findMembers` chooses: the first selector by which roles are known, else the first that finds pods. */
function membersOf(found: readonly (ReadonlyMap<string, Member> | undefined)[]): readonly Member[] {
  const lists = found.map((each) => [...(each?.values() ?? [])]).filter((list) => list.length > 0);
  const list = lists.find((members) => members.some(({ role }) => role !== 'unknown')) ?? lists[0] ?? [];
  return list.sort((one, other) => one.pod.localeCompare(other.pod, 'en', { numeric: true }));
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
