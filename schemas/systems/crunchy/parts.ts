import type { ManifestNode } from '../../contract/index.ts';
import { isWritten, textOf } from '../../vocabulary/read.ts';
import { repositories } from './naming.ts';

/** Parts of a cluster that are of one type and stand in several places. */

/** A claim that the operator makes. */
export interface Claim {
  readonly node: ManifestNode;
  /** The same claim in another revision of the resource has the same key. */
  readonly key: string;
  /** The operator enlarges it up to its limit. */
  readonly grows: boolean;
}

/** Claims of a PostgresCluster, as far as they are written. */
export function claimsOf(spec: ManifestNode): Claim[] {
  const claims: Claim[] = [];
  const add = (node: ManifestNode, key: string, grows: boolean): void => {
    if (node.kind === 'map') claims.push({ node, key, grows });
  };
  for (const set of spec.at('instances').items()) {
    const name = textOf(set.at('name')) ?? '';
    add(set.at('dataVolumeClaimSpec'), `data ${name}`, true);
    add(set.at('walVolumeClaimSpec'), `wal ${name}`, true);
    add(set.at('volumes', 'temp'), `temp ${name}`, false);
    for (const item of set.at('tablespaceVolumes').items()) {
      add(item.at('dataVolumeClaimSpec'), `tablespace ${name} ${textOf(item.at('name')) ?? ''}`, false);
    }
  }
  for (const repository of repositories(spec)) {
    add(repository.at('volume', 'volumeClaimSpec'), `repository ${textOf(repository.at('name')) ?? ''}`, true);
  }
  add(spec.at('userInterface', 'pgAdmin', 'dataVolumeClaimSpec'), 'pgAdmin', false);
  return claims;
}

/** Services that the cluster describes, as far as they are written. */
export function servicesOf(spec: ManifestNode): ManifestNode[] {
  return [
    spec.at('service'),
    spec.at('replicaService'),
    spec.at('proxy', 'pgBouncer', 'service'),
    spec.at('userInterface', 'pgAdmin', 'service'),
  ].filter((service) => service.kind === 'map');
}

/** Pods that the operator spreads by itself: sets of instances, the repository host if there is one, and poolers. */
export function spreadParts(spec: ManifestNode): ManifestNode[] {
  const hasHost = repositories(spec).some((repository) => isWritten(repository.at('volume')));
  return [
    ...spec.at('instances').items(),
    ...(hasHost ? [spec.at('backups', 'pgbackrest', 'repoHost')] : []),
    spec.at('proxy', 'pgBouncer'),
  ];
}

/** The name of a set of instances: its own, or its place in the list where it has none. v1beta1/postgrescluster_types.go (Default) */
export function setName(set: ManifestNode, index: number): string | undefined {
  const name = set.at('name');
  if (!isWritten(name) || name.value === '') return String(index).padStart(2, '0');
  return textOf(name);
}

/** A field as people find it: without `spec`, items by their number. */
export function fieldOf(node: ManifestNode): string {
  return node.path
    .slice(node.path[0] === 'spec' ? 1 : 0)
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${part}`))
    .join('');
}
