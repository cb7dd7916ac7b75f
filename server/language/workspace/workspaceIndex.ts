import type { IndexedResource, PartClaim } from '../../../schemas/contract/index.ts';
import type { Packs } from '../packs.ts';
import { Keyed } from '../queries/keyed.ts';
import { isSameList } from '../queries/isSameList.ts';
import { Query } from '../queries/query.ts';
import { isSameParts, namedParts } from '../subjects/namedParts.ts';
import type { NamedParts, PartsIndex } from '../subjects/namedParts.ts';
import { workspaceSubjects } from '../subjects/workspaceSubjects.ts';
import type { NameIndex } from './nameIndex.ts';
import type { PlacedName } from './placedName.ts';
import { clusterWide, keyTypes } from './readNames.ts';
import { servedDatabases } from './servedDatabases.ts';
import type { Workspace } from './workspace.ts';

/** What packs see of the workspace. */
export function workspaceIndex(workspace: Workspace, names: NameIndex, packs: Packs): PartsIndex {
  const knownKeys = new Keyed<Query<readonly string[] | undefined>>();
  const knownSubjects = new Keyed<Query<readonly IndexedResource[]>>();
  const knownParts = new Map<PartClaim, Query<NamedParts>>();
  const index: PartsIndex = {
    get complete() {
      return names.complete;
    },
    resources: (group, kind) => workspace.resources(group, kind),
    subjects(id) {
      const find = () => workspaceSubjects({ workspace, packs, index }, id);
      return knownSubjects.get(id, () => new Query(workspace.clock, find, isSameResources)).read();
    },
    named(part) {
      const known = knownParts.get(part) ?? new Query(workspace.clock, () => namedParts(part, index), isSameParts);
      knownParts.set(part, known);
      return known.read();
    },
    find(type, name, namespace) {
      return resourcesOf(workspace, names.written({ type, name, namespace, anywhere: true }));
    },
    keys(type, name, namespace) {
      const find = () => keysOf(workspace, names, type, name, namespace);
      return knownKeys
        .get([type, name, namespace].join(' '), () => new Query(workspace.clock, find, isSameList))
        .read();
    },
    declares: (type, name, namespace) => names.has({ type, name, namespace, anywhere: true }),
    serving(service, namespace) {
      const declared = names.find('declares', { type: 'Service', name: service, namespace, anywhere: true });
      return declared.flatMap(({ entry, slot, uri }) => {
        const resource = entry.derived === undefined ? undefined : slot.resources[entry.resource];
        const serves = resource && servedDatabases(packs, resource, service);
        return serves ? [{ resource, uri, serves }] : [];
      });
    },
    databaseServices() {
      const declared = names.declared({ type: 'Service', namespace: '', anywhere: true });
      return declared.flatMap(({ entry: { name, namespace, derived, resource: index }, slot }) => {
        const resource = derived === undefined ? undefined : slot.resources[index];
        if (!resource || !servedDatabases(packs, resource, name)) return [];
        return [{ name, namespace: namespace === clusterWide ? '' : namespace, ...(derived ? { note: derived } : {}) }];
      });
    },
  };
  return index;
}

/** The same nodes: what a resource says stands below them. */
function isSameResources(a: readonly IndexedResource[], b: readonly IndexedResource[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ uri, resource }, at) => {
      const other = b[at];
      return uri === other?.uri && resource.root === other.resource.root && resource.partial === other.resource.partial;
    })
  );
}

function keysOf(
  workspace: Workspace,
  names: NameIndex,
  type: keyof typeof keyTypes,
  name: string,
  namespace: string,
): readonly string[] | undefined {
  const owners = names.declaring({ type, name, namespace, anywhere: true });
  if (owners.some(({ entry, uri }) => entry.open || workspace.isPartial(uri, { kind: type, name }))) return undefined;
  const within = { type, name, namespace };
  const keys = names.declared({ type: keyTypes[type], namespace, within, anywhere: true });
  // Without any it is filled in elsewhere, by a tool or by hand.
  return owners.length > 0 && keys.length > 0 ? keys.map(({ entry }) => entry.name) : undefined;
}

/** Of lists that the index gave out, which it does until a name comes or goes. */
const knownResources = new WeakMap<readonly PlacedName[], Query<readonly IndexedResource[]>>();

/** Where it is worth while to keep the trees: thousands of documents may ask for a name that thousands have. */
const many = 16;

function resourcesOf(workspace: Workspace, declared: readonly PlacedName[]): readonly IndexedResource[] {
  const find = (): readonly IndexedResource[] =>
    declared.flatMap(({ entry, slot, uri }): IndexedResource[] => {
      const resource = entry.self ? slot.resources[entry.resource] : undefined;
      if (!resource) return [];
      return [
        { resource: workspace.isPartial(uri, resource.identity) ? { ...resource, partial: true } : resource, uri },
      ];
    });
  if (declared.length < many) return find();
  const known = knownResources.get(declared) ?? new Query(workspace.clock, find);
  knownResources.set(declared, known);
  return known.read();
}
