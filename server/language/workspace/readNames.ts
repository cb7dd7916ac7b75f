import type { Derived, ManifestNode, NameScope, NameUse, Resource, Span } from '../../../schemas/contract/index.ts';
import type { Packs } from '../packs.ts';
import { findingSpan } from '../place.ts';
import type { ManifestSlot } from './manifestSlot.ts';
import { groupOf } from './workspace.ts';

/** A name in the index: what a `NameUse` says, without the tree that it was read from. */
export interface IndexedName {
  readonly role: NameUse['role'];
  readonly type: string;
  readonly name: string;
  /** Empty: not written, so it may be any. `*`: the name counts in the whole cluster. */
  readonly namespace: string;
  readonly within: NameScope | undefined;
  /** From the start of its document; of a derived name, the field that causes it. */
  readonly span: Span;
  /** What the operator makes, in words; `undefined`: somebody has written the name. */
  readonly derived: string | undefined;
  readonly optional: boolean;
  /** Why it cannot be renamed. */
  readonly fixed: string | undefined;
  /** The resource's own name. */
  readonly self: boolean;
  /** Number of the resource in its document. */
  readonly resource: number;
}

/** `postgresql.acid.zalan.do`; of Kubernetes' own kinds the kind alone, as in `Secret`. */
export function resourceType(apiVersion: string, kind: string): string {
  const group = groupOf(apiVersion);
  return !group.includes('.') || group.endsWith('.k8s.io') ? kind : `${kind}.${group}`;
}

export const clusterWide = '*';

/** Kinds of Kubernetes that belong to no namespace, whether a pack knows them or not. */
const clusterKinds = new Set([
  'PersistentVolume',
  'StorageClass',
  'Namespace',
  'PriorityClass',
  'ClusterRole',
  'ClusterRoleBinding',
  'Node',
]);

const keyTypes: Readonly<Record<string, string>> = { Secret: 'Secret key', ConfigMap: 'ConfigMap key' };

/** All names of a document; of one that no pack claims, none, and it is not parsed for that. */
export function readSlotNames(packs: Packs, slot: ManifestSlot): readonly IndexedName[] {
  const { header } = slot;
  if (header.kind !== '' && header.kind !== 'List' && !packs.claim(header)) return [];
  return slot.resources.flatMap((resource, number) => readNames(packs, resource, number));
}

/** All names of a resource: its own, what its pack reads in it, and what the operator will make of it. */
export function readNames(packs: Packs, resource: Resource, number: number): IndexedName[] {
  const { identity, root } = resource;
  const claim = packs.claim(identity);
  if (!claim) return [];
  const { system } = claim.pack;
  const own = claim.kind.scope === 'Cluster' ? clusterWide : identity.namespace;
  const names: IndexedName[] = [];
  const add = (use: NameUse, more: Partial<IndexedName> = {}) => {
    const namespace = clusterKinds.has(use.type) ? clusterWide : (use.namespace ?? own);
    names.push({
      role: use.role,
      type: use.type,
      name: use.name,
      namespace,
      within: use.within && { ...use.within, namespace: use.within.namespace ?? namespace },
      span: findingSpan(use),
      derived: undefined,
      optional: use.optional ?? false,
      fixed: use.fixed,
      self: false,
      resource: number,
      ...more,
    });
  };
  if (identity.name) {
    const node = root.at('metadata', 'name');
    const type = resourceType(identity.apiVersion, identity.kind);
    add({ role: 'declares', type, name: identity.name, node }, { self: true });
  }
  for (const use of system.names?.(resource) ?? []) add(use);
  for (const derived of system.derive(resource)) addDerived(root, derived, own, add);
  return names;
}

function addDerived(
  root: ManifestNode,
  { type, name, namespace, keys, because, note }: Derived,
  own: string,
  add: (use: NameUse, more: Partial<IndexedName>) => void,
): void {
  if (type === 'Role' || type === 'Database' || type === 'Volume') return;
  const node = root.at(...because);
  const where = { namespace: namespace ?? own };
  const derived = `${type} ${name}${note ? ` (${note})` : ''}`;
  add({ role: 'declares', type, name, node, mark: 'key', ...where }, { derived });
  const keyType = keyTypes[type];
  for (const key of keyType === undefined ? [] : (keys ?? [])) {
    const use = {
      role: 'declares',
      type: keyType as string,
      name: key,
      node,
      mark: 'key',
      ...where,
      within: { type, name, ...where },
    } as const;
    add(use, { derived: `key of ${derived}` });
  }
}
