import type { IndexedResource, ManifestNode, WorkspaceIndex } from '../../contract/index.ts';
import { perObject } from '../../vocabulary/perObject.ts';
import { textOf } from '../../vocabulary/read.ts';

/** Volumes made by hand, for claims of a class that makes none. */
export interface StaticClass {
  /** `PersistentVolume`s of the workspace; there may be more in a cluster. */
  readonly volumes: readonly ManifestNode[];
}

/** `undefined`: no class of the workspace, or one that makes volumes by itself, or nothing is known of its volumes. */
export function staticClass(workspace: WorkspaceIndex, name: string): StaticClass | undefined {
  const [storageClass, ...others] = workspace.find('StorageClass', name, '');
  if (!storageClass || others.length > 0 || !isStatic(storageClass.resource.root)) return undefined;
  const volumes = byClass(workspace.resources('', 'PersistentVolume'), undefined).get(name);
  return volumes && { volumes };
}

/** Volumes of such a class are made by hand. */
export function isStatic(storageClass: ManifestNode): boolean {
  return storageClass.at('provisioner').value === 'kubernetes.io/no-provisioner';
}

/** The list stays the same for as long as no volume changes. */
const byClass = perObject((resources: readonly IndexedResource[]): ReadonlyMap<string, readonly ManifestNode[]> => {
  const classes = new Map<string, ManifestNode[]>();
  for (const { resource } of resources) {
    const name = textOf(resource.root.at('spec', 'storageClassName'));
    if (!name || resource.partial) continue;
    const volumes = classes.get(name) ?? [];
    volumes.push(resource.root);
    classes.set(name, volumes);
  }
  return classes;
});
