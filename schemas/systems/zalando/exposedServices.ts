import type { ManifestNode } from '../../contract/index.ts';
import { poolers } from './naming.ts';

/** A Service of a cluster that can be opened to the outside, by the names of the fields that do so. */
export interface ExposedService {
  readonly loadBalancer: string;
  readonly nodePort: string;
  /** Field with the number of the node port. */
  readonly port: string;
  /** Which pooler stands behind it; absent: Postgres itself. */
  readonly pooler?: 'primary' | 'replica';
}

export const exposedServices: readonly ExposedService[] = [
  { loadBalancer: 'enableMasterLoadBalancer', nodePort: 'enableMasterNodePort', port: 'masterNodePort' },
  { loadBalancer: 'enableReplicaLoadBalancer', nodePort: 'enableReplicaNodePort', port: 'replicaNodePort' },
  {
    loadBalancer: 'enableMasterPoolerLoadBalancer',
    nodePort: 'enableMasterPoolerNodePort',
    port: 'masterPoolerNodePort',
    pooler: 'primary',
  },
  {
    loadBalancer: 'enableReplicaPoolerLoadBalancer',
    nodePort: 'enableReplicaPoolerNodePort',
    port: 'replicaPoolerNodePort',
    pooler: 'replica',
  },
];

/** Whether the Service is made at all: without a pooler there is nothing to open. */
export function isMade({ pooler }: ExposedService, spec: ManifestNode): boolean {
  return pooler === undefined || poolers(spec)[pooler] !== undefined;
}
