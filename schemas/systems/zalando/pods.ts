import type { ManifestNode } from '../../contract/index.ts';
import { textOf } from '../../vocabulary/read.ts';

/** What the operator puts into the pods of a cluster, with its default configuration. Pure. */

/** Name of the container with Postgres and Patroni. pkg/util/constants/kubernetes.go */
export const postgresContainer = 'postgres';

/** Where the data volume is mounted, and the names of the operator's own volumes. pkg/util/constants/postgresql.go */
export const dataMountPath = '/home/postgres/pgdata';
export const dataVolume = 'pgdata';
export const sharedMemoryVolume = 'dshm';
export const sharedMemoryPath = '/dev/shm';
export const socketVolume = 'postgresql-run';

/** `requests` and `limits` of one container that the operator makes, with the path that a message names. */
export interface ResourceBlock {
  readonly path: string;
  readonly node: ManifestNode;
}

/** Every `resources` of a cluster that goes through the operator's own arithmetic. pkg/cluster/k8sres.go#L305 */
export function resourceBlocks(spec: ManifestNode): readonly ResourceBlock[] {
  return [
    { path: 'resources', node: spec.at('resources') },
    {
      path: 'connectionPooler.resources',
      node: spec.at('connectionPooler', 'resources'),
    },
    ...spec
      .at('sidecars')
      .items()
      .map((sidecar, index) => ({
        path: `sidecars[${index}].resources`,
        node: sidecar.at('resources'),
      })),
  ];
}

/** Names of the sidecars that say one. */
export function sidecarNames(spec: ManifestNode): readonly string[] {
  return spec
    .at('sidecars')
    .items()
    .flatMap((sidecar) => textOf(sidecar.at('name')) ?? []);
}

/** The operator takes an amount of nothing for "use the default". pkg/cluster/k8sres.go#L259-L275 */
export function meansDefault(node: ManifestNode): boolean {
  return node.value === '' || node.value === '0' || node.value === 'null' || node.value === null;
}

/** A name that is not taken, made from one that is: `exporter-2`. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 2; ; number++) {
    const candidate = `${name}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}
