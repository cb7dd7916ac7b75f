import type { IndexedResource, NameScope, WorkspaceIndex } from '../../../schemas/contract/index.ts';
import type { Packs } from '../packs.ts';
import { workspaceSubjects } from '../subjects/workspaceSubjects.ts';
import type { NameIndex, Stamp } from './nameIndex.ts';
import type { PlacedName } from './placedName.ts';
import { keyTypes } from './readNames.ts';
import { servedDatabases } from './servedDatabases.ts';
import type { Workspace } from './workspace.ts';

/** What was asked for, with the revisions that it had. */
export type Reads = Map<Stamp, number>;

/**
 * What rules see of the workspace. What they ask for is written into `reads`, each with the revision it had, so that
 * they are asked again when an answer may have changed.
 */
export function workspaceIndex(
  workspace: Workspace,
  names: NameIndex,
  packs: Packs,
  reads: Reads = new Map(),
): WorkspaceIndex {
  const record = (stamp: Stamp) => void reads.set(stamp, stamp.revision);
  const declarations = (type: string, name: string, namespace: string, within?: NameScope) => {
    record(names.stamp(type, within, name));
    return names.find('declares', { type, name, namespace, within, anywhere: true });
  };
  return {
    get revision() {
      return workspace.revision;
    },
    get complete() {
      record(names.completeness);
      return names.complete;
    },
    resources(group, kind) {
      record(workspace.kindStamp(kind));
      return workspace.resources(group, kind);
    },
    subjects(id) {
      const known = knownSubjects(workspace, names, packs, id);
      for (const [stamp, revision] of known.reads) reads.set(stamp, revision);
      return known.list;
    },
    find(type, name, namespace) {
      return resourcesOf(workspace, declarations(type, name, namespace));
    },
    keys(type, name, namespace) {
      const owners = declarations(type, name, namespace);
      const within = { type, name, namespace };
      record(names.stamp(keyTypes[type], within));
      if (owners.some(({ entry, uri }) => entry.open || workspace.isPatch(uri))) return undefined;
      const keys = names.declared({ type: keyTypes[type], namespace, within, anywhere: true });
      // Without any it is filled in elsewhere, by a tool or by hand.
      return owners.length > 0 && keys.length > 0 ? keys.map(({ entry }) => entry.name) : undefined;
    },
    declares: (type, name, namespace, within) => declarations(type, name, namespace, within).length > 0,
    serving(service, namespace) {
      return declarations('Service', service, namespace).flatMap(({ entry, slot, uri }) => {
        const resource = entry.derived === undefined ? undefined : slot.resources[entry.resource];
        if (!resource) return [];
        record(workspace.kindStamp(resource.identity.kind));
        const serves = servedDatabases(packs, resource, service);
        return serves ? [{ resource, uri, serves }] : [];
      });
    },
  };
}

interface KnownSubjects {
  readonly list: readonly IndexedResource[];
  readonly reads: Reads;
}

const subjectsById = new WeakMap<Workspace, Map<string, KnownSubjects>>();

/** The same list for as long as nothing has changed that it was found by. */
function knownSubjects(workspace: Workspace, names: NameIndex, packs: Packs, id: string): KnownSubjects {
  const byId = subjectsById.get(workspace) ?? new Map<string, KnownSubjects>();
  subjectsById.set(workspace, byId);
  const before = byId.get(id);
  if (before && isUnchanged(names, before.reads)) return before;
  const reads: Reads = new Map();
  const lookedAt = (kind: string) => {
    const stamp = workspace.kindStamp(kind);
    reads.set(stamp, stamp.revision);
  };
  const index = workspaceIndex(workspace, names, packs, reads);
  const found = { list: workspaceSubjects({ workspace, packs, index, lookedAt }, id), reads };
  byId.set(id, found);
  return found;
}

interface KnownResources {
  readonly kustomizeRevision: number;
  readonly list: readonly IndexedResource[];
}

/** Of lists that the index gave out, which it does until a name comes or goes. */
const knownResources = new WeakMap<readonly PlacedName[], KnownResources>();

/** Where it is worth while to keep the trees: thousands of documents may ask for a name that thousands have. */
const many = 16;

function resourcesOf(workspace: Workspace, declared: readonly PlacedName[]): readonly IndexedResource[] {
  const kustomizeRevision = workspace.kustomize().revision;
  const known = knownResources.get(declared);
  if (known?.kustomizeRevision === kustomizeRevision) return known.list;
  const list = declared.flatMap(({ entry, slot, uri }): IndexedResource[] => {
    const resource = entry.self ? slot.resources[entry.resource] : undefined;
    if (!resource) return [];
    return [{ resource: workspace.isPatch(uri) ? { ...resource, partial: true } : resource, uri }];
  });
  if (declared.length >= many) knownResources.set(declared, { kustomizeRevision, list });
  return list;
}

/** Whether all that was asked for would be answered in the same way now; what stands in the resources that were found, too. */
export function isUnchanged(names: NameIndex, reads: ReadonlyMap<Stamp, number>): boolean {
  names.prepare();
  for (const [stamp, revision] of reads) if (stamp.revision !== revision) return false;
  return true;
}
