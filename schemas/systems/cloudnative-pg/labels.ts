import type { Labels } from '../../contract/index.ts';

/** pkg/utils/labels_annotations.go */
export function clusterLabels(cluster: string): Labels {
  return { 'cnpg.io/cluster': cluster };
}

/** Pods with PostgreSQL: poolers and jobs of the cluster have another `podRole`. */
export function instanceLabels(cluster: string, role?: 'primary' | 'replica'): Labels {
  return {
    ...clusterLabels(cluster),
    'cnpg.io/podRole': 'instance',
    ...(role ? { 'cnpg.io/instanceRole': role } : {}),
  };
}
