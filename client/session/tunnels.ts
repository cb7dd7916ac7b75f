import type { DatabaseAccess } from '../../schemas/contract/recipe.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { ClusterError } from '../cluster/errors.ts';
import { onAbort } from '../cluster/onAbort.ts';
import type { Target } from './target.ts';
import { openTunnel } from './tunnel.ts';
import type { Tunnel, TunnelState } from './tunnel.ts';
import { upstreamOf } from './upstreamOf.ts';
import type { TunnelUpstream } from './upstreamEnd.ts';

/** Remembers ports, so that a cluster has the same one tomorrow; the editor's `Memento` is one. */
export interface PortMemory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** What a tunnel leads to. */
export interface TunnelPlace {
  readonly context: string;
  /** URL of the API server: a context may be another cluster's tomorrow. */
  readonly server: string;
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
  /** A database, `port` if of a protocol that nothing here speaks, or the operator's page for people. */
  readonly leadsTo: DatabaseAccess['engine'] | 'port' | 'page';
}

export interface OpenTunnel extends TunnelPlace {
  /** Unique among the tunnels. */
  readonly id: string;
  /** The port that it had before, which another program has now. It keeps its claim to it. */
  readonly insteadOf?: number;
  readonly tunnel: Tunnel;
}

/** Those who ask at once get the same one; it is given up when all of them have turned away. */
interface Opening {
  readonly promise: Promise<OpenTunnel>;
  readonly stop: AbortController;
  waiting: number;
}

/** One tunnel for each database cluster, and one for the page of its operator. */
export class Tunnels {
  private readonly memory: PortMemory;
  private readonly opened = new Map<string, OpenTunnel>();
  private readonly opening = new Map<string, Opening>();
  private readonly listeners = new Set<(changed: OpenTunnel, state: TunnelState) => void>();

  constructor(memory: PortMemory) {
    this.memory = memory;
  }

  list(): readonly OpenTunnel[] {
    return [...this.opened.values()];
  }

  /** That to the database. */
  find(target: Target): OpenTunnel | undefined {
    return this.opened.get(idOf(databasePlace(target)));
  }

  /** Called when a tunnel opens, changes its state or stops; returns how to end that. */
  onChange(listener: (changed: OpenTunnel, state: TunnelState) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** To the database: the one that is open, or a new one. */
  async openFor(target: Target, signal?: AbortSignal): Promise<OpenTunnel> {
    return this.open(databasePlace(target), (each) => upstreamOf(target, each), signal);
  }

  /** The one that is open, or a new one; `upstream` says what it leads to. */
  async open(
    place: TunnelPlace,
    upstream: (signal: AbortSignal) => Promise<TunnelUpstream>,
    signal?: AbortSignal,
  ): Promise<OpenTunnel> {
    const id = idOf(place);
    const existing = this.opened.get(id);
    if (existing) return existing;
    const opening = this.opening.get(id) ?? this.start(place, upstream);
    opening.waiting += 1;
    return untilAborted(opening.promise, signal, () => {
      opening.waiting -= 1;
      if (opening.waiting === 0) opening.stop.abort();
    });
  }

  async stop(id: string): Promise<void> {
    this.opening.get(id)?.stop.abort();
    await this.opened.get(id)?.tunnel.stop();
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.opening.keys(), ...this.opened.keys()].map((id) => this.stop(id)));
  }

  private start(place: TunnelPlace, upstream: (signal: AbortSignal) => Promise<TunnelUpstream>): Opening {
    const stop = new AbortController();
    const id = idOf(place);
    const promise = this.openAnew(place, upstream, stop.signal).finally(() => this.opening.delete(id));
    const opening: Opening = { promise, stop, waiting: 0 };
    this.opening.set(id, opening);
    return opening;
  }

  private async openAnew(
    place: TunnelPlace,
    upstream: (signal: AbortSignal) => Promise<TunnelUpstream>,
    signal: AbortSignal,
  ): Promise<OpenTunnel> {
    const id = idOf(place);
    const port = this.ports()[portKeyOf(place)];
    const tunnel = await openTunnel({
      upstream: await upstream(signal),
      signal,
      ...(port === undefined ? {} : { port }),
      onState: (state) => {
        const changed = this.opened.get(id);
        if (state.kind === 'stopped') this.opened.delete(id);
        if (changed) this.tell(changed, state);
      },
    });
    const isTaken = port !== undefined && tunnel.port !== port;
    const opened: OpenTunnel = { ...place, id, tunnel, ...(isTaken ? { insteadOf: port } : {}) };
    this.opened.set(id, opened);
    this.tell(opened, tunnel.state);
    // One that is taken is tried again: other programs know the database by it.
    if (port === undefined) await this.memory.update(portsKey, { ...this.ports(), [portKeyOf(place)]: tunnel.port });
    return opened;
  }

  private tell(changed: OpenTunnel, state: TunnelState): void {
    for (const listener of [...this.listeners]) listener(changed, state);
  }

  private ports(): Readonly<Record<string, number>> {
    return (this.memory.get(portsKey) ?? {}) as Readonly<Record<string, number>>;
  }
}

/** Of the page that the operator of a target has. */
export function pagePlace({ connection: { context, server }, namespace, resource }: Target): TunnelPlace {
  const { kind, name } = resource.identity;
  return { context, server, namespace, kind, name, leadsTo: 'page' };
}

function databasePlace(target: Target): TunnelPlace {
  const { access, listens } = target.recipe;
  const { kind, name } = target.resource.identity;
  if (listens) return { ...pagePlace(target), leadsTo: 'port' };
  if (!access)
    throw new ClusterError(
      'no-pod',
      say`${kind} ${name} runs no database.`,
      say`Use the resource that runs the database.`,
    );
  return { ...pagePlace(target), leadsTo: access.engine };
}

function idOf(place: TunnelPlace): string {
  return JSON.stringify([place.server, portKeyOf(place)]);
}

function portKeyOf({ context, namespace, kind, name, leadsTo }: TunnelPlace): string {
  return JSON.stringify([context, namespace, kind, name, leadsTo]);
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined, leave: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const deaf = onAbort([signal], () => {
      reject(new ClusterError('cancelled', say`Cancelled.`, say``));
      leave();
    });
    void promise.then(resolve, reject).finally(deaf);
  });
}

const portsKey = 'tunnelPorts';
