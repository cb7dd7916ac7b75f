import type { ManifestNode, NameUse, Resource } from '../../contract/index.ts';
import {
  asOptional,
  declares,
  derives,
  isFilledInLater,
  refers,
  scopeOf,
  serviceOfHost,
} from '../../vocabulary/nameUses.ts';
import {
  claimNames,
  containerNames,
  keyReference,
  knownName,
  referred,
  volumeSourceNames,
  volumeType,
} from '../../vocabulary/podNames.ts';
import { isTrue, isWritten, textItems } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { externalType, group, named, serverType } from './naming.ts';

export const userType = 'mariadb/user';
export const databaseType = 'mariadb/database';

/** Servers, backups, users and databases by name, and the Secrets, ConfigMaps, volumes and classes that are read. */
export function* names(resource: Resource): Iterable<NameUse> {
  const spec = resource.root.at('spec');
  yield* serverReference(spec.at('mariaDbRef'));
  for (const [type, node] of ownReferences(resource.identity.kind, spec)) yield* referenceTo(`${type}.${group}`, node);
  yield* sqlNames(resource);
  yield* podSettings(spec, resource);
  yield* readObjects(spec);
}

/** A `MariaDB`, or with that kind an `ExternalMariaDB`; maybe of another namespace. */
export function serverReference(node: ManifestNode): readonly NameUse[] {
  const kind = node.at('kind');
  if (isWritten(kind) && kind.value !== 'MariaDB' && kind.value !== 'ExternalMariaDB') return [];
  const fixed = say`it stays with its server`;
  const namespace = knownName(node.at('namespace'));
  const type = kind.value === 'ExternalMariaDB' ? externalType : serverType;
  return refers(type, node.at('name'), { fixed, ...(namespace === undefined ? {} : { namespace }) });
}

/** Other resources of the operator that are named, by their kind. */
function ownReferences(kind: string, spec: ManifestNode): readonly (readonly [kind: string, node: ManifestNode])[] {
  switch (kind) {
    case 'MariaDB': {
      const from = spec.at('bootstrapFrom');
      const backup = from.at('backupRef', 'kind').value === 'PhysicalBackup' ? 'PhysicalBackup' : 'Backup';
      const template = spec.at('replication', 'replica', 'bootstrapFrom', 'physicalBackupTemplateRef');
      return [
        ['MaxScale', spec.at('maxScaleRef')],
        ['PointInTimeRecovery', spec.at('pointInTimeRecoveryRef')],
        [backup, from.at('backupRef')],
        ['PointInTimeRecovery', from.at('pointInTimeRecoveryRef')],
        ['PhysicalBackup', template],
        ...spec
          .at('multiCluster', 'members')
          .items()
          .map((member) => ['ExternalMariaDB', member.at('externalMariaDbRef')] as const),
      ];
    }
    case 'Connection':
      return [['MaxScale', spec.at('maxScaleRef')]];
    case 'Restore':
      return [['Backup', spec.at('backupRef')]];
    case 'PointInTimeRecovery':
      return [['PhysicalBackup', spec.at('physicalBackupRef')]];
    case 'SqlJob':
      return spec
        .at('dependsOn')
        .items()
        .map((each) => ['SqlJob', each]);
    default:
      return [];
  }
}

function referenceTo(type: string, node: ManifestNode): readonly NameUse[] {
  const namespace = knownName(node.at('namespace'));
  return refers(type, node.at('name'), namespace === undefined ? {} : { namespace });
}

/** Users and databases count inside their server; others may have been made in it by hand. */
function* sqlNames(resource: Resource): Iterable<NameUse> {
  const { identity, root } = resource;
  const spec = root.at('spec');
  if (identity.kind === 'MariaDB') {
    if (isFilledInLater(identity.name)) return;
    const within = scopeOf(serverType, identity.name);
    const fixed = say`it is made once`;
    yield* declares(databaseType, spec.at('database'), { within, fixed });
    yield* declares(userType, spec.at('username'), { within, fixed });
    yield* derives(userType, 'root', root.at('metadata', 'name'), { within, fixed: say`the image makes this user` });
    return;
  }
  const [server] = serverReference(spec.at('mariaDbRef'));
  if (server === undefined) return;
  const within = scopeOf(server.type, server.name, server.namespace);
  if (identity.kind === 'User') yield* declaredAs(userType, resource, within);
  if (identity.kind === 'Database') yield* declaredAs(databaseType, resource, within);
  const user = identity.kind === 'User' ? undefined : spec.at('username');
  if (user) yield* refers(userType, user, { within, optional: true });
  if (spec.at('database').value !== '*') yield* refers(databaseType, spec.at('database'), { within, optional: true });
  for (const [, node] of textItems(spec.at('databases'))) yield* refers(databaseType, node, { within, optional: true });
}

