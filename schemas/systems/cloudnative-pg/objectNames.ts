import type { ManifestNode, NameUse } from '../../contract/index.ts';
import { asOptional, refers } from '../../vocabulary/nameUses.ts';
import {
  claimNames,
  keyReference,
  podNames,
  projectedNames,
  referred,
  variableNames,
  variableSourceNames,
} from '../../vocabulary/podNames.ts';
import { textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { barmanGroup, barmanPlugin } from './naming.ts';

/** Secrets, ConfigMaps, claims, storage classes and object stores that the kinds refer to, all in their own namespace. */

export function* clusterObjects(spec: ManifestNode): Iterable<NameUse> {
  yield* bootstrapObjects(spec.at('bootstrap'));
  yield* referred('Secret', spec.at('superuserSecret', 'name'));
  const certificates = spec.at('certificates');
  for (const field of ['serverCASecret', 'serverTLSSecret', 'clientCASecret', 'replicationTLSSecret']) {
    yield* referred('Secret', certificates.at(field));
  }
  for (const external of spec.at('externalClusters').items()) yield* externalObjects(external);
  for (const role of spec.at('managed', 'roles').items()) yield* roleObjects(role);
  yield* objectStore(spec.at('backup', 'barmanObjectStore'));
  for (const plugin of spec.at('plugins').items()) yield* pluginObjects(plugin);
  yield* keyReference('Secret', spec.at('postgresql', 'ldap', 'bindSearchAuth', 'bindPassword'));
  for (const item of spec.at('monitoring', 'customQueriesConfigMap').items()) yield* keyReference('ConfigMap', item);
  for (const item of spec.at('monitoring', 'customQueriesSecret').items()) yield* keyReference('Secret', item);
  yield* podObjects(spec);
  yield* storageObjects(spec);
}

export function* poolerObjects(spec: ManifestNode): Iterable<NameUse> {
  const pgBouncer = spec.at('pgbouncer');
  for (const field of ['authQuerySecret', 'serverTLSSecret', 'serverCASecret', 'clientCASecret', 'clientTLSSecret']) {
    yield* referred('Secret', pgBouncer.at(field, 'name'));
  }
  // The operator makes the account that the field names by default.
  yield* referred('ServiceAccount', spec.at('serviceAccountName'), {}, true);
  yield* asOptional(podNames(spec.at('template', 'spec')), 'ServiceAccount');
}

export function* roleObjects(role: ManifestNode): Iterable<NameUse> {
  yield* referred('Secret', role.at('passwordSecret', 'name'));
}

/** Of an `ObjectStore`: logins for it, and what the variables of its sidecar read. */
export function* storeObjects(spec: ManifestNode): Iterable<NameUse> {
  yield* objectStore(spec.at('configuration'));
  for (const variable of spec.at('instanceSidecarConfiguration', 'env').items()) yield* variableNames(variable);
}

function* bootstrapObjects(bootstrap: ManifestNode): Iterable<NameUse> {
  for (const method of ['initdb', 'recovery', 'pg_basebackup']) {
    yield* referred('Secret', bootstrap.at(method, 'secret', 'name'));
  }
  for (const field of ['postInitSQLRefs', 'postInitApplicationSQLRefs', 'postInitTemplateSQLRefs']) {
    const references = bootstrap.at('initdb', field);
    for (const item of references.at('secretRefs').items()) yield* keyReference('Secret', item);
    for (const item of references.at('configMapRefs').items()) yield* keyReference('ConfigMap', item);
  }
  const recovery = bootstrap.at('recovery');
  yield* keyReference('Secret', recovery.at('backup', 'endpointCA'));
  const snapshots = recovery.at('volumeSnapshots');
  yield* volumeCopy(snapshots.at('storage'));
  yield* volumeCopy(snapshots.at('walStorage'));
  for (const [, node] of snapshots.at('tablespaceStorage').entries()) yield* volumeCopy(node);
}

/** A snapshot or a claim to begin with; snapshots are rarely written by hand. */
function* volumeCopy(source: ManifestNode): Iterable<NameUse> {
  const kind = textOf(source.at('kind'));
  if (kind === 'PersistentVolumeClaim') yield* referred(kind, source.at('name'));
  if (kind === 'VolumeSnapshot') {
    yield* refers('VolumeSnapshot.snapshot.storage.k8s.io', source.at('name'), { optional: true });
  }
}

function* externalObjects(external: ManifestNode): Iterable<NameUse> {
  for (const field of ['password', 'sslKey', 'sslCert', 'sslRootCert']) {
    yield* keyReference('Secret', external.at(field));
  }
  yield* objectStore(external.at('barmanObjectStore'));
  yield* pluginObjects(external.at('plugin'));
}

/** Every entry of the credentials is a reference to a key, whichever cloud they are for. */
function* objectStore(store: ManifestNode): Iterable<NameUse> {
  for (const credentials of ['s3Credentials', 'azureCredentials', 'googleCredentials']) {
    for (const [, reference] of store.at(credentials).entries()) yield* keyReference('Secret', reference);
  }
  yield* keyReference('Secret', store.at('endpointCA'));
}

/** The plugin for backups finds its settings in a resource of its own. */
function* pluginObjects(plugin: ManifestNode): Iterable<NameUse> {
  if (plugin.at('name').value !== barmanPlugin) return;
  yield* refers(`ObjectStore.${barmanGroup}`, plugin.at('parameters', 'barmanObjectName'));
}

function* podObjects(spec: ManifestNode): Iterable<NameUse> {
  for (const item of spec.at('imagePullSecrets').items()) yield* referred('Secret', item.at('name'));
  for (const variable of spec.at('env').items()) yield* variableNames(variable);
  for (const source of spec.at('envFrom').items()) yield* variableSourceNames(source);
  yield* projectedNames(spec.at('projectedVolumeTemplate'));
  yield* referred('ServiceAccount', spec.at('serviceAccountName'));
}

function* storageObjects(spec: ManifestNode): Iterable<NameUse> {
  const tablespaces = spec.at('tablespaces').items();
  const storages = [spec.at('storage'), spec.at('walStorage'), ...tablespaces.map((item) => item.at('storage'))];
  for (const storage of storages) {
    const fixed = say`claims keep their storage class`;
    yield* referred('StorageClass', storage.at('storageClass'), {}, false, fixed);
    yield* claimNames(storage.at('pvcTemplate'));
  }
  yield* claimNames(spec.at('ephemeralVolumeSource', 'volumeClaimTemplate', 'spec'));
}
