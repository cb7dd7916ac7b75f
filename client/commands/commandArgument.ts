import type { DatabasesNode } from '../ui/databasesTree.ts';
import type { CommandArgument } from './command.ts';

type FromManifest = Extract<CommandArgument, { readonly from: 'manifest' }>;

/**
 * What a menu, a lens, the view or a key binding gives, as commands want it. The editor's own menu gives the file, which
 * means the cursor in it; a key binding may give anything.
 */
export function readArgument(given: unknown): CommandArgument | undefined {
  const node = nodeOf(given);
  if (node) return nodeArgument(node);
  return isFromManifest(given) ? given : undefined;
}

/** The context that a node of the view stands for, or a name as links give it. */
export function readContext(given: unknown): string | undefined {
  if (typeof given === 'string' && given !== '') return given;
  const node = nodeOf(given);
  return node && 'context' in node ? node.context : undefined;
}

/** The tunnel that a node of the view stands for. */
export function readTunnel(given: unknown): string | undefined {
  const node = nodeOf(given);
  return node?.kind === 'tunnel' ? node.tunnel.id : undefined;
}

/** The file that a title bar belongs to. */
export function readUri(given: unknown): string | undefined {
  return isObject(given) && typeof given['scheme'] === 'string'
    ? (given as unknown as FromManifest['uri']).toString()
    : undefined;
}

function nodeArgument(node: DatabasesNode): CommandArgument | undefined {
  if (node.kind === 'member' || node.kind === 'tunnel') {
    const cluster = node.of && nodeArgument(node.of);
    return cluster?.from === 'cluster' && node.kind === 'member' ? { ...cluster, pod: node.member.pod } : cluster;
  }
  if (node.kind !== 'cluster' || !node.target.live) return undefined;
  const { system, kind, live } = node.target;
  return { from: 'cluster', context: node.context, systemId: system.id, kind: kind.kind, object: live };
}

const nodeKinds: ReadonlySet<unknown> = new Set(['context', 'system', 'cluster', 'member', 'tunnel', 'message']);

/** Nodes come back from the editor as the objects that the view gave it. */
function nodeOf(given: unknown): DatabasesNode | undefined {
  return isObject(given) && nodeKinds.has(given['kind']) && 'id' in given
    ? (given as unknown as DatabasesNode)
    : undefined;
}

function isFromManifest(given: unknown): given is FromManifest {
  return isObject(given) && given['from'] === 'manifest' && isObject(given['uri']) && Number.isInteger(given['index']);
}

function isObject(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null;
}
