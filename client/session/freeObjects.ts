import { persistentVolumes } from '../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import type { ClusterConnection, KnownObject, KubernetesObject, Permission } from '../cluster/connection.ts';
import { ClusterError, isClusterError } from '../cluster/errors.ts';
import { resourceFromJson, scalarText } from './jsonResource.ts';
import { asJudged } from './knownObject.ts';
import { allow } from './permissions.ts';

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
  const object = { ...persistentVolumes, name, uid };
  const free = async (volume: KubernetesObject, resourceVersion: string): Promise<void> => {
    if (!isReleased(volume) || readVolume(volume).claim !== claim) throw isTaken(name);
    const options = { resourceVersion, ...(signal ? { signal } : {}) };
    await connection.patch(object, { spec: { claimRef: null } }, options);
  };
  try {
    await asJudged(connection, object, free, signal);
  } catch (error) {
    throw isClusterError(error, 'missing', 'changed') ? isTaken(name) : error;
  }
}

/** What `freeVolume` needs. */
export const freeingVolumes: readonly Permission[] = allow(['get', 'patch'], persistentVolumes);

function isTaken(name: string): ClusterError {
  return new ClusterError(
    'unsafe',
    say`Volume ${name} is not the released one any more: it was left alone.`,
    say`Look again.`,
  );
}

/**
 * Takes one finalizer off an object that is being deleted: what it stands for will not be done any more. Fails with
 * `unsafe` for an object that nobody deletes, with `changed` for another one of the name.
 */
export async function removeFinalizer(
  connection: ClusterConnection,
  object: KnownObject,
  finalizer: string,
  signal?: AbortSignal,
): Promise<void> {
  try {
    await asJudged(
      connection,
      object,
      async ({ metadata: { deletionTimestamp, finalizers = [] } }, resourceVersion) => {
        if (deletionTimestamp === undefined)
          throw new ClusterError(
            'unsafe',
            say`${object.kind} ${object.name} is not being deleted: its finalizer ${finalizer} was left alone.`,
            say`Delete it first; its operator takes the finalizer off when it is done.`,
          );
        if (!finalizers.includes(finalizer)) return;
        const rest = finalizers.filter((each) => each !== finalizer);
        const options = { resourceVersion, ...(signal ? { signal } : {}) };
        await connection.patch(object, { metadata: { finalizers: rest } }, options);
      },
      signal,
    );
  } catch (error) {
    if (!isClusterError(error, 'missing')) throw error;
  }
}

/** What `removeFinalizer` needs. */
export function removingFinalizers(object: KnownObject): readonly Permission[] {
  return allow(['get', 'patch'], object, object.namespace);
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
