import type { ManifestNode } from '../../contract/index.ts';

/** Fields of a PersistentVolume's spec of which exactly one says where the data is. */
const sources = new Set([
  'awsElasticBlockStore',
  'azureDisk',
  'azureFile',
  'cephfs',
  'cinder',
  'csi',
  'fc',
  'flexVolume',
  'flocker',
  'gcePersistentDisk',
  'glusterfs',
  'hostPath',
  'iscsi',
  'local',
  'nfs',
  'photonPersistentDisk',
  'portworxVolume',
  'quobyte',
  'rbd',
  'scaleIO',
  'storageos',
  'vsphereVolume',
]);

const others = new Set([
  'accessModes',
  'capacity',
  'claimRef',
  'mountOptions',
  'nodeAffinity',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeAttributesClassName',
  'volumeMode',
]);

/** The sources that are written; `undefined`: there is a field that could be one and that nobody here knows. */
export function writtenSources(spec: ManifestNode): (readonly [key: string, node: ManifestNode])[] | undefined {
  const entries = spec.entries().filter(([, node]) => node.value !== null);
  if (entries.some(([key]) => !sources.has(key) && !others.has(key))) return undefined;
  return entries.filter(([key]) => sources.has(key));
}
