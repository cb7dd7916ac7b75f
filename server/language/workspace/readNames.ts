import { say } from '../../../schemas/vocabulary/say.ts';
import type { Derived, NameScope, NameUse, Resource, Said, Span } from '../../../schemas/contract/index.ts';
import type { Packs } from '../packs.ts';
import { findingSpan } from '../findingSpan.ts';
import type { ChartBeside } from '../subjects/chartBeside.ts';
import { mayHoldSubjects, mayHoldValues } from '../subjects/mayHoldSubjects.ts';
import { subjectsOf } from '../subjects/subjectsOf.ts';
import type { Subject } from '../subjects/subjectsOf.ts';
import { generatedNames } from './generatedNames.ts';
import { finalNames } from './kustomized.ts';
import type { Kustomized, NamesPlace } from './kustomized.ts';
import type { ManifestSlot } from './manifestSlot.ts';
import { groupOf } from '../apiGroups.ts';
import { isBroken } from '../yaml/index.ts';

/** A name in the index: what a `NameUse` says, without the tree that it was read from. */
export interface IndexedName {
  readonly role: NameUse['role'];
  readonly type: string;
  /** As it is written; other files may have to use another one (`moves`). */
  readonly name: string;
  /** Empty: not written, so it may be any. `*`: the name counts in the whole cluster. */
  readonly namespace: string;
  readonly within: NameScope | undefined;
  /** From the start of its document; of a derived name, the field that causes it. */
  readonly span: Span;
  /** What the operator makes, in words; `undefined`: somebody has written the name. */
  readonly derived: Said | undefined;
  readonly optional: boolean;
  /** Why it cannot be renamed. */
  readonly fixed: Said | undefined;
  /** The resource's own name. */
  readonly self: boolean;
  /** Of a Secret or ConfigMap that an operator makes: its keys, which are found as if they stood in the index. */
  readonly keys: readonly string[] | undefined;
  /** Of a Secret or ConfigMap: it may have more keys than are known. */
  readonly open: boolean;
  /** Number of the resource in its document. */
  readonly resource: number;
  /** What Kustomize does with the file; shared by all of its names. */
  readonly kustomized: Kustomized | undefined;
  /** The part that Kustomize gives a prefix and a suffix: the name, or that of the resource that it counts within. */
  readonly moves: 'name' | 'scope' | undefined;
}

/** `Kind.example.com`; of Kubernetes' own kinds the kind alone, as in `Secret`. */
export function resourceType(apiVersion: string, kind: string): string {
  const group = groupOf(apiVersion);
  return !group.includes('.') || group.endsWith('.k8s.io') ? kind : `${kind}.${group}`;
}

/** `Kind` of either. */
export function kindOf(type: string): string {
  return type.split('.', 1)[0] ?? type;
}

export const clusterWide = '*';

/** Kinds of Kubernetes that belong to no namespace, whether a pack knows them or not. */
const clusterKinds = new Set([
  'APIService',
  'CSIDriver',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'IngressClass',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'RuntimeClass',
  'StorageClass',
  'VolumeSnapshotClass',
  'VolumeSnapshotContent',
]);

export const keyTypes = { Secret: 'Secret key', ConfigMap: 'ConfigMap key' } as const;

/** The same with the chart whose values it may be. */
export interface SlotPlace extends NamesPlace {
  readonly chart?: ChartBeside | undefined;
}

/** All names of a document; of one that no pack claims, none, and it is not parsed for that. */
export function readSlotNames(packs: Packs, slot: ManifestSlot, place: SlotPlace = {}): readonly IndexedName[] {
  const { header } = slot;
  if (place.isKustomization) return readGeneratedNames(slot, place.kustomized);
  const { chart } = place;
  if (!mayHoldSubjects(packs, slot, chart)) return [];
  // A pack reads nothing in a document that says neither what it is nor what it holds.
  const isNothing = header.kind === '' && header.apiVersion === '' && !slot.text.includes('apiVersion');
  if (isNothing && !mayHoldValues(packs, slot, chart)) return [];
  const { document, gaps } = slot.sound;
  const { template, problems } = document;
  const isGuess = template || gaps.length > 0 || isBroken({ problems });
  return subjectsOf(packs, document, { chart }).flatMap((subject) => {
    const names = readNames(packs, subject, place.kustomized);
    return isGuess ? names.map((name) => (name.self ? { ...name, open: true } : name)) : names;
  });
}

