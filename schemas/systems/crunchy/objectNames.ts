import type { ManifestNode, NameUse } from '../../contract/index.ts';
import {
  claimNames,
  containerNames,
  filesFrom,
  keyReference,
  projectionNames,
  referred,
  variableNames,
} from '../../vocabulary/podNames.ts';
import { repositories } from './naming.ts';

/** Secrets, ConfigMaps, claims and storage classes that the kinds of the operator refer to, all in their own namespace. */

export function* clusterObjects(spec: ManifestNode): Iterable<NameUse> {
  const pgBouncer = spec.at('proxy', 'pgBouncer');
  const exporter = spec.at('monitoring', 'pgmonitor', 'exporter');
  const pgAdmin = spec.at('userInterface', 'pgAdmin');
  for (const certificate of [
    spec.at('customTLSSecret'),
    spec.at('customReplicationTLSSecret'),
    pgBouncer.at('customTLSSecret'),
    exporter.at('customTLSSecret'),
  ]) {
    yield* filesFrom('Secret', certificate, 'name', {});
  }
  for (const files of [
    spec.at('backups', 'pgbackrest', 'configuration'),
    spec.at('dataSource', 'pgbackrest', 'configuration'),
    spec.at('config', 'files'),
    exporter.at('configuration'),
    pgBouncer.at('config', 'files'),
    pgAdmin.at('config', 'files'),
  ]) {
    yield* projections(files);
  }
  yield* keyReference('ConfigMap', spec.at('databaseInitSQL'));
  yield* keyReference('Secret', pgAdmin.at('config', 'ldapBindPassword'));
  yield* instrumentation(spec);
  yield* pullSecrets(spec);
  for (const container of pgBouncer.at('containers').items()) yield* containerNames(container);
  yield* claims(spec);
}

export function* upgradeObjects(spec: ManifestNode): Iterable<NameUse> {
  yield* pullSecrets(spec);
}

export function* adminObjects(spec: ManifestNode): Iterable<NameUse> {
  const config = spec.at('config');
  yield* projections(config.at('files'));
  yield* keyReference('Secret', config.at('ldapBindPassword'));
  yield* keyReference('Secret', config.at('configDatabaseURI'));
  for (const item of config.at('oauthConfigurations').items()) yield* keyReference('Secret', item.at('secret'));
  for (const user of spec.at('users').items()) yield* keyReference('Secret', user.at('passwordRef'));
  yield* instrumentation(spec);
  yield* pullSecrets(spec);
  yield* claimNames(spec.at('dataVolumeClaimSpec'));
  yield* additionalVolumes(spec);
}

/** The API key; Secrets of roles are made by the operator. */
export function bridgeObjects(spec: ManifestNode): Iterable<NameUse> {
  return referred('Secret', spec.at('secret'));
}

/** Everything that is a claim, or becomes one. */
function* claims(spec: ManifestNode): Iterable<NameUse> {
  for (const set of spec.at('instances').items()) {
    for (const container of set.at('containers').items()) yield* containerNames(container);
    yield* claimNames(set.at('dataVolumeClaimSpec'));
    yield* claimNames(set.at('walVolumeClaimSpec'));
    yield* claimNames(set.at('volumes', 'temp'));
    for (const item of set.at('tablespaceVolumes').items()) yield* claimNames(item.at('dataVolumeClaimSpec'));
    yield* additionalVolumes(set);
  }
  for (const repository of repositories(spec)) yield* claimNames(repository.at('volume', 'volumeClaimSpec'));
  yield* claimNames(spec.at('userInterface', 'pgAdmin', 'dataVolumeClaimSpec'));
  for (const part of [
    spec.at('backups', 'pgbackrest', 'jobs'),
    spec.at('backups', 'pgbackrest', 'repoHost'),
    spec.at('backups', 'pgbackrest', 'restore'),
    spec.at('dataSource', 'pgbackrest'),
    spec.at('dataSource', 'postgresCluster'),
    spec.at('proxy', 'pgBouncer'),
  ]) {
    yield* additionalVolumes(part);
  }
  for (const volume of ['pgDataVolume', 'pgWALVolume', 'pgBackRestVolume']) {
    yield* referred('PersistentVolumeClaim', spec.at('dataSource', 'volumes', volume, 'pvcName'));
  }
}

function* additionalVolumes(part: ManifestNode): Iterable<NameUse> {
  for (const volume of part.at('volumes', 'additional').items()) {
    yield* referred('PersistentVolumeClaim', volume.at('claimName'));
  }
}

function* instrumentation(spec: ManifestNode): Iterable<NameUse> {
  const config = spec.at('instrumentation', 'config');
  yield* projections(config.at('files'));
  for (const variable of config.at('environmentVariables').items()) yield* variableNames(variable);
}

function* projections(list: ManifestNode): Iterable<NameUse> {
  for (const item of list.items()) yield* projectionNames(item);
}

function* pullSecrets(spec: ManifestNode): Iterable<NameUse> {
  for (const item of spec.at('imagePullSecrets').items()) yield* referred('Secret', item.at('name'));
}
