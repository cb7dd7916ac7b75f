import { setMaxListeners } from 'node:events';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import type { Said } from '../../schemas/contract/index.ts';
import { render } from '../../schemas/vocabulary/render.ts';
import { foreign, say } from '../../schemas/vocabulary/say.ts';
import { ClusterError, isClusterError } from '../cluster/errors.ts';
import { firstPause, followUpstream, longestPause } from './followUpstream.ts';
import type { Follower } from './followUpstream.ts';
import { joinStreams } from './joinStreams.ts';
import { pause, within } from './pause.ts';
import type { Sighting, TunnelUpstream, UpstreamEnd } from './upstreamEnd.ts';

/**
 * A port of this machine that leads to the primary, wherever that is. Each connection has its own way through the
 * cluster, so one that breaks breaks alone; the port stays when pods go and the primary moves.
 */
export interface Tunnel {
  /** Of 127.0.0.1, for as long as the tunnel lives. */
  readonly port: number;
  readonly state: TunnelState;
  readonly counters: TunnelCounters;
  /** Closes the port and every connection. */
  stop(): Promise<void>;
}

export interface TunnelState {
  /** `primary-moved`: the port leads to another pod now, and nobody has connected since. */
  readonly kind: 'connected' | 'reconnecting' | 'primary-moved' | 'stopped';
  /** Where the port leads. */
  readonly pod?: string;
  readonly since: Date;
  /** Of `reconnecting`: one sentence. */
  readonly reason?: Said;
}

export interface TunnelCounters {
  /** Open now, those that wait for a primary included. */
  readonly open: number;
  /** Since the tunnel was opened. */
  readonly accepted: number;
  /** Those for which no server was found in time. */
  readonly failed: number;
  /** Bytes from clients to the server, and back. */
  readonly sent: number;
  readonly received: number;
}

export interface TunnelOptions {
  readonly upstream: TunnelUpstream;
  /** Tried first; taken by another program: any that is free. */
  readonly port?: number;
  /** Called with every change, not with the first state. */
  readonly onState: (state: TunnelState) => void;
  readonly signal?: AbortSignal;
  /** How long a new connection waits for a primary, in milliseconds. */
  readonly patience?: number;
}

/** Fails if there is no primary now, or no way to it. */
export async function openTunnel(options: TunnelOptions): Promise<Tunnel> {
  const { upstream, port = 0, signal } = options;
  const sighting = await within(connectLimit, say`Looking for the primary`, (each) => upstream.look(each), signal);
  const [end] = sighting.ends;
  if (!end) throw sighting.reason ?? new ClusterError('no-primary', say`No primary was found.`, say`Try again.`);
  const check = await within(connectLimit, say`Connecting to ${end.name}`, (each) => end.connect(each), signal);
  check.on('error', ignore).destroy();
  const server = await listen(port);
  if (!signal?.aborted) return new LiveTunnel(server, sighting, options);
  server.close();
  throw new ClusterError('cancelled', say`Cancelled.`, say``);
}

/** One connection of a client, with its way to the server as soon as there is one. */
interface Link {
  readonly client: net.Socket;
  upstream?: Duplex;
  endId?: string;
}

class LiveTunnel implements Tunnel {
  readonly port: number;
  private current: TunnelState;
  private readonly server: net.Server;
  private readonly onState: TunnelOptions['onState'];
  private readonly patience: number;
  private readonly stopping = new AbortController();
  private readonly follower: Follower;
  private readonly links = new Set<Link>();
  private readonly upstreams = new Set<Duplex>();
  private ends: readonly UpstreamEnd[];
  private turn = 0;
  /** Ends the waiting of connections: something has changed. */
  private change = manyMayWait();
  /** The end to which the last connection failed. */
  private failing: string | undefined;
  private lastPod: string | undefined;
  private readonly past = { accepted: 0, failed: 0, sent: 0, received: 0 };

  constructor(server: net.Server, { ends }: Sighting, { upstream, onState, patience = longestWait }: TunnelOptions) {
    this.server = server;
    this.port = portOf(server);
    this.ends = ends;
    this.onState = onState;
    this.patience = patience;
    this.current = stateOf('connected', ends[0]?.name);
    server.on('connection', (client) => void this.serve(client));
    // Too many open files: those that are open go on.
    server.on('error', ignore);
    this.follower = followUpstream(
      upstream,
      { onSighting: (sighting) => this.see(sighting), onLost: (error) => this.lose(error) },
      this.stopping.signal,
    );
  }

  get state(): TunnelState {
    return this.current;
  }

  get counters(): TunnelCounters {
    let { sent, received } = this.past;
    for (const { client } of this.links) {
      sent += client.bytesRead;
      received += client.bytesWritten;
    }
    return { ...this.past, open: this.links.size, sent, received };
  }

