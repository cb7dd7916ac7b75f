import { ClusterError } from '../cluster/errors.ts';
import type { Target } from './target.ts';
import { openTunnel } from './tunnel.ts';
import type { Tunnel, TunnelState } from './tunnel.ts';
import { upstreamOf } from './upstream.ts';

/** Remembers ports, so that a cluster has the same one tomorrow; the editor's `Memento` is one. */
export interface PortMemory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** A tunnel and what it leads to. */
export interface OpenTunnel {
  /** Unique among the tunnels. */
  readonly id: string;
  readonly context: string;
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
  readonly engine: 'postgresql' | 'mysql';
  readonly tunnel: Tunnel;
}

/** Those who ask at once get the same one; it is given up when all of them have turned away. */
interface Opening {
  readonly promise: Promise<OpenTunnel>;
  readonly stop: AbortController;
  waiting: number;
}

/** One tunnel for each cluster. */
export class Tunnels {
  private readonly memory: PortMemory;
  private readonly open = new Map<string, OpenTunnel>();
  private readonly opening = new Map<string, Opening>();
  private readonly listeners = new Set<(changed: OpenTunnel, state: TunnelState) => void>();

  constructor(memory: PortMemory) {
    this.memory = memory;
  }

  list(): readonly OpenTunnel[] {
    return [...this.open.values()];
  }

  find(target: Target): OpenTunnel | undefined {
    return this.open.get(describe(target).id);
  }

  /** Called when a tunnel opens, changes its state or stops; returns how to end that. */
  onChange(listener: (changed: OpenTunnel, state: TunnelState) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** The one that is open, or a new one. */
  async openFor(target: Target, signal?: AbortSignal): Promise<OpenTunnel> {
    const described = describe(target);
    const existing = this.open.get(described.id);
    if (existing) return existing;
    const opening = this.opening.get(described.id) ?? this.start(target, described);
    opening.waiting += 1;
    return untilAborted(opening.promise, signal, () => {
      opening.waiting -= 1;
      if (opening.waiting === 0) opening.stop.abort();
    });
  }

  async stop(id: string): Promise<void> {
    this.opening.get(id)?.stop.abort();
    await this.open.get(id)?.tunnel.stop();
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.opening.keys(), ...this.open.keys()].map((id) => this.stop(id)));
  }

  private start(target: Target, described: Description): Opening {
    const stop = new AbortController();
    const promise = this.openAnew(target, described, stop.signal).finally(() => this.opening.delete(described.id));
    const opening: Opening = { promise, stop, waiting: 0 };
    this.opening.set(described.id, opening);
    return opening;
  }

  private async openAnew(target: Target, described: Description, signal: AbortSignal): Promise<OpenTunnel> {
    const { id } = described;
    const port = this.ports()[id];
    const upstream = await upstreamOf(target, signal);
    const tunnel = await openTunnel({
      upstream,
      signal,
      ...(port === undefined ? {} : { port }),
      onState: (state) => {
        const changed = this.open.get(id);
        if (state.kind === 'stopped') this.open.delete(id);
        if (changed) this.tell(changed, state);
      },
    });
    const opened: OpenTunnel = { ...described, tunnel };
    this.open.set(id, opened);
    this.tell(opened, tunnel.state);
    if (tunnel.port !== port) await this.memory.update(portsKey, { ...this.ports(), [id]: tunnel.port });
    return opened;
  }

  private tell(changed: OpenTunnel, state: TunnelState): void {
    for (const listener of [...this.listeners]) listener(changed, state);
  }

  private ports(): Readonly<Record<string, number>> {
    return (this.memory.get(portsKey) ?? {}) as Readonly<Record<string, number>>;
  }
}

type Description = Omit<OpenTunnel, 'tunnel'>;

function describe({ connection, namespace, resource, recipe }: Target): Description {
  const { access } = recipe;
  const { kind, name } = resource.identity;
  if (!access)
    throw new ClusterError('no-pod', `${kind} ${name} runs no database.`, 'Use the resource that runs the database.');
  const { engine } = access;
  const { context } = connection;
  return { id: JSON.stringify([context, namespace, kind, name, engine]), context, namespace, kind, name, engine };
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined, onAbort: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = (): void => {
      reject(new ClusterError('cancelled', 'Cancelled.', ''));
      onAbort();
    };
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted) cancel();
    void promise.then(resolve, reject).finally(() => signal?.removeEventListener('abort', cancel));
  });
}

const portsKey = 'tunnelPorts';
