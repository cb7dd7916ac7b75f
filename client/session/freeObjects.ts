import type { ObjectName } from '../../schemas/contract/recipe.ts';
import { persistentVolumes } from '../../schemas/vocabulary/objectTypes.ts';
import type { ClusterConnection, KubernetesObject } from '../cluster/connection.ts';
import { ClusterError } from '../cluster/errors.ts';
import { resourceFromJson, scalarText } from './jsonResource.ts';

/** A volume whose claim is gone: it waits for somebody to decide about the data on it. */
export interface ReleasedVolume {
  readonly name: string;
  readonly uid: string;
  /** `shop/pgdata-shop-0` */
  readonly claim: string;
  /** As Kubernetes writes it: `10Gi`; empty: not known. */
  readonly capacity: string;
  readonly storageClass: string;
  /** `Retain`: nobody wipes it. */
  readonly reclaimPolicy: string;
  /** Of a volume on a disk of one node: that node; the data does not move. */
  readonly node?: string;
}

/** A claim that was there, or may have been. */
export interface Claim {
  readonly namespace: string;
  readonly name: string;
  /** Absent: any claim of that name. */
  readonly uid?: string;
}

/** Volumes in phase `Released` that were bound to one of the claims. Fails with `forbidden` where volumes may not be listed. */
export async function findReleasedVolumes(
  connection: ClusterConnection,
  claims: readonly Claim[],
  signal?: AbortSignal,
): Promise<readonly ReleasedVolume[]> {
  if (claims.length === 0) return [];
  const volumes = await connection.list(persistentVolumes, signal ? { signal } : {});
  return volumes.filter((volume) => isReleased(volume) && claims.some((claim) => wasOf(volume, claim))).map(readVolume);
}

/**
 * Lets the next claim that fits have the volume, with whatever is still on it. Fails with `unsafe` if it is no longer the
 * volume that was shown, or is in use again.
 */
export async function freeVolume(
  connection: ClusterConnection,
  { name, uid, claim }: ReleasedVolume,
  signal?: AbortSignal,
): Promise<void> {
  const object = { ...persistentVolumes, name };
  const volume = await connection.read(object, signal);
  const same = volume?.metadata.uid === uid && isReleased(volume) && readVolume(volume).claim === claim;
  if (!volume || !same)
    throw new ClusterError(
      'unsafe',
      `Volume ${name} is not the released one any more: it was left alone.`,
      'Look again.',
    );
  // With the version that was looked at, a change in between makes the API server refuse.
  const { resourceVersion } = volume.metadata;
  const patch = { metadata: { resourceVersion }, spec: { claimRef: null } };
  await connection.patch(object, patch, { type: 'merge', ...(signal ? { signal } : {}) });
}

/**
 * Takes one finalizer off an object that is being deleted: what it stands for will not be done any more. Fails with
 * `unsafe` for an object that nobody deletes.
 */
export async function removeFinalizer(
  connection: ClusterConnection,
  object: ObjectName,
  finalizer: string,
  signal?: AbortSignal,
): Promise<void> {
  const live = await connection.read(object, signal);
  if (!live) return;
  const { deletionTimestamp, finalizers = [], resourceVersion } = live.metadata;
  if (deletionTimestamp === undefined)
    throw new ClusterError(
      'unsafe',
      `${object.kind} ${object.name} is not being deleted: its finalizer ${finalizer} was left alone.`,
      'Delete it first; its operator takes the finalizer off when it is done.',
    );
  if (!finalizers.includes(finalizer)) return;
  const rest = finalizers.filter((each) => each !== finalizer);
  const patch = { metadata: { resourceVersion, finalizers: rest } };
  await connection.patch(object, patch, { type: 'merge', ...(signal ? { signal } : {}) });
}

function isReleased(volume: KubernetesObject): boolean {
  return textAt(volume, 'status', 'phase') === 'Released';
}

function wasOf(volume: KubernetesObject, { namespace, name, uid }: Claim): boolean {
  const was = (field: string): string => textAt(volume, 'spec', 'claimRef', field);
  return was('namespace') === namespace && was('name') === name && (uid === undefined || was('uid') === uid);
}

function readVolume(volume: KubernetesObject): ReleasedVolume {
  const { name, uid = '' } = volume.metadata;
  const spec = (...path: readonly string[]): string => textAt(volume, 'spec', ...path);
  const node = nodeOf(volume);
  return {
    ...{ name, uid },
    claim: `${spec('claimRef', 'namespace')}/${spec('claimRef', 'name')}`,
    capacity: spec('capacity', 'storage'),
    storageClass: spec('storageClassName'),
    reclaimPolicy: spec('persistentVolumeReclaimPolicy'),
    ...(node === undefined ? {} : { node }),
  };
}

function nodeOf(volume: KubernetesObject): string | undefined {
  const terms = resourceFromJson(volume).root.at('spec', 'nodeAffinity', 'required', 'nodeSelectorTerms').items();
  const nodes = terms
    .flatMap((term) => term.at('matchExpressions').items())
    .find((each) => each.at('key').value === 'kubernetes.io/hostname');
  return nodes
    ?.at('values')
    .items()
    .map(({ value }) => scalarText(value))
    .join(', ');
}

/** Empty: nothing is there, or no text. */
function textAt(object: KubernetesObject, ...path: readonly string[]): string {
  const { value } = resourceFromJson(object).root.at(...path);
  return typeof value === 'string' ? value : '';
}
