import type { Labels } from '../../contract/index.ts';
import { group } from './naming.ts';

/** Labels of a cluster's objects, each under the operator's prefix: `{data: 'postgres'}`. internal/naming/labels.go */
export function clusterLabels(cluster: string, more: Labels = {}): Labels {
  return Object.fromEntries(Object.entries({ cluster, ...more }).map(([key, value]) => [`${group}/${key}`, value]));
}
