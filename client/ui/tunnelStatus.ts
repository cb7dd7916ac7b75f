import * as vscode from 'vscode';
import type { OpenTunnel, Tunnels } from '../session/tunnels.ts';
import { tunnelLine } from './tunnelLine.ts';

/** How many tunnels are open and how they are, in the status bar while there are any; a click lists them. */
export function createTunnelStatus(tunnels: Tunnels): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('dbManifests.tunnels', vscode.StatusBarAlignment.Left, 9);
  item.name = vscode.l10n.t('Database Manifests: Tunnels');
  item.command = 'dbManifests.showTunnels';

  const show = (): void => {
    const open = tunnels.list();
    if (open.length === 0) {
      item.hide();
      return;
    }
    const isWaiting = open.some(({ tunnel }) => tunnel.state.kind === 'reconnecting');
    const count = open.length === 1 ? vscode.l10n.t('1 tunnel') : vscode.l10n.t('{0} tunnels', open.length);
    item.text = `${isWaiting ? '$(sync~spin)' : '$(plug)'} ${count}`;
    item.tooltip = open.map(describe).join('\n');
    item.backgroundColor = isWaiting ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    item.accessibilityInformation = {
      label: isWaiting ? vscode.l10n.t('{0}, one is reconnecting', count) : count,
    };
    item.show();
  };

  const stopListening = tunnels.onChange((changed, state) => {
    show();
    if (state.kind === 'primary-moved' && state.pod !== undefined) sayMoved(changed, state.pod);
  });
  show();
  return vscode.Disposable.from(item, { dispose: stopListening });
}

function describe(open: OpenTunnel): string {
  const { address, text } = tunnelLine(open);
  return `${address} ${open.name}, ${text}`;
}

/** Sessions over the tunnel have just been ended by it, and this is why. */
function sayMoved({ name, tunnel }: OpenTunnel, pod: string): void {
  vscode.window.setStatusBarMessage(
    vscode.l10n.t('{0}: the primary is {1} now. Connect again to 127.0.0.1:{2}.', name, pod, tunnel.port),
    15_000,
  );
}