/** By `spec.name`, else by the name of the resource. */
function declaredAs(type: string, resource: Resource, within: NonNullable<NameUse['within']>): readonly NameUse[] {
  const { name, because } = named(resource);
  const fixed = say`it is called so in the server`;
  return derives(type, name, resource.root.at(...because), { within, fixed });
}

/** What pods and claims are told: the operator has volumes of its own, so that none of those is missing. */
function* podSettings(spec: ManifestNode, { identity }: Resource): Iterable<NameUse> {
  const scope = scopeOf(`${identity.kind}.${group}`, identity.name);
  for (const container of containersOf(identity.kind, spec)) {
    yield* asOptional(containerNames(container, { scope }), volumeType);
  }
  for (const volume of spec.at('volumes').items()) {
    yield* declares(volumeType, volume.at('name'), { within: scope });
    yield* volumeSourceNames(volume);
  }
  for (const path of volumePaths) yield* volumeSourceNames(spec.at(...path));
  for (const path of claimPaths) yield* claimNames(spec.at(...path));
  const fixed = say`claims keep their storage class`;
  yield* referred('StorageClass', spec.at('storage', 'storageClassName'), {}, false, fixed);
  yield* serviceOfHost(spec.at('host'));
  yield* refers('Service', spec.at('serviceName'));
}

/** The server or proxy itself, what runs beside it, and the operator's own. */
function containersOf(kind: string, spec: ManifestNode): readonly ManifestNode[] {
  if (kind !== 'MariaDB' && kind !== 'MaxScale') return [];
  return [
    spec,
    ...['initContainers', 'sidecarContainers'].flatMap((list) => spec.at(list).items()),
    ...['replication', 'galera'].flatMap((mode) => ['agent', 'initContainer'].map((own) => spec.at(mode, own))),
  ];
}

const volumePaths = [
  ['volume'],
  ['storage', 'volume'],
  ['stagingStorage', 'volume'],
  ['bootstrapFrom', 'volume'],
] as const;
const claimPaths = [
  ['storage', 'volumeClaimTemplate'],
  ['storage', 'persistentVolumeClaim'],
  ['stagingStorage', 'persistentVolumeClaim'],
  ['galera', 'config', 'volumeClaimTemplate'],
  ['config', 'volumeClaimTemplate'],
  ['bootstrapFrom', 'stagingStorage', 'persistentVolumeClaim'],
] as const;

/**
 * Secrets and ConfigMaps, wherever they are named: fields of one form have names of one form. Of those that are generated
 * nobody has to make any.
 */
function* readObjects(node: ManifestNode): Iterable<NameUse> {
  for (const [key, child] of node.entries()) {
    if (key === 'env' || key === 'envFrom') continue;
    if (key.endsWith('SecretKeyRef') || secretKeys.has(key)) yield* secretKey(child);
    else if (key.endsWith('ConfigMapKeyRef')) yield* keyReference('ConfigMap', child);
    else if (key.endsWith('SecretRef')) yield* referred('Secret', child.at('name'));
    else if (key === 'imagePullSecrets') for (const item of child.items()) yield* referred('Secret', item.at('name'));
    else yield* readObjects(child);
  }
  for (const item of node.items()) yield* readObjects(item);
}

const secretKeys: ReadonlySet<string> = new Set(['storageAccountKey']);

/** With `generate` the operator makes what is not there. */
function* secretKey(reference: ManifestNode): Iterable<NameUse> {
  const isMade = isTrue(reference.at('generate'));
  for (const use of keyReference('Secret', reference)) yield isMade ? { ...use, optional: true } : use;
}
