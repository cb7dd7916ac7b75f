import type { ManifestNode, NameUse, Resource } from '../../contract/index.ts';
import { declares, refers, refersByItems } from '../../vocabulary/nameUses.ts';
import {
  containerNames,
  keyReference,
  keyTypes,
  knownName,
  referred,
  variableNames,
  variableSourceNames,
  volumeSourceNames,
  volumeType,
} from '../../vocabulary/podNames.ts';
import { say } from '../../vocabulary/say.ts';
import { v1ClusterType, v1Group } from './kinds.ts';
import { partsOf } from './parts.ts';
import type { Part } from './parts.ts';

/** What clusters of operator v1, their monitoring and their initializers refer to. */
export function* clusterNames(resource: Resource): Iterable<NameUse> {
  const { identity, root } = resource;
  const spec = root.at('spec');
  switch (identity.kind) {
    case 'TidbCluster':
      yield* clusterReference(spec.at('cluster'));
      yield* textIn(spec.at('tidb', 'bootstrapSQLConfigMapName'), 'bootstrap-sql');
      yield* podSettings(spec);
      break;
    case 'DMCluster':
      yield* refersByItems('Secret', spec.at('tlsClientSecretNames'));
      yield* podSettings(spec);
      break;
    case 'TidbInitializer':
      yield* clusterReference(spec.at('cluster'));
      yield* referred('Secret', spec.at('passwordSecret'));
      yield* textIn(spec.at('initSqlConfigMap'), 'init-sql');
      yield* referred('Secret', spec.at('tlsClientSecretName'));
      yield* serviceAccount(spec.at('serviceAccountName'));
      yield* podSettings(spec);
      break;
    case 'TidbMonitor':
      yield* clusters(spec);
      yield* monitorNames(spec);
      break;
    case 'TidbDashboard':
    case 'TidbNGMonitoring':
      yield* clusters(spec);
      break;
    default:
  }
  for (const part of partsOf(resource)) yield* partNames(part, resource);
}

/** A cluster by name, maybe of another namespace. */
export function clusterReference(node: ManifestNode, type = v1ClusterType): readonly NameUse[] {
  const namespace = knownName(node.at('namespace'));
  return refers(type, node.at('name'), namespace === undefined ? {} : { namespace });
}

export function storageClass(node: ManifestNode): Iterable<NameUse> {
  return referred('StorageClass', node, {}, false, say`claims keep their storage class`);
}

function* clusters(spec: ManifestNode): Iterable<NameUse> {
  for (const cluster of spec.at('clusters').items()) yield* clusterReference(cluster);
}

function* partNames({ node }: Part, { identity }: Resource): Iterable<NameUse> {
  yield* podSettings(node);
  yield* serviceAccount(node.at('serviceAccount'));
  for (const variable of node.at('env').items()) yield* variableNames(variable);
  for (const source of node.at('envFrom').items()) yield* variableSourceNames(source);
  yield* storageClass(node.at('storageClassName'));
  for (const list of ['storageVolumes', 'storageClaims']) {
    for (const volume of node.at(list).items()) yield* storageClass(volume.at('storageClassName'));
  }
  yield* referred('Secret', node.at('tlsClientSecretName'));
  yield* refersByItems('Secret', node.at('tlsClientSecretNames'));
  yield* logVolumeNames(node, `${identity.kind} ${identity.name} ${node.path.join('.')}`);
}

/** Names of volumes count inside their component. Whether one is missing is told by a rule. */
function* logVolumeNames(node: ManifestNode, name: string): Iterable<NameUse> {
  const within = { type: 'tidb/component', name };
  for (const list of ['storageVolumes', 'additionalVolumes']) {
    for (const volume of node.at(list).items()) yield* declares(volumeType, volume.at('name'), { within });
  }
  for (const field of ['slowLogVolumeName', 'raftLogVolumeName', 'rocksDBLogVolumeName']) {
    yield* refers(volumeType, node.at(field), { within, optional: true });
  }
}

/** What components, monitors and initializers have alike. */
function* podSettings(node: ManifestNode): Iterable<NameUse> {
  for (const secret of node.at('imagePullSecrets').items()) yield* referred('Secret', secret.at('name'));
  for (const list of ['initContainers', 'additionalContainers']) {
    for (const container of node.at(list).items()) yield* containerNames(container);
  }
  for (const volume of node.at('additionalVolumes').items()) yield* volumeSourceNames(volume);
}

/** Every namespace has the one called `default`. */
function* serviceAccount(node: ManifestNode): Iterable<NameUse> {
  if (node.value !== 'default') yield* referred('ServiceAccount', node);
}

/** A ConfigMap that has to have a key of a fixed name. */
function* textIn(node: ManifestNode, key: string): Iterable<NameUse> {
  yield* referred('ConfigMap', node);
  const name = knownName(node);
  if (name === undefined) return;
  const fixed = say`the operator gives the name`;
  yield { role: 'refers', type: keyTypes.ConfigMap, name: key, node, within: { type: 'ConfigMap', name }, fixed };
}

function* monitorNames(spec: ManifestNode): Iterable<NameUse> {
  const [prometheus, grafana, thanos] = [spec.at('prometheus'), spec.at('grafana'), spec.at('thanos')];
  for (const cluster of spec.at('dm', 'clusters').items()) yield* clusterReference(cluster, `DMCluster.${v1Group}`);
  yield* podSettings(spec);
  yield* storageClass(spec.at('storageClassName'));
  for (const reference of [prometheus.at('config', 'configMapRef'), prometheus.at('config', 'ruleConfigRef')]) {
    const namespace = knownName(reference.at('namespace'));
    yield* referred('ConfigMap', reference.at('name'), { namespace });
  }
  for (const owner of [prometheus, grafana]) {
    for (const tls of owner.at('ingress', 'tls').items()) yield* referred('Secret', tls.at('secretName'));
  }
  for (const field of ['usernameSecret', 'passwordSecret']) yield* keyReference('Secret', grafana.at(field));
  for (const field of ['objectStorageConfig', 'tracingConfig']) yield* keyReference('Secret', thanos.at(field));
  yield* tlsNames(thanos.at('grpcServerTlsConfig'));
  for (const target of prometheus.at('remoteWrite').items()) {
    for (const field of ['username', 'password']) yield* keyReference('Secret', target.at('basicAuth', field));
    yield* tlsNames(target.at('tlsConfig'));
  }
}

function* tlsNames(node: ManifestNode): Iterable<NameUse> {
  for (const field of ['ca', 'cert']) {
    yield* keyReference('Secret', node.at(field, 'secret'));
    yield* keyReference('ConfigMap', node.at(field, 'configMap'));
  }
  yield* keyReference('Secret', node.at('keySecret'));
}
