import { joined, say } from '../../schemas/vocabulary/say.ts';
import type { TreeItemLook } from '../screen/views.ts';
import type { Member } from '../session/members.ts';
import { restartsOf, roleOf } from '../session/podLine.ts';
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

type Look = Omit<TreeItemLook, 'id' | 'contextValue'>;

/** How a node of the view looks. */
export function lookOf(node: DatabasesNode, isProtected: (context: string) => boolean): TreeItemLook {
  return { id: node.id, contextValue: contextValueOf(node), ...draw(node, isProtected) };
}

function draw(node: DatabasesNode, isProtected: (context: string) => boolean): Look {
  switch (node.kind) {
    case 'context':
      return contextLook(node, isProtected(node.context));
    case 'system':
      return systemLook(node);
    case 'cluster':
      return clusterLook(node);
    case 'member':
      return memberLook(node);
    case 'tunnel':
      return tunnelLook(node);
    case 'message':
      return messageLook(node);
  }
}

function contextLook({ context, namespace, server, inUse }: ContextNode, isProtected: boolean): Look {
  const words = [...(inUse ? [say`in use`] : []), ...(isProtected ? [say`protected`] : []), namespace];
  return {
    ...{ label: say`${context}`, collapsible: 'collapsed' },
    description: joined(words, ', '),
    tooltip: [say`${server}`],
    icon: isProtected ? icon('shield', 'list.warningForeground') : icon(inUse ? 'vm-active' : 'vm'),
  };
}

function systemLook({ system, count }: SystemNode): Look {
  return {
    ...{ label: say`${system.title}`, collapsible: 'expanded' },
    description: say`${count}`,
    icon: icon('server-process'),
  };
}

const healthIcons = {
  good: icon('database', 'charts.green'),
  bad: icon('database', 'list.errorForeground'),
  unknown: icon('database'),
};

function clusterLook({ label, target: { kind }, health }: ClusterNode): Look {
  return {
    ...{ label: say`${label}`, collapsible: 'collapsed' },
    description: health.text,
    tooltip: [
      say`${kind.kind} ${label}`,
      ...health.lines.map(({ title, text, remedy = '' }) => joined([say`${title}: ${text}`, remedy], ' ')),
    ],
    icon: healthIcons[health.state],
  };
}

function memberLook({ member }: MemberNode): Look {
  const { pod, role, ready, phase, reason, restarts, node } = member;
  const words = [
    roleOf(role),
    ready ? say`ready` : (reason ?? (phase === 'Running' ? say`not ready` : phase)),
    ...(restarts > 0 ? [restartsOf(restarts)] : []),
  ];
  return {
    ...{ label: say`${pod}`, collapsible: 'none' },
    description: joined(words, ', '),
    tooltip: [node === undefined ? say`${pod}` : say`${pod} on node ${node}`],
    icon: memberIcon(member),
  };
}

function memberIcon({ role, ready }: Member): Look['icon'] {
  const name = role === 'primary' ? 'star-full' : 'circle-filled';
  return icon(name, ready ? 'charts.green' : 'list.warningForeground');
}

const tunnelIcons = {
  connected: icon('plug', 'charts.green'),
  reconnecting: icon('sync', 'list.warningForeground'),
  'primary-moved': icon('sync', 'list.warningForeground'),
  stopped: icon('debug-disconnect'),
};

function tunnelLook({ of, tunnel }: TunnelNode): Look {
  return {
    ...{ label: say`${tunnel.address}`, collapsible: 'none' },
    description: of ? tunnel.text : say`${tunnel.name} is not there any more`,
    icon: tunnelIcons[tunnel.state],
  };
}

const messageIcons = { waiting: icon('loading~spin'), information: icon('info'), warning: icon('warning') };

function messageLook({ text, detail, tone, remedy }: MessageNode): Look {
  return {
    ...{ label: text, collapsible: 'none', tooltip: [text, ...(detail === undefined ? [] : [detail])] },
    ...(detail === undefined ? {} : { description: detail }),
    icon: messageIcons[tone],
    ...(remedy && { command: { id: remedy.command, argument: remedy.argument } }),
  };
}

function icon(name: string, color?: string): Look['icon'] {
  return color === undefined ? { name } : { name, color };
}
