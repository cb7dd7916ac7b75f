import type { OpenTunnel } from '../session/tunnels.ts';
import type { TunnelLine } from './databasesTree.ts';

/** A tunnel in a few words. */
export function tunnelLine({ id, tunnel }: Pick<OpenTunnel, 'id'> & { readonly tunnel: Shown }): TunnelLine {
  return { id, address: `127.0.0.1:${tunnel.port}`, state: tunnel.state.kind, text: stateText(tunnel.state) };
}

type Shown = Pick<OpenTunnel['tunnel'], 'port' | 'state'>;

function stateText({ kind, pod, reason }: Shown['state']): string {
  switch (kind) {
    case 'connected':
      return pod === undefined ? 'connected' : `to ${pod}`;
    case 'primary-moved':
      return pod === undefined ? 'the primary has moved' : `the primary has moved to ${pod}`;
    case 'reconnecting':
      return reason === undefined ? 'reconnecting' : `reconnecting: ${reason}`;
    case 'stopped':
      return 'stopped';
  }
}
