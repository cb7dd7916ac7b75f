import net from 'node:net';
import type { Duplex } from 'node:stream';
import type { ObjectType } from '../../schemas/contract/index.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import type { ClusterConnection, ListQuery } from '../cluster/connection.ts';
import { ClusterError } from '../cluster/errors.ts';
import { onAbort } from '../cluster/onAbort.ts';

/** Where the connections of a tunnel go: looked up, and looked up again when one of the watches has news. */
export interface TunnelUpstream {
  readonly connection: Pick<ClusterConnection, 'watch'>;
  readonly watches: readonly { readonly type: ObjectType; readonly query: ListQuery }[];
  /** Fails with a `ClusterError` where the cluster cannot be asked. */
  look(signal: AbortSignal): Promise<Sighting>;
}

/** What one look has found. */
export interface Sighting {
  /** New connections go to one of these, in turn. Empty: none serves at the moment, and `reason` says why. */
  readonly ends: readonly UpstreamEnd[];
  /** Whether connections to an end found earlier may go on: it is there, and still the one that takes writes. */
  readonly keeps: (id: string) => boolean;
  readonly reason?: ClusterError;
}

/** One server behind a tunnel. */
export interface UpstreamEnd {
  /** Another server has another one: the pod's uid. */
  readonly id: string;
  /** For people: the pod, or a machine outside of the cluster. */
  readonly name: string;
  connect(signal: AbortSignal): Promise<Duplex>;
}

export function podEnd(
  connection: ClusterConnection,
  place: { readonly namespace: string; readonly pod: string },
  { id, port }: { readonly id: string; readonly port: number },
): UpstreamEnd {
  return { id, name: place.pod, connect: (signal) => connection.forward(place, port, signal) };
}

export function hostEnd(host: string, port: number): UpstreamEnd {
  return {
    id: `${host}:${port}`,
    name: `${host}:${port}, from this machine`,
    connect: (signal) => connectTo(host, port, signal),
  };
}

function connectTo(host: string, port: number, signal: AbortSignal): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host, port, noDelay: true, keepAlive: true, allowHalfOpen: true });
    let deaf = (): void => undefined;
    const fail = (error: Error): void => {
      deaf();
      socket.destroy();
      reject(signal.aborted ? new ClusterError('cancelled', say`Cancelled.`, say``) : unreachable(host, port, error));
    };
    socket.once('error', fail);
    socket.once('connect', () => {
      deaf();
      socket.off('error', fail);
      resolve(socket);
    });
    deaf = onAbort([signal], () => fail(new Error('cancelled')));
  });
}

function unreachable(host: string, port: number, cause: Error): ClusterError {
  return new ClusterError(
    'database',
    say`${host}:${port} cannot be reached from this machine: ${cause.message}.`,
    say`It is outside of the cluster, so this machine needs a network path to it (VPN, firewall).`,
    { cause },
  );
}
