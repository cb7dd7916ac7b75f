import type { ManifestNode, NameScope, NameUse, Resource } from '../../contract/index.ts';
import {
  asOptional,
  declares,
  declaresKeys,
  derives,
  isFilledInLater,
  refers,
  refersByItems,
  scopeOf,
  serviceOfHost,
} from '../../vocabulary/nameUses.ts';
import {
  containerNames,
  containerType,
  keyOf,
  referred,
  variableNames,
  variableSourceNames,
  volumeSourceNames,
  volumeType,
} from '../../vocabulary/podNames.ts';
import { isWritten, textItems, textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { poolerUser, preparedDatabases, preparedRoles, systemRoles } from './naming.ts';
import { configurationNames } from './configurationNames.ts';
import { configurationOf } from './operatorSettings.ts';
import { otherConfigurations } from './subjectIds.ts';
import { teamType, teamNames } from './teamNames.ts';
import { postgresContainer } from './pods.ts';

export const clusterType = 'postgresql.acid.zalan.do';
export const userType = 'zalando/user';
export const databaseType = 'zalando/database';

/**
 * Users, databases, volumes and containers of a cluster, its team, other clusters, and the objects that it reads. Where a
 * rule of the pack speaks about a name that is missing, the reference is optional: one of the two is enough.
 */
export function* names(resource: Resource): Iterable<NameUse> {
  const { identity, root } = resource;
  if (identity.kind === 'OperatorConfiguration' || otherConfigurations.includes(identity.kind))
    yield* configurationNames(configurationOf(resource));
  if (identity.kind === 'PostgresTeam') yield* teamNames(root.at('spec'));
  if (identity.kind !== 'postgresql') return;
  const spec = root.at('spec');
  yield* declares(teamType, spec.at('teamId'), { namespace: '', fixed: say`the team of a cluster stays` });
  yield* sourceNames(spec);
  yield* secretNames(spec);
  yield* referred('StorageClass', spec.at('volume', 'storageClass'), {}, false, say`claims keep their storage class`);
  if (isFilledInLater(identity.name)) return;
  const within = scopeOf(clusterType, identity.name);
  yield* userNames(resource, within);
  yield* userReferences(spec, within);
  yield* databaseNames(spec, identity.name, within);
  yield* podParts(spec, within);
}

/** The cluster to copy or to follow. */
function* sourceNames(spec: ManifestNode): Iterable<NameUse> {
  const clone = spec.at('clone');
  // With a time it is read from an archive, and may be gone or run elsewhere. pkg/cluster/k8sres.go#L2135
  const archived = isWritten(clone.at('timestamp')) || isWritten(clone.at('s3_wal_path'));
  yield* refers(clusterType, clone.at('cluster'), archived ? { optional: true } : {});
  yield* serviceOfHost(spec.at('standby', 'standby_host'));
}

/** Files of the certificate are keys of the Secret, unless they have a path of their own. pkg/cluster/k8sres.go#L2682 */
function* secretNames(spec: ManifestNode): Iterable<NameUse> {
  const tls = spec.at('tls');
  const secret = tls.at('secretName');
  const authority = tls.at('caSecretName');
  yield* referred('Secret', secret);
  yield* referred('Secret', authority);
  const files = [
    [secret, tls.at('certificateFile')],
    [secret, tls.at('privateKeyFile')],
    [textOf(authority) ? authority : secret, tls.at('caFile')],
  ] as const;
  for (const [owner, file] of files) {
    if (textOf(file)?.includes('/') === false) yield* keyOf('Secret', owner, file);
  }
}

/** Users as written, and those that the operator makes on top. */
function* userNames({ identity, root }: Resource, within: NameScope): Iterable<NameUse> {
  const spec = root.at('spec');
  const fixed = say`its name is made from that of the database`;
  yield* declaresKeys(userType, spec.at('users'), { within });
  for (const { name, because } of preparedRoles(spec, identity.name)) {
    yield* derives(userType, name, root.at(...because), { within, fixed });
  }
  const own = spec.at('connectionPooler', 'user');
  if (textOf(own) === poolerUser(spec)) yield* declares(userType, own, { within });
  for (const { name, because } of systemRoles(spec)) {
    if (name === textOf(own)) continue;
    yield* derives(userType, name, root.at(...because), { within, fixed: say`the operator makes this user` });
  }
}

function* userReferences(spec: ManifestNode, within: NameScope): Iterable<NameUse> {
  const optional = true;
  for (const [, owner] of spec.at('databases').entries()) yield* refers(userType, owner, { within, optional });
  for (const list of ['usersWithSecretRotation', 'usersWithInPlaceSecretRotation', 'usersIgnoringSecretRotation']) {
    yield* refersByItems(userType, spec.at(list), { within, optional });
  }
}

function* databaseNames(spec: ManifestNode, cluster: string, within: NameScope): Iterable<NameUse> {
  yield* declaresKeys(databaseType, spec.at('databases'), { within });
  yield* declaresKeys(databaseType, spec.at('preparedDatabases'), { within });
  if (spec.at('preparedDatabases').entries().length === 0) {
    const fixed = say`it is named like the cluster`;
    for (const [name, node] of preparedDatabases(spec, cluster)) {
      yield* derives(databaseType, name, node, { within, fixed });
    }
  }
  const slots = spec.at('patroni', 'slots').entries();
  for (const at of [...spec.at('streams').items(), ...slots.map(([, slot]) => slot)]) {
    yield* databaseReference(at.at('database'), { within, optional: true });
  }
}

/** Every server has a database `postgres`. */
function databaseReference(node: ManifestNode, details: Pick<NameUse, 'within' | 'optional'>): readonly NameUse[] {
  return node.value === 'postgres' ? [] : refers(databaseType, node, details);
}

/** Volumes and containers that the manifest adds to those of the operator, whose own ones are written nowhere. */
function* podParts(spec: ManifestNode, scope: NameScope): Iterable<NameUse> {
  for (const variable of spec.at('env').items()) yield* variableNames(variable);
  for (const source of spec.at('envFrom').items()) yield* variableSourceNames(source);
  for (const list of ['initContainers', 'sidecars']) {
    for (const container of spec.at(list).items()) {
      yield* asOptional(containerNames(container, { scope }), volumeType, containerType);
    }
  }
  for (const volume of spec.at('additionalVolumes').items()) {
    yield* declares(volumeType, volume.at('name'), { within: scope });
    yield* volumeSourceNames(volume.at('volumeSource'), { scope });
    for (const [name, node] of textItems(volume.at('targetContainers'))) {
      if (name === 'all' || name === postgresContainer) continue;
      yield* refers(containerType, node, { within: scope, optional: true });
    }
  }
}
