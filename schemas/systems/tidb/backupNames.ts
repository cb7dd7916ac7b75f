import type { ManifestNode, NameUse, Resource } from '../../contract/index.ts';
import { refers } from '../../vocabulary/nameUses.ts';
import { knownName, podNames, referred, variableNames, volumeSourceNames } from '../../vocabulary/podNames.ts';
import { say } from '../../vocabulary/say.ts';
import { generationOf, storeKeys } from './backupParts.ts';
import { storageClass } from './clusterNames.ts';
import { v1ClusterType, v2ClusterType } from './kinds.ts';

/** Specs of jobs in a resource, and how a Restore has another place in it. */
function jobsOf({ identity, root }: Resource): readonly ManifestNode[] {
  const spec = root.at('spec');
  if (identity.kind !== 'BackupSchedule') return [spec];
  return ['backupTemplate', 'logBackupTemplate', 'compactBackupTemplate'].map((field) => spec.at(field));
}

/** Where backups are kept, what they are of, who runs them, and the Secrets for all that. */
export function* backupNames(resource: Resource): Iterable<NameUse> {
  const clusterType = generationOf(resource) === 'v1' ? v1ClusterType : v2ClusterType;
  for (const job of jobsOf(resource)) yield* jobNames(job, clusterType);
  if (resource.identity.kind !== 'BackupSchedule') return;
  const spec = resource.root.at('spec');
  yield* pullSecrets(spec);
  yield* storageClass(spec.at('storageClassName'));
}

function* jobNames(job: ManifestNode, clusterType: string): Iterable<NameUse> {
  const br = job.at('br');
  const namespace = knownName(br.at('clusterNamespace'));
  yield* refers(clusterType, br.at('cluster'), namespace === undefined ? {} : { namespace });
  for (const place of [job, job.at('pitrFullBackupStorageProvider')]) yield* placeNames(place);
  for (const login of ['from', 'to']) {
    yield* referred('Secret', job.at(login, 'secretName'));
    yield* referred('Secret', job.at(login, 'tlsClientSecretName'));
  }
  const account = job.at('serviceAccount');
  // Every namespace has this one without anybody declaring it.
  if (account.value !== 'default') yield* referred('ServiceAccount', account);
  yield* pullSecrets(job);
  for (const variable of job.at('env').items()) yield* variableNames(variable);
  for (const volume of job.at('additionalVolumes').items()) yield* volumeSourceNames(volume);
  yield* storageClass(job.at('storageClassName'));
}

function* placeNames(place: ManifestNode): Iterable<NameUse> {
  for (const key of storeKeys) yield* referred('Secret', place.at(key, 'secretName'));
  yield* volumeSourceNames(place.at('local', 'volume'));
}

function* pullSecrets(node: ManifestNode): Iterable<NameUse> {
  for (const item of node.at('imagePullSecrets').items()) yield* referred('Secret', item.at('name'));
}

/** Of TiBR and TiBRGC: the cluster, volumes, and what is laid over the pods. */
export function* backupServiceNames({ root }: Resource): Iterable<NameUse> {
  const spec = root.at('spec');
  yield* refers(v2ClusterType, spec.at('cluster', 'name'), { fixed: say`it stays with its cluster` });
  const steps = spec.at('gcStrategy', 'tieredStrategies').items();
  for (const volumes of [spec, ...steps]) {
    for (const volume of volumes.at('volumes').items()) yield* storageClass(volume.at('storageClassName'));
  }
  const overlays = [
    spec.at('overlay'),
    ...spec
      .at('overlay', 'pods')
      .items()
      .map((pod) => pod.at('overlay')),
  ];
  for (const overlay of overlays) yield* overlayNames(overlay);
}

/** Secrets and ConfigMaps in what is laid over pods: their own volumes and containers are made elsewhere. */
export function* overlayNames(overlay: ManifestNode): Iterable<NameUse> {
  yield* podNames(overlay.at('pod', 'spec'));
}
