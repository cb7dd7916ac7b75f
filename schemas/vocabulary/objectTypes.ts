import type { ObjectType } from '../contract/index.ts';

/** Kubernetes' own types that recipes and the client speak of. */

const core = (plural: string, kind: string): ObjectType => ({
  group: '',
  version: 'v1',
  plural,
  kind,
  scope: 'Namespaced',
});

export const pods = core('pods', 'Pod');
export const secrets = core('secrets', 'Secret');
export const configMaps = core('configmaps', 'ConfigMap');
export const services = core('services', 'Service');
export const endpoints = core('endpoints', 'Endpoints');
export const events = core('events', 'Event');
export const persistentVolumeClaims = core('persistentvolumeclaims', 'PersistentVolumeClaim');
export const persistentVolumes: ObjectType = { ...core('persistentvolumes', 'PersistentVolume'), scope: 'Cluster' };
export const namespaces: ObjectType = { ...core('namespaces', 'Namespace'), scope: 'Cluster' };
export const statefulSets: ObjectType = { ...core('statefulsets', 'StatefulSet'), group: 'apps' };
export const deployments: ObjectType = { ...core('deployments', 'Deployment'), group: 'apps' };
export const jobs: ObjectType = { ...core('jobs', 'Job'), group: 'batch' };
export const cronJobs: ObjectType = { ...core('cronjobs', 'CronJob'), group: 'batch' };
export const podDisruptionBudgets: ObjectType = {
  ...core('poddisruptionbudgets', 'PodDisruptionBudget'),
  group: 'policy',
};
export const endpointSlices: ObjectType = { ...core('endpointslices', 'EndpointSlice'), group: 'discovery.k8s.io' };
export const storageClasses: ObjectType = {
  ...core('storageclasses', 'StorageClass'),
  group: 'storage.k8s.io',
  scope: 'Cluster',
};
