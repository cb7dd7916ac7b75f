import * as vscode from 'vscode';
import type { Member } from '../session/members.ts';
import { contextValueOf } from './databasesTree.ts';
import type {
  ClusterNode,
  ContextNode,
  DatabasesNode,
  MemberNode,
  MessageNode,
  SystemNode,
  TunnelNode,
} from './databasesTree.ts';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** How a node of the view looks. */
export function treeItemOf(node: DatabasesNode, isProtected: (context: string) => boolean): vscode.TreeItem {
  return Object.assign(draw(node, isProtected), { contextValue: contextValueOf(node) });
}

function draw(node: DatabasesNode, isProtected: (context: string) => boolean): vscode.TreeItem {
  switch (node.kind) {
    case 'context':
      return contextItem(node, isProtected(node.context));
    case 'system':
      return systemItem(node);
    case 'cluster':
      return clusterItem(node);
    case 'member':
      return memberItem(node);
    case 'tunnel':
      return tunnelItem(node);
    case 'message':
      return messageItem(node);
  }
}

function contextItem({ id, context, namespace, server, inUse }: ContextNode, isProtected: boolean): vscode.TreeItem {
  const words = [
    ...(inUse ? [vscode.l10n.t('in use')] : []),
    ...(isProtected ? [vscode.l10n.t('protected')] : []),
    namespace,
  ];
  return item(context, Collapsed, {
    id,
    description: words.join(', '),
    tooltip: server,
    iconPath: isProtected ? icon('shield', 'list.warningForeground') : icon(inUse ? 'vm-active' : 'vm'),
  });
}

function systemItem({ id, system, count }: SystemNode): vscode.TreeItem {
  return item(system.title, Expanded, {
    id,
    description: String(count),
    iconPath: icon('server-process'),
  });
}

const healthIcons = {
  good: icon('database', 'testing.iconPassed'),
  bad: icon('database', 'list.errorForeground'),
  unknown: icon('database'),
};

function clusterItem({ id, label, target: { kind }, health }: ClusterNode): vscode.TreeItem {
  const tooltip = new vscode.MarkdownString();
  tooltip.appendText(`${kind.kind} ${label}\n`);
  for (const { title, text, remedy } of health.lines) {
    tooltip.appendText(`\n${title}: ${text}${remedy === undefined ? '' : ` ${remedy}`}\n`);
  }
  return item(label, Collapsed, {
    ...{ id, tooltip },
    description: health.text,
    iconPath: healthIcons[health.state],
  });
}

function memberItem({ id, member }: MemberNode): vscode.TreeItem {
  const { pod, role, ready, phase, reason, restarts, node } = member;
  const words = [
    ...(role === 'primary' || role === 'replica' ? [role] : []),
    ready ? vscode.l10n.t('ready') : (reason ?? (phase === 'Running' ? vscode.l10n.t('not ready') : phase)),
    ...(restarts > 0 ? [restarts === 1 ? vscode.l10n.t('1 restart') : vscode.l10n.t('{0} restarts', restarts)] : []),
  ];
  return item(pod, None, {
    id,
    description: words.join(', '),
    tooltip: node === undefined ? pod : vscode.l10n.t('{0} on node {1}', pod, node),
    iconPath: memberIcon(member),
  });
}

function memberIcon({ role, ready }: Member): vscode.ThemeIcon {
  const name = role === 'primary' ? 'star-full' : 'circle-filled';
  return icon(name, ready ? 'testing.iconPassed' : 'list.warningForeground');
}

const tunnelIcons = {
  connected: icon('plug', 'testing.iconPassed'),
  reconnecting: icon('sync', 'list.warningForeground'),
  'primary-moved': icon('sync', 'list.warningForeground'),
  stopped: icon('debug-disconnect'),
};

function tunnelItem({ id, tunnel }: TunnelNode): vscode.TreeItem {
  return item(tunnel.address, None, {
    id,
    description: tunnel.text,
    iconPath: tunnelIcons[tunnel.state],
  });
}

const messageIcons = { waiting: icon('loading~spin'), information: icon('info'), warning: icon('warning') };

function messageItem({ id, text, detail, tone, remedy }: MessageNode): vscode.TreeItem {
  const command = remedy && {
    command: remedy.command,
    title: text,
    ...(remedy.argument === undefined ? {} : { arguments: [remedy.argument] }),
  };
  return item(text, None, {
    id,
    ...(detail === undefined ? {} : { description: detail }),
    tooltip: detail === undefined ? text : `${text}\n${detail}`,
    iconPath: messageIcons[tone],
    ...(command ? { command } : {}),
  });
}

function item(
  label: string,
  collapsible: vscode.TreeItemCollapsibleState,
  rest: Omit<vscode.TreeItem, 'label' | 'collapsibleState'>,
): vscode.TreeItem {
  return Object.assign(new vscode.TreeItem(label, collapsible), rest);
}

function icon(name: string, color?: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(name, color === undefined ? undefined : new vscode.ThemeColor(color));
}
