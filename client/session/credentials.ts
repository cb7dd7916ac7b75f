import type { Login, Said, SecretSource } from '../../schemas/contract/index.ts';
import { secrets } from '../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import type { KubernetesObject } from '../cluster/connection.ts';
import { ClusterError, isClusterError } from '../cluster/errors.ts';
import { labelText } from './members.ts';
import { withConfiguration } from './resolveTarget.ts';
import { dataOf, textOfKey } from './secretData.ts';
import type { Target } from './target.ts';

/** In memory only, for as long as a session needs it. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
  readonly database?: string;
  /** The Secret they came from. Absent: the role has no password. */
  readonly source?: { readonly namespace: string; readonly name: string };
  /** Sentences for the person: the values were used as they are, but look wrong. */
  readonly warnings: readonly Said[];
}

/**
 * What the role logs in with: from the Secret of its name, else from one with the labels of such Secrets that names this
 * user. The user is the Secret's, not the manifest's: passwords are rotated by changing both.
 * Fails with `missing-secret` or `missing-key`.
 */
export async function readCredentials(target: Target, login: Login, signal?: AbortSignal): Promise<Credentials> {
  try {
    return await readFrom(target, login, signal);
  } catch (error) {
    // The operator may have been told to name its Secrets otherwise.
    const configured = isClusterError(error, 'missing-secret') && (await withConfiguration(target, signal));
    const renamed = configured && configured.recipe.access?.logins.find(({ role }) => role === login.role);
    if (!configured || !renamed || renamed.secret?.name === login.secret?.name) throw error;
    return readFrom(configured, renamed, signal);
  }
}

async function readFrom(target: Target, login: Login, signal?: AbortSignal): Promise<Credentials> {
  const { secret, role, noPassword } = login;
  if (!secret) {
    if (noPassword) return { user: role, password: '', warnings: [] };
    throw new ClusterError(
      'missing-secret',
      say`No Secret holds the password of role ${role}.`,
      say`Enter the password yourself, or choose another role.`,
    );
  }
  const found = await findSecret(target, secret, role, signal);
  const { name, namespace = namespaceOf(target, secret) } = found.metadata;
  const warnings: Said[] = [];
  const read = (key: string): string => {
    const value = textOfKey(found, key, { kind: 'Secret', name, namespace });
    if (/[\r\n]$/.test(value)) warnings.push(lineBreakWarning(name, key));
    return value;
  };
  const user = secret.userKey === undefined ? role : read(secret.userKey);
  const password = read(secret.passwordKey);
  const { databaseKey } = secret;
  const hasDatabase = databaseKey !== undefined && dataOf(found)[databaseKey] !== undefined;
  const database = hasDatabase ? { database: read(databaseKey) } : {};
  return { user, password, ...database, source: { namespace, name }, warnings };
}

function lineBreakWarning(name: string, key: string): Said {
  return say`Key ${key} of Secret ${name} ends with a line break, which belongs to the value: the login fails if the database does not know it with the line break. Write the Secret without it (echo -n).`;
}

async function findSecret(
  target: Target,
  source: SecretSource,
  role: string,
  signal?: AbortSignal,
): Promise<KubernetesObject> {
  const namespace = namespaceOf(target, source);
  const named = source.name
    ? await target.connection.read({ ...secrets, name: source.name, namespace }, signal)
    : undefined;
  const found = named ?? (await findByLabels(target, source, role, signal));
  if (found) return found;
  throw new ClusterError(
    'missing-secret',
    source.labels
      ? say`Secret ${source.name} with the password of role ${role} does not exist in namespace ${namespace}, nor one labelled ${labelText(source.labels)} for this user.`
      : say`Secret ${source.name} with the password of role ${role} does not exist in namespace ${namespace}.`,
    say`Wait until the operator has made it, or check the role in the manifest and the namespace.`,
  );
}

/** Who may read one Secret by its name need not be allowed to list them. */
async function findByLabels(
  { connection, ...target }: Target,
  source: SecretSource,
  role: string,
  signal?: AbortSignal,
): Promise<KubernetesObject | undefined> {
  const { labels, userKey, passwordKey } = source;
  if (!labels) return undefined;
  const namespace = namespaceOf(target, source);
  try {
    const candidates = await connection.list(secrets, { namespace, labels, ...(signal ? { signal } : {}) });
    const withPassword = candidates.filter((each) => dataOf(each)[passwordKey] !== undefined);
    if (userKey === undefined) return withPassword.length === 1 ? withPassword[0] : undefined;
    const user = Buffer.from(role).toString('base64');
    return withPassword
      .sort((one, other) => one.metadata.name.localeCompare(other.metadata.name, 'en'))
      .find((each) => dataOf(each)[userKey] === user);
  } catch (error) {
    if (isClusterError(error, 'forbidden')) return undefined;
    throw error;
  }
}

function namespaceOf({ podNamespace }: Pick<Target, 'podNamespace'>, { namespace }: SecretSource): string {
  return namespace ?? podNamespace;
}