/** All names of a resource: its own, what its pack reads in it, and what the operator will make of it. */
export function readNames(packs: Packs, subject: Subject, kustomized?: Kustomized): IndexedName[] {
  const { resource: written, claim, number } = subject;
  const { system } = claim.pack;
  const isClusters = packs.claim(written.identity)?.kind.scope === 'Cluster';
  const own = isClusters ? clusterWide : (kustomized?.namespace ?? written.identity.namespace);
  const resource = own === clusterWide ? written : withIdentity(written, { namespace: own });
  const { identity, root } = resource;
  const type = resourceType(identity.apiVersion, identity.kind);
  const names: IndexedName[] = [];
  const scopes = new Map<NameScope, NameScope>();
  const add = (use: NameUse, more: Extra = none) => {
    const { within, optional, fixed } = use;
    const namespace = isClusterWide(packs, use.type) ? clusterWide : (use.namespace ?? own);
    const isInside = within?.type === type && within.name === identity.name;
    names.push({
      role: use.role,
      type: use.type,
      name: use.name,
      namespace,
      within: within && scopeOf(within, namespace, scopes),
      span: findingSpan(use),
      derived: more.derived,
      optional: optional ?? false,
      fixed,
      self: more.self ?? false,
      keys: more.keys,
      open: more.open ?? false,
      resource: number,
      kustomized,
      moves: more.self ? 'name' : isInside ? 'scope' : undefined,
    });
  };
  if (identity.name && !claim.subject) {
    const node = root.at('metadata', 'name');
    add({ role: 'declares', type, name: identity.name, node }, { self: true });
  }
  for (const use of system.names?.(resource) ?? []) add(use);
  // The operator sees the name that Kustomize makes; what it derives from that one is not changed any more.
  const finals = identity.name ? finalNames(kustomized, type, identity.name) : [''];
  for (const name of kustomized?.open ? new Set([...finals, identity.name]) : finals) {
    const renamed = name === identity.name ? resource : withIdentity(resource, { name });
    for (const derived of system.derive(renamed)) addDerived(renamed, derived, add);
  }
  return names;
}

type Extra = Partial<Pick<IndexedName, 'derived' | 'self' | 'keys' | 'open'>>;

const none: Extra = {};

/** The same object for the same scope: a resource has one for dozens of names. */
function scopeOf(within: NameScope, namespace: string, known: Map<NameScope, NameScope>): NameScope {
  if (within.namespace !== undefined) return within;
  const same = known.get(within);
  if (same?.namespace === namespace) return same;
  const scope = { type: within.type, name: within.name, namespace };
  known.set(within, scope);
  return scope;
}

function withIdentity(resource: Resource, change: Partial<Resource['identity']>): Resource {
  return { ...resource, identity: { ...resource.identity, ...change } };
}

function isClusterWide(packs: Packs, type: string): boolean {
  return clusterKinds.has(type) || packs.scopeOf(type) === 'Cluster';
}

function addDerived(
  { root }: Resource,
  { type, name, namespace, keys, because, note }: Derived,
  add: (use: NameUse, more: Extra) => void,
): void {
  if (type === 'Role' || type === 'Database' || type === 'Volume') return;
  const node = root.at(...because);
  // A user that stands in a list is its value, one that is a key of a map is the key.
  const mark = node.kind === 'scalar' ? 'value' : 'key';
  const derived = note ? say`${type} ${name} (${note})` : say`${type} ${name}`;
  const open = (type === 'Secret' || type === 'ConfigMap') && keys === undefined;
  const use = { role: 'declares', type, name, node, mark, ...(namespace === undefined ? {} : { namespace }) } as const;
  add(use, { derived, open, keys });
}

/** What `IndexedName.keys` stands for. */
export function derivedKey(entry: IndexedName, name: string): IndexedName {
  const type = entry.type === 'Secret' ? keyTypes.Secret : keyTypes.ConfigMap;
  const within = { type: entry.type, name: entry.name, namespace: entry.namespace };
  return { ...entry, type, name, within, derived: say`key of ${entry.derived ?? ''}`, keys: undefined, open: false };
}

/** ConfigMaps and Secrets that Kustomize makes; the hash at the end of their names is invisible to references. */
function readGeneratedNames(slot: ManifestSlot, kustomized: Kustomized | undefined): IndexedName[] {
  return [...generatedNames(slot.document.root)].map(({ use, open }): IndexedName => {
    const namespace = kustomized?.namespace ?? use.namespace ?? '';
    return {
      role: use.role,
      type: use.type,
      name: use.name,
      namespace,
      within: use.within && { ...use.within, namespace },
      span: findingSpan(use),
      derived: undefined,
      optional: false,
      fixed: use.fixed,
      self: false,
      keys: undefined,
      open,
      resource: 0,
      kustomized,
      moves: use.within ? 'scope' : 'name',
    };
  });
}
