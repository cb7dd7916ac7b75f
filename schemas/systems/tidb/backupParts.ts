import type { ManifestNode, Resource } from '../../contract/index.ts';
import { isHidden, isWritten } from '../../vocabulary/read.ts';
import { v1Group, v2BackupGroup, v2Group } from './kinds.ts';

/** What one job does: a resource of its own, or a template of a schedule. */
export interface BackupPart {
  /** Holds `br`, `s3` and the like. */
  readonly node: ManifestNode;
  readonly job: 'backup' | 'restore' | 'compact';
  readonly generation: 'v1' | 'v2';
  readonly isTemplate: boolean;
}

/** The operator that a resource is for; `undefined`: none of the two. */
export function generationOf({ identity }: Resource): 'v1' | 'v2' | undefined {
  const group = identity.apiVersion.split('/')[0];
  if (group === v1Group) return 'v1';
  return group === v2Group || group === v2BackupGroup ? 'v2' : undefined;
}

/** Kinds of the second operator's backups that have a definition, and nothing that acts on them. */
export const idleKinds: readonly string[] = ['BackupSchedule', 'CompactBackup'];

/** The jobs of a resource that are written. Of kinds that nothing acts on there are none. */
export function backupPartsOf(resource: Resource): readonly BackupPart[] {
  const { kind } = resource.identity;
  const generation = generationOf(resource);
  if (generation === undefined || (generation === 'v2' && idleKinds.includes(kind))) return [];
  const spec = resource.root.at('spec');
  const part = (node: ManifestNode, job: BackupPart['job'], isTemplate: boolean): readonly BackupPart[] =>
    node.kind === 'map' ? [{ node, job, generation, isTemplate }] : [];
  switch (kind) {
    case 'Backup':
      return part(spec, 'backup', false);
    case 'Restore':
      return part(spec, 'restore', false);
    case 'CompactBackup':
      return part(spec, 'compact', false);
    case 'BackupSchedule':
      return [
        ...part(spec.at('backupTemplate'), 'backup', true),
        ...part(spec.at('logBackupTemplate'), 'backup', true),
        ...part(spec.at('compactBackupTemplate'), 'compact', true),
      ];
    default:
      return [];
  }
}

/** In the order in which the operators look: the first that is there is used. */
export const storeKeys = ['s3', 'gcs', 'azblob', 'local'] as const;
export type StoreKey = (typeof storeKeys)[number];

/** Places that are written below a node, the one that is used first. */
export function storesOf(node: ManifestNode): readonly { readonly key: StoreKey; readonly store: ManifestNode }[] {
  return storeKeys.flatMap((key) => {
    const store = node.at(key);
    return isWritten(store) ? [{ key, store }] : [];
  });
}

/** Nothing says what is copied, nor where: in manuals mostly a part of a manifest, which shows something else. */
export function isSketch({ node }: BackupPart): boolean {
  const telling = [...storeKeys, 'br', 'from', 'to', 'storageSize'].map((key) => node.at(key));
  return telling.every((each) => !isWritten(each) && !isHidden(each));
}

/** Everything in a resource that says where something is kept. */
export function* placesOf(resource: Resource): Iterable<BackupPart & { readonly place: ManifestNode }> {
  for (const part of backupPartsOf(resource)) {
    yield { ...part, place: part.node };
    const full = part.node.at('pitrFullBackupStorageProvider');
    if (part.job === 'restore' && full.kind === 'map') yield { ...part, place: full };
  }
}

/** Whether a backup copies changes as they come, and not one moment. */
export function isLog({ node, job }: BackupPart): boolean {
  return job === 'backup' && node.at('backupMode').value === 'log';
}
