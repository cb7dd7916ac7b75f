import type { Said } from '../../schemas/contract/index.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import type { OpenTunnel } from '../session/tunnels.ts';
import type { TunnelLine } from './databasesTree.ts';

/** A tunnel in a few words. */
export function tunnelLine({
  id,
  name: bare,
  namespace,
  leadsTo,
  tunnel,
}: Pick<OpenTunnel, 'id' | 'name' | 'namespace' | 'leadsTo'> & { readonly tunnel: Shown }): TunnelLine {
  const name = namespace === '' ? bare : `${namespace}/${bare}`;
  const { kind: state } = tunnel.state;
  const at = `127.0.0.1:${tunnel.port}`;
  const text = stateText(tunnel.state);
  return leadsTo === 'page'
    ? { id, name, leadsTo, state, address: `http://${at}/`, text: say`operator's page, ${text}` }
    : { id, name, leadsTo: leadsTo === 'port' ? 'port' : 'database', state, address: at, text };
}

type Shown = Pick<OpenTunnel['tunnel'], 'port' | 'state'>;

function stateText({ kind, pod, reason }: Shown['state']): Said {
  switch (kind) {
    case 'connected':
      return pod === undefined ? say`connected` : say`to ${pod}`;
    case 'primary-moved':
      return pod === undefined ? say`the primary has moved` : say`the primary has moved to ${pod}`;
    case 'reconnecting':
      return reason === undefined ? say`reconnecting` : say`reconnecting: ${reason}`;
    case 'stopped':
      return say`stopped`;
  }
}
