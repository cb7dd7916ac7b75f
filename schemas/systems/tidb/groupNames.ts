import type { ManifestNode, NameUse, Resource } from '../../contract/index.ts';
import { isFilledInLater, refers } from '../../vocabulary/nameUses.ts';
import { knownName, referred } from '../../vocabulary/podNames.ts';
import { isTrue } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { overlayNames } from './backupNames.ts';
import { storageClass } from './clusterNames.ts';
import { v2ClusterType, v2Group } from './kinds.ts';

/** Of the second operator's clusters, groups and policies: clusters, groups, Secrets, ConfigMaps and storage classes. */
export function* groupNames(resource: Resource): Iterable<NameUse> {
  const { kind } = resource.identity;
  const spec = resource.root.at('spec');
  if (kind === 'Cluster') yield* clusterNames(resource);
  else yield* refers(v2ClusterType, spec.at('cluster', 'name'), { fixed: say`it stays with its cluster` });
  if (kind === 'PlacementPolicy') {
    for (const group of spec.at('groupRefs').items()) yield* refers(groupType('TiKVGroup'), group.at('name'));
  }
  if (!kind.endsWith('Group')) return;
  yield* refers(groupType('DMGroup'), spec.at('dmGroupRef', 'name'));
  yield* instanceNames(spec.at('template', 'spec'), kind);
}

function groupType(kind: string): string {
  return `${kind}.${v2Group}`;
}

function* clusterNames({ identity, root }: Resource): Iterable<NameUse> {
  const spec = root.at('spec');
  yield* referred('ConfigMap', spec.at('bootstrapSQL', 'name'));
  yield* referred('Secret', spec.at('security', 'sessionTokenSigningCertKeyPair', 'name'));
  const client = spec.at('security', 'tls', 'client');
  const named = namedCertificates(client);
  yield* named;
  const enabled = spec.at('tlsCluster', 'enabled');
  if (!isTrue(enabled) || named.length > 0 || isFilledInLater(identity.name)) return;
  yield {
    ...{ role: 'refers', type: 'Secret', name: `${identity.name}-cluster-client-secret`, node: enabled },
    ...{ optional: true, fixed: say`the operator gives the name` },
  };
}

function* instanceNames(instance: ManifestNode, kind: string): Iterable<NameUse> {
  const volumes = [...instance.at('volumes').items(), instance.at('dataVolume'), instance.at('relayVolume')];
  for (const volume of volumes) yield* storageClass(volume.at('storageClassName'));
  const security = instance.at('security');
  const tls = security.at('tls');
  for (const use of ['cluster', 'backend', 'server']) yield* namedCertificates(tls.at(use));
  // That of a TiDBGroup is told with the certificates.
  if (kind !== 'TiDBGroup') yield* namedCertificates(tls.at('mysql'));
  yield* referred('Secret', security.at('authToken', 'jwks', 'name'));
  yield* referred('ConfigMap', security.at('sem', 'config', 'name'));
  for (const use of ['worker', 'coprocessor', 'compactor'])
    yield* refers(groupType('TiKVWorkerGroup'), instance.at('remoteWorkers', use, 'name'));
  yield* overlayNames(instance.at('overlay'));
}

/** Secrets that are named, each once. */
function namedCertificates(tls: ManifestNode): readonly NameUse[] {
  const nodes = ['ca', 'certKeyPair'].map((field) => tls.at(field, 'name'));
  return nodes
    .filter((node, index) => nodes.findIndex((other) => knownName(other) === knownName(node)) === index)
    .flatMap((node) => [...referred('Secret', node)]);
}