  async stop(): Promise<void> {
    if (this.stopping.signal.aborted) return;
    this.stopping.abort();
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const upstream of this.upstreams) upstream.destroy();
    for (const { client } of this.links) client.destroy();
    await closed;
    this.enter('stopped');
  }

  private async serve(client: net.Socket): Promise<void> {
    const link: Link = { client };
    const left = new AbortController();
    this.past.accepted += 1;
    this.links.add(link);
    client.on('error', ignore).once('close', () => {
      left.abort();
      this.past.sent += client.bytesRead;
      this.past.received += client.bytesWritten;
      this.links.delete(link);
    });
    client.setKeepAlive(true, keepAlivePause);
    try {
      const { end, upstream } = await this.reach(left.signal);
      link.upstream = upstream;
      link.endId = end.id;
      // The pod is there, but nothing listens on its port: that is known only now.
      upstream.once('error', (error) => client.bytesWritten === 0 && this.fail(end, error));
      joinStreams(client, upstream);
    } catch {
      if (!left.signal.aborted) this.past.failed += 1;
      client.resetAndDestroy();
    }
  }

  /** A way to whatever is the primary; while there is none, waits. */
  private async reach(left: AbortSignal): Promise<{ end: UpstreamEnd; upstream: Duplex }> {
    const deadline = Date.now() + this.patience;
    for (let delay = firstPause; !left.aborted; delay = Math.min(delay * 2, longestPause)) {
      const { signal: changed } = this.change;
      const end = this.ends[this.turn++ % Math.max(this.ends.length, 1)];
      const upstream = end && (await this.connect(end, left, Math.min(connectLimit, deadline - Date.now())));
      if (end && upstream && this.ends.some(({ id }) => id === end.id)) return { end, upstream };
      upstream?.destroy();
      const rest = deadline - Date.now();
      if (rest <= 0) break;
      await pause(end ? Math.min(delay, rest) : rest, left, changed);
    }
    throw new ClusterError('timeout', say`No primary was found in time.`, say`Connect again.`);
  }

  /** `undefined`: it does not work now. */
  private async connect(end: UpstreamEnd, left: AbortSignal, limit: number): Promise<Duplex | undefined> {
    try {
      const upstream = await within(limit, say`Connecting to ${end.name}`, (signal) => end.connect(signal), left);
      this.upstreams.add(upstream);
      upstream.on('error', ignore).once('close', () => this.upstreams.delete(upstream));
      if (left.aborted) {
        upstream.destroy();
        return undefined;
      }
      this.failing = undefined;
      this.enter('connected', end.name);
      return upstream;
    } catch (error) {
      if (left.aborted) return undefined;
      this.fail(end, error);
      return undefined;
    }
  }

  /** Holds until another connection gets through, or something changes. */
  private fail({ id, name }: UpstreamEnd, error: unknown): void {
    this.failing = id;
    this.enter('reconnecting', name, isClusterError(error) ? error.said.message : foreign(String(error)));
    this.follower.refresh();
  }

  private see({ ends, keeps, reason }: Sighting): void {
    const old = this.ends;
    this.ends = ends;
    for (const { client, upstream, endId } of this.links) {
      if (endId === undefined || keeps(endId)) continue;
      // Its server is gone or takes no more writes; the client has to notice.
      upstream?.destroy();
      client.destroySoon();
    }
    const [end] = ends;
    if (!end) {
      this.enter('reconnecting', undefined, reason?.said.message);
      return;
    }
    const isSame = ends.length === old.length && ends.every(({ id }, index) => id === old[index]?.id);
    if (isSame && this.failing !== undefined && ends.some(({ id }) => id === this.failing)) return;
    if (!isSame) this.failing = undefined;
    if (!isSame || this.current.kind === 'reconnecting') this.wake();
    this.enter(...this.arrival(end));
  }

  /** What has happened, now that the port leads to this end. */
  private arrival({ name }: UpstreamEnd): ['connected' | 'primary-moved', string] {
    const { kind, pod } = this.current;
    const before = pod ?? this.lastPod;
    const isAlike = this.ends.length > 1;
    if (isAlike && before !== undefined && this.ends.some((end) => end.name === before)) return ['connected', before];
    if (kind === 'primary-moved' && pod === name) return [kind, name];
    return [isAlike || before === name ? 'connected' : 'primary-moved', name];
  }

  private lose(error: ClusterError): void {
    this.failing = undefined;
    this.enter('reconnecting', this.current.pod, error.said.message);
  }

  private wake(): void {
    this.change.abort();
    this.change = manyMayWait();
  }

  private enter(kind: TunnelState['kind'], pod?: string, reason?: Said): void {
    const { current } = this;
    if (current.kind === 'stopped') return;
    const isSame = sentence(current.reason) === sentence(reason);
    if (current.kind === kind && current.pod === pod && isSame) return;
    this.lastPod = pod ?? current.pod ?? this.lastPod;
    this.current = stateOf(kind, pod, reason);
    this.onState(this.current);
  }
}

function sentence(reason: Said | undefined): string {
  return reason === undefined ? '' : render(reason);
}

function stateOf(kind: TunnelState['kind'], pod?: string, reason?: Said): TunnelState {
  return {
    kind,
    since: new Date(),
    ...(pod === undefined ? {} : { pod }),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** Node warns of a leak when more than ten listen. */
function manyMayWait(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

/** A server that listens on loopback only. */
async function listen(port: number): Promise<net.Server> {
  try {
    return await tryToListen(port);
  } catch (error) {
    if (port !== 0) return listen(0);
    throw new ClusterError(
      'stream',
      say`No port of this machine could be opened: ${foreign(String(error))}.`,
      say`Check whether something forbids programs to listen on 127.0.0.1.`,
      { cause: error },
    );
  }
}

function tryToListen(port: number): Promise<net.Server> {
  return new Promise((resolve, reject) => {
    // Either side may end its half and still be read.
    const server = net.createServer({ allowHalfOpen: true, noDelay: true, highWaterMark: chunk });
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

function portOf(server: net.Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function ignore(): void {
  // What has failed is closed as well, and that is where it is looked at.
}

/** Milliseconds. */
const connectLimit = 15_000;
const longestWait = 30_000;
const keepAlivePause = 30_000;
/** Bytes that are read ahead of a slower other side. */
const chunk = 256 * 1024;
