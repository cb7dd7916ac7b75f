import { isIP } from 'node:net';
import type { FieldValue, Labels, ManifestPath, ManifestValue } from '../../schemas/contract/index.ts';
import { secrets } from '../../schemas/vocabulary/objectTypes.ts';
import { joined, say } from '../../schemas/vocabulary/say.ts';
import type { ClusterConnection, KnownObject, KubernetesObject, Permission } from '../cluster/connection.ts';
import { ClusterError, isClusterError } from '../cluster/errors.ts';
import { knownObject } from './knownObject.ts';
import { allow } from './permissions.ts';
import { dataOf } from './secretData.ts';
import type { Target } from './target.ts';

/** A database service as its Secret describes it; the credentials are read again when they are needed. */
export interface DatabaseService {
  readonly namespace: string;
  /** Of the Secret. */
  readonly name: string;
  /** As seen from any namespace: the name of a Service has its namespace behind it. Empty: the Secret does not say. */
  readonly host: string;
  /** 5432 where the Secret does not say. */
  readonly port: number;
  /** Of host, username and password, those that the Secret lacks. */
  readonly missing: readonly string[];
}

/** The Secret in which the credentials have to be. */
export interface CredentialsSecret {
  readonly namespace: string;
  readonly name: string;
  readonly userKey: string;
  readonly passwordKey: string;
}

/** What writing the Secret will do; never values. */
export interface SecretPlan {
  readonly secret: CredentialsSecret;
  /** The one that exists, as it was compared. */
  readonly existing?: { readonly object: KnownObject; readonly resourceVersion: string };
  /** Keys that get another value, or are new to a Secret that exists. */
  readonly changes: readonly { readonly key: string; readonly change: 'added' | 'changed' }[];
  /** A sentence each. */
  readonly warnings: readonly string[];
}

/** Secrets of database services by their labels, of every namespace or, where that is forbidden, of the connection's. */
export async function findDatabaseServices(
  connection: ClusterConnection,
  labels: Labels,
  signal?: AbortSignal,
): Promise<readonly DatabaseService[]> {
  const query = { labels, ...(signal ? { signal } : {}) };
  let found: readonly KubernetesObject[];
  try {
    found = await connection.list(secrets, { ...query, everyNamespace: true });
  } catch (error) {
    if (!isClusterError(error, 'forbidden')) throw error;
    found = await connection.list(secrets, { ...query, namespace: connection.namespace });
  }
  return found.map(readService).sort((one, other) => placeOf(one).localeCompare(placeOf(other), 'en'));
}

/** The Secret that the target takes its credentials from: that of its first login, as the pack reads it. */
export function credentialsSecretOf({ recipe, podNamespace, resource }: Target): CredentialsSecret {
  const secret = recipe.access?.logins.find((login) => login.secret !== undefined)?.secret;
  if (secret?.userKey === undefined)
    throw new ClusterError(
      'missing-secret',
      say`${resource.identity.kind} ${resource.identity.name} takes no credentials from a Secret.`,
      say`Use the manifest that the database is for.`,
    );
  return {
    ...{ namespace: secret.namespace ?? podNamespace, name: secret.name },
    ...{ userKey: secret.userKey, passwordKey: secret.passwordKey },
  };
}

/** Only reads. */
export async function planSecret(
  connection: ClusterConnection,
  service: DatabaseService,
  secret: CredentialsSecret,
  signal?: AbortSignal,
): Promise<SecretPlan> {
  const data = await credentialsOf(connection, { service, secret }, signal);
  const now = await connection.read({ ...secrets, ...nameOf(secret) }, signal);
  const old = now ? dataOf(now) : {};
  const changes = Object.entries(data)
    .filter(([key, value]) => old[key] !== value)
    .map(([key]) => ({ key, change: old[key] === undefined ? ('added' as const) : ('changed' as const) }));
  const warnings = Object.entries(data)
    .filter(([, value]) => /[\r\n]$/.test(decode(value)))
    .map(([key]) => `${key} ends with a line break in Secret ${placeOf(service)}: a login with it is likely to fail.`);
  if (!now) return { secret, changes: [], warnings };
  const { resourceVersion = '' } = now.metadata;
  return { secret, existing: { object: knownObject(secrets, now), resourceVersion }, changes, warnings };
}

/** What `writeSecret` needs. */
export function verbsToWrite({ secret: { namespace }, existing }: SecretPlan): readonly Permission[] {
  return allow([existing ? 'patch' : 'create'], secrets, namespace);
}

