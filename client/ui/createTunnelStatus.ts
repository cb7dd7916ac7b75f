import * as vscode from 'vscode';
import type { Said } from '../../schemas/contract/index.ts';
import { joined, say } from '../../schemas/vocabulary/say.ts';
import type { OpenTunnel, Tunnels } from '../session/tunnels.ts';
import { tunnelLine } from './tunnelLine.ts';
import { mention, warn } from '../screen/ask.ts';
import { createStatusBar } from '../screen/statusItems.ts';

/** How many tunnels are open and how they are, in the status bar while there are any; a click lists them. */
export function createTunnelStatus(tunnels: Tunnels): vscode.Disposable {
  const item = createStatusBar({
    ...{ id: 'dbManifests.tunnels', name: say`Database Manifests: Tunnels` },
    ...{ command: 'dbManifests.showTunnels', priority: 9 },
  });

  const show = (): void => {
    const open = tunnels.list();
    void vscode.commands.executeCommand('setContext', 'dbManifests.hasTunnels', open.length > 0);
    if (open.length === 0) {
      item.hide();
      return;
    }
    const isWaiting = open.some(({ tunnel }) => tunnel.state.kind === 'reconnecting');
    const count = open.length === 1 ? say`1 tunnel` : say`${open.length} tunnels`;
    item.show({
      icon: isWaiting ? 'sync~spin' : 'plug',
      text: count,
      tooltip: joined(open.map(describe), '\n'),
      label: isWaiting ? say`${count}, one is reconnecting` : count,
      isWarning: isWaiting,
    });
  };

  const told = new WeakSet<OpenTunnel>();
  const stopListening = tunnels.onChange((changed, state) => {
    show();
    if (!told.has(changed)) sayTaken(changed);
    told.add(changed);
    if (state.kind === 'primary-moved' && state.pod !== undefined) sayMoved(changed, state.pod);
  });
  show();
  return vscode.Disposable.from(item, { dispose: stopListening });
}

function describe(open: OpenTunnel): Said {
  const { address, text } = tunnelLine(open);
  return say`${address} ${open.name}, ${text}`;
}

/** Programs that have the old address would reach whoever listens there now. */
function sayTaken(open: OpenTunnel): void {
  if (open.insteadOf === undefined) return;
  warn(
    say`Another program has port ${open.insteadOf}, which led to ${open.name} before. ${open.name} is at ${tunnelLine(open).address} now. To have the old port again, end that program and open the tunnel anew.`,
  );
}

/** Sessions over the tunnel have just been ended by it, and this is why. */
function sayMoved({ name, tunnel }: OpenTunnel, pod: string): void {
  mention(say`${name}: the primary is ${pod} now. Connect again to 127.0.0.1:${tunnel.port}.`, 15_000);
}
