import type { Derived, ManifestNode, ManifestPath, Resource, Said } from '../../contract/index.ts';
import { isFilledInLater } from '../../vocabulary/nameUses.ts';
import { isFalse, isTrue, isWritten, mayHoldMore, numberOf, textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';

/** Names that the operator makes from a resource. Pure. Sources are paths in mariadb-operator/mariadb-operator v26.6. */

export const group = 'k8s.mariadb.com';
export const serverType = `MariaDB.${group}`;
export const externalType = `ExternalMariaDB.${group}`;

/** Secrets with their keys, Services, roles ... each with the field that causes it. */
export function* madeObjects(resource: Resource): Iterable<Derived> {
  const { identity, root } = resource;
  if (isFilledInLater(identity.name)) return;
  const spec = root.at('spec');
  const itself: ManifestPath = ['metadata', 'name'];
  switch (identity.kind) {
    case 'MariaDB':
      yield* serverServices(resource);
      yield* serverSecrets(resource);
      yield* firstDatabase(spec);
      break;
    case 'MaxScale':
      yield* proxyObjects(resource);
      break;
    case 'Connection':
      yield connectionSecret(spec, identity.name, itself, isWritten(spec.at('database')));
      break;
    case 'ExternalMariaDB':
      if (isWritten(spec.at('connection')))
        yield connectionSecret(spec.at('connection'), identity.name, spec.at('connection').path, false);
      break;
    case 'Database':
      yield { type: 'Database', ...named(resource) };
      break;
    case 'User':
      yield { type: 'Role', ...named(resource), note: say`can log in` };
      break;
    case 'Backup':
    case 'SqlJob':
      if (isWritten(spec.at('schedule')))
        yield { type: 'CronJob', name: identity.name, because: spec.at('schedule').path };
      break;
    default:
  }
}

/** `spec.name`, else the name of the resource. api/v1alpha1/user_types.go (UsernameOrDefault), database_types.go */
export function named({ identity, root }: Resource): { readonly name: string; readonly because: ManifestPath } {
  const node = root.at('spec', 'name');
  const name = textOf(node);
  return name ? { name, because: node.path } : { name: identity.name, because: ['metadata', 'name'] };
}

/** Several servers that belong together. api/v1alpha1/mariadb_types.go (IsHAEnabled) */
export function isCluster(spec: ManifestNode): boolean {
  return ['replication', 'galera'].some((kind) => isTrue(spec.at(kind, 'enabled')));
}

/** It is, or may be once its placeholders are filled in. */
export function mayBeCluster(spec: ManifestNode): boolean {
  return isCluster(spec) || ['replication', 'galera'].some((kind) => mayHoldMore(spec.at(kind)));
}

/** Left out, it is on; the section without `enabled` switches it off. api/v1alpha1/mariadb_types.go (SetDefaults) */
export function hasTls(spec: ManifestNode): boolean {
  return !isWritten(spec.at('tls')) || isTrue(spec.at('tls', 'enabled'));
}

/** Whether the operator is known to make database and user: it wants both. api/v1alpha1/mariadb_types.go (IsInitialUserEnabled) */
export function hasFirstUser(spec: ManifestNode): boolean {
  return isWritten(spec.at('username')) && isWritten(spec.at('database'));
}

/** Secret and key of a password. */
export interface PasswordSecret {
  readonly name: string;
  readonly key: string;
  /** The field that names it, or that causes it. */
  readonly node: ManifestNode;
  /** The operator makes it. */
  readonly isMade: boolean;
}

/**
 * A reference with `generate`, or what counts if it is left out: a Secret of the resource's name with a suffix.
 * api/v1alpha1/mariadb_keys.go, maxscale_keys.go
 */
export function passwordSecret(reference: ManifestNode, byDefault: string, cause: ManifestNode): PasswordSecret {
  const name = textOf(reference.at('name'));
  if (!isWritten(reference)) return { name: byDefault, key: 'password', node: cause, isMade: true };
  const key = textOf(reference.at('key')) ?? '';
  return { name: name ?? '', key, node: reference, isMade: isTrue(reference.at('generate')) };
}

export function rootSecret({ identity, root }: Resource): PasswordSecret | undefined {
  const spec = root.at('spec');
  if (isTrue(spec.at('rootEmptyPassword'))) return undefined;
  return passwordSecret(spec.at('rootPasswordSecretKeyRef'), `${identity.name}-root`, root.at('metadata', 'name'));
}

/** `undefined`: nobody keeps the password in a Secret, but its hash, or a plugin. */
export function firstUserSecret({ identity, root }: Resource): PasswordSecret | undefined {
  const spec = root.at('spec');
  if (isWritten(spec.at('passwordHashSecretKeyRef')) || isWritten(spec.at('passwordPlugin'))) return undefined;
  return passwordSecret(spec.at('passwordSecretKeyRef'), `${identity.name}-password`, spec.at('username'));
}

/** internal/controller/mariadb_controller.go (reconcileService), mariadb_controller_metrics.go */
function* serverServices({ identity, root }: Resource): Iterable<Derived> {
  const { name } = identity;
  const spec = root.at('spec');
  const service = (suffix: string, note: Said, because: ManifestPath = ['metadata', 'name']): Derived => ({
    type: 'Service',
    name: `${name}${suffix}`,
    because,
    note,
  });
  if (!isCluster(spec)) yield service('', say`the server, read and write`);
  else {
    const because = spec.at(isTrue(spec.at('galera', 'enabled')) ? 'galera' : 'replication').path;
    yield service('-primary', say`primary, read and write`, because);
    yield service('-secondary', say`replicas, read-only`, because);
    yield service('', say`all servers, replicas too`);
  }
  yield service('-internal', say`names of the pods`);
  if (isTrue(spec.at('metrics', 'enabled'))) yield service('-metrics', say`metrics`, spec.at('metrics').path);
}

/** internal/controller/mariadb_controller.go (reconcileSecret), mariadb_controller_tls.go, mariadb_controller_metrics.go */
function* serverSecrets(resource: Resource): Iterable<Derived> {
  const { identity, root } = resource;
  const { name } = identity;
  const spec = root.at('spec');
  yield* madeSecret(rootSecret(resource), say`password of root`);
  if (isWritten(spec.at('username'))) yield* madeSecret(firstUserSecret(resource), say`password of the first user`);
  const replication = spec.at('replication');
  if (isTrue(replication.at('enabled'))) {
    const reference = replication.at('replica', 'replPasswordSecretKeyRef');
    yield* madeSecret(passwordSecret(reference, `${name}-repl-password`, replication), say`password of replicas`);
  }
  const metrics = spec.at('metrics');
  if (isTrue(metrics.at('enabled'))) {
    const secret = passwordSecret(metrics.at('passwordSecretKeyRef'), `${name}-metrics-password`, metrics);
    yield* madeSecret(secret, say`password of the exporter`);
  }
  if (hasTls(spec)) yield* certificates(resource);
  if (hasFirstUser(spec)) yield* serverConnections(resource);
  if (isWritten(spec.at('myCnf')) && !isWritten(spec.at('myCnfConfigMapKeyRef')))
    yield { type: 'ConfigMap', name: `${name}-config`, keys: ['my.cnf'], because: spec.at('myCnf').path };
}

/** What is not given is made: by the operator, or by cert-manager for an issuer. api/v1alpha1/mariadb_keys.go (TLS...) */
function* certificates({ identity, root }: Resource): Iterable<Derived> {
  const { name } = identity;
  const tls = root.at('spec', 'tls');
  const because: ManifestPath = isWritten(tls) ? tls.path : ['metadata', 'name'];
  const secret = (suffix: string, keys: readonly string[], note: Said): Derived => ({
    type: 'Secret',
    name: `${name}${suffix}`,
    keys,
    because,
    note,
  });
  yield secret('-ca-bundle', ['ca.crt'], say`certificate authorities to trust`);
  const sides = ['server', 'client'] as const;
  const isGiven = (side: string, what: string) => isWritten(tls.at(`${side}${what}`));
  if (sides.some((side) => !isGiven(side, 'CASecretRef') && !isGiven(side, 'CertIssuerRef')))
    yield secret('-ca', ['ca.crt', 'ca.key'], say`certificate authority`);
  for (const side of sides) {
    const keys = isGiven(side, 'CertIssuerRef') ? ['ca.crt', 'tls.crt', 'tls.key'] : ['tls.crt', 'tls.key'];
    if (!isGiven(side, 'CertSecretRef'))
      yield secret(
        `-${side}-cert`,
        keys,
        side === 'server' ? say`certificate of the server` : say`certificate of the client`,
      );
  }
}

/** internal/controller/mariadb_controller.go (reconcileConnection) */
function* serverConnections({ identity, root }: Resource): Iterable<Derived> {
  const spec = root.at('spec');
  const connections: readonly (readonly [field: string, suffix: string])[] = isCluster(spec)
    ? [
        ['connection', ''],
        ['primaryConnection', '-primary'],
        ['secondaryConnection', '-secondary'],
      ]
    : [['connection', '']];
  for (const [field, suffix] of connections) {
    const node = spec.at(field);
    if (isWritten(node)) yield connectionSecret(node, `${identity.name}${suffix}`, node.path, true);
  }
}

/** internal/controller/connection_controller.go (reconcileSecret) */
function connectionSecret(
  template: ManifestNode,
  connection: string,
  because: ManifestPath,
  hasDatabase: boolean,
): Derived {
  const fields = template.at('secretTemplate');
  const optional = ['usernameKey', 'passwordKey', 'hostKey', 'portKey', ...(hasDatabase ? ['databaseKey'] : [])];
  const keys = [textOf(fields.at('key')) ?? 'dsn', ...optional.flatMap((field) => textOf(fields.at(field)) ?? [])];
  const name = textOf(template.at('secretName')) || connection;
  return { type: 'Secret', name, keys, because, note: say`connection` };
}

function* firstDatabase(spec: ManifestNode): Iterable<Derived> {
  const [database, user] = [spec.at('database'), spec.at('username')];
  const name = textOf(database);
  if (name) yield { type: 'Database', name, because: database.path };
  const role = textOf(user);
  if (role && name) yield { type: 'Role', name: role, because: user.path, note: say`can log in` };
}

/** internal/controller/maxscale_controller.go, api/v1alpha1/maxscale_types.go (SetDefaults) */
function* proxyObjects({ identity, root }: Resource): Iterable<Derived> {
  const { name } = identity;
  const spec = root.at('spec');
  const itself = root.at('metadata', 'name');
  const service = (suffix: string, note: Said): Derived => ({
    type: 'Service',
    name: `${name}${suffix}`,
    because: itself.path,
    note,
  });
  yield service('', say`MaxScale, for applications`);
  yield service('-internal', say`names of the pods`);
  if (!isFalse(spec.at('admin', 'guiEnabled'))) yield service('-gui', say`page of MaxScale`);
  const auth = spec.at('auth');
  for (const user of proxyUsers(spec)) {
    const secret = passwordSecret(auth.at(`${user}PasswordSecretKeyRef`), proxySecretName(name, user), itself);
    yield* madeSecret(secret, say`password of MaxScale's user ${user}`);
  }
  const connection = spec.at('connection');
  if (isWritten(connection)) yield connectionSecret(connection, `${name}-connection`, connection.path, false);
}

function proxyUsers(spec: ManifestNode): readonly string[] {
  return [
    ...['admin', 'client', 'server', 'monitor'],
    ...((numberOf(spec.at('replicas')) ?? 1) > 1 ? ['sync'] : []),
    ...(isTrue(spec.at('metrics', 'enabled')) ? ['metrics'] : []),
  ];
}

export function proxySecretName(proxy: string, user: string): string {
  return `${proxy}-${user}`;
}

function* madeSecret(secret: PasswordSecret | undefined, note: Said): Iterable<Derived> {
  if (!secret?.isMade || isFilledInLater(secret.name) || isFilledInLater(secret.key)) return;
  yield { type: 'Secret', name: secret.name, keys: [secret.key], because: secret.node.path, note };
}