/**
 * Makes the Secret, or changes the two keys of the one that exists and leaves its other keys alone. Fails with `changed`
 * or `refused` if it is not as it was when it was planned.
 */
export async function writeSecret(
  connection: ClusterConnection,
  { service, plan }: { readonly service: DatabaseService; readonly plan: SecretPlan },
  signal?: AbortSignal,
): Promise<void> {
  const { secret, existing } = plan;
  const data = await credentialsOf(connection, { service, secret }, signal);
  const options = signal ? { signal } : {};
  if (existing) {
    const { object, resourceVersion } = existing;
    await connection.patch(object, { data }, { ...options, resourceVersion });
    return;
  }
  const { namespace, name } = secret;
  const object = { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', metadata: { name, namespace }, data };
  await connection.create(secrets, object, { namespace, ...options });
}

/** The manifest's value as it will be with the fields set: what the pack makes of it says which Secret is read. */
export function withFields(value: unknown, fields: readonly FieldValue[]): unknown {
  return fields.reduce((now, { path, value: field }) => withField(now, path, field), value);
}

/** A database's name as PostgreSQL takes it without quotes, or nearly: what is wrong with it, or `undefined`. */
export function problemOfDatabaseName(name: string): string | undefined {
  if (name === '') return 'A name is needed.';
  if (Buffer.byteLength(name) > 63) return 'PostgreSQL cuts names after 63 bytes.';
  return /[\s"'\\/\0]/.test(name) ? 'Spaces, quotes and slashes do not belong into the name of a database.' : undefined;
}

function withField(value: unknown, [key, ...rest]: ManifestPath, field: ManifestValue): unknown {
  if (key === undefined) return field;
  const map = isMap(value) ? value : {};
  return { ...map, [key]: withField(map[key], rest, field) };
}

function readService(secret: KubernetesObject): DatabaseService {
  const { name, namespace = '' } = secret.metadata;
  const data = dataOf(secret);
  const written = decode(valueOf(data, names.host)).trim();
  const [, address = written, appended] = /^([^:]+):(\d+)$/.exec(written) ?? [];
  const port = Number(decode(valueOf(data, names.port)).trim() || appended);
  const lacking = Object.entries(names).filter(
    ([wanted, keys]) => wanted !== 'port' && valueOf(data, keys) === undefined,
  );
  return {
    ...{ namespace, name, host: fullHost(address, namespace) },
    port: Number.isInteger(port) && port > 0 && port < 65_536 ? port : 5432,
    missing: lacking.map(([, [key]]) => key),
  };
}

/** Keys in the order of preference, whatever their case. */
const names = {
  host: ['host'],
  port: ['port'],
  user: ['username', 'user'],
  password: ['password'],
} as const;

/** The name of a Service means nothing in another namespace. */
function fullHost(host: string, namespace: string): string {
  const bare = host !== '' && host !== 'localhost' && !host.includes('.') && isIP(host) === 0;
  return bare ? `${host}.${namespace}.svc` : host;
}

async function credentialsOf(
  connection: ClusterConnection,
  { service, secret }: { readonly service: DatabaseService; readonly secret: CredentialsSecret },
  signal: AbortSignal | undefined,
): Promise<Readonly<Record<string, string>>> {
  const source = await connection.read({ ...secrets, ...nameOf(service) }, signal);
  if (!source)
    throw new ClusterError(
      'missing-secret',
      say`Secret ${placeOf(service)} does not exist any more.`,
      say`Choose another.`,
    );
  const data = dataOf(source);
  const user = valueOf(data, names.user);
  const password = valueOf(data, names.password);
  const keys = Object.keys(data).sort();
  if (user === undefined || password === undefined)
    throw new ClusterError(
      'missing-key',
      say`Secret ${placeOf(service)} lacks username or password; it has ${keys.length > 0 ? joined(keys, ', ') : say`no keys`}.`,
      say`Choose the Secret that the database service made when its instance was created.`,
    );
  return { [secret.userKey]: user, [secret.passwordKey]: password };
}

function valueOf(data: Readonly<Record<string, string>>, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const found = data[key] ?? Object.entries(data).find(([each]) => each.toLowerCase() === key)?.[1];
    if (found !== undefined && found !== '') return found;
  }
  return undefined;
}

function decode(value: string | undefined): string {
  return value === undefined ? '' : Buffer.from(value, 'base64').toString('utf8');
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf({ namespace, name }: { readonly namespace: string; readonly name: string }): {
  readonly namespace: string;
  readonly name: string;
} {
  return { namespace, name };
}

function placeOf({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}
