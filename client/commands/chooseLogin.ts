import type { Said } from '../../schemas/contract/index.ts';
import type { DatabaseAccess, Login } from '../../schemas/contract/recipe.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { ClusterError, isClusterError } from '../cluster/errors.ts';
import { readCredentials } from '../session/credentials.ts';
import type { Credentials } from '../session/credentials.ts';
import type { Target } from '../session/target.ts';
import { askText, pick } from '../screen/ask.ts';
import type { Choice } from '../screen/ask.ts';
import type { CommandContext } from './command.ts';

/** As whom, and to which database. */
export interface ChosenLogin {
  readonly access: DatabaseAccess;
  readonly login: Login;
  /** Absent: the manifest makes none, and the client's own default serves. */
  readonly database?: string;
}

/** Asks for role and database where there is a choice; what was taken the last time stands first. */
export async function chooseLogin(
  context: CommandContext,
  target: Target,
  options: { readonly title: Said; readonly withoutDatabase?: true },
): Promise<ChosenLogin | undefined> {
  const access = accessOf(target);
  const key = memoryKey(target);
  const last = context.memory.get<{ role: string; database?: string }>(key);
  const logins = lastFirst(access.logins, ({ role }) => role === last?.role);
  const login = await pick(options.title, logins.map(loginChoice), { placeholder: say`As which role?` });
  if (!login) return undefined;
  if (options.withoutDatabase) return { access, login };
  const databases = lastFirst(login.databases ?? access.databases, (name) => name === last?.database);
  const database =
    databases.length === 0
      ? undefined
      : await pick(
          options.title,
          databases.map((name) => ({ label: say`${name}`, value: name })),
          { placeholder: say`Which database, as ${login.role}?` },
        );
  if (databases.length > 0 && database === undefined) return undefined;
  await context.memory.update(key, { role: login.role, ...(database === undefined ? {} : { database }) });
  return { access, login, ...(database === undefined ? {} : { database }) };
}

export function accessOf({ recipe, resource }: Target): DatabaseAccess {
  const { kind, name } = resource.identity;
  if (recipe.listens)
    throw new ClusterError(
      'missing-program',
      say`Nothing here speaks the protocol of ${kind} ${name}.`,
      say`Open a tunnel to it, and give its port to the client program of the database.`,
    );
  if (!recipe.access)
    throw new ClusterError(
      'no-pod',
      say`${kind} ${name} runs no database.`,
      say`Use the resource that runs the database.`,
    );
  if (recipe.access.logins.length > 0) return recipe.access;
  throw new ClusterError(
    'missing-secret',
    say`${kind} ${name} makes no role that can log in.`,
    say`Add a user to the manifest and apply it.`,
  );
}

/** From the role's Secret; where there is none, or where it may not be read, from the person. */
export async function credentialsFor(
  target: Target,
  login: Login,
  signal?: AbortSignal,
): Promise<Credentials | undefined> {
  try {
    return await readCredentials(target, login, signal);
  } catch (error) {
    if (!isClusterError(error, 'missing-secret', 'forbidden')) throw error;
    const password = await askText({
      ...{ title: say`Password of ${login.role}`, prompt: error.said.message, secret: true },
    });
    return password === undefined ? undefined : { user: login.role, password, warnings: [] };
  }
}

function loginChoice(login: Login): Choice<Login> {
  return {
    label: say`${login.role}`,
    ...(login.note === undefined ? {} : { description: login.note }),
    value: login,
  };
}

function lastFirst<T>(items: readonly T[], isLast: (item: T) => boolean): readonly T[] {
  return [...items.filter(isLast), ...items.filter((item) => !isLast(item))];
}

function memoryKey({ connection, namespace, resource }: Target): string {
  return `dbManifests.login:${JSON.stringify([connection.context, namespace, resource.identity.kind, resource.identity.name])}`;
}
