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

/** What was taken the last time, while there is such a role and database; where there is one of each, that. */
export function lastLogin({ memory }: CommandContext, target: Target): ChosenLogin | undefined {
  const logins = loginsOf(accessOf(target));
  const last = memory.get<LastLogin>(memoryKey(target));
  return logins.find((each) => isLast(each, last)) ?? (logins.length === 1 ? logins[0] : undefined);
}

/** As `chooseLogin`, in one list of roles and their databases. */
export async function chooseLoginAtOnce(
  context: CommandContext,
  target: Target,
  title: Said,
): Promise<ChosenLogin | undefined> {
  const last = context.memory.get<LastLogin>(memoryKey(target));
  const logins = lastFirst(loginsOf(accessOf(target)), (each) => isLast(each, last));
  const chosen = await pick(
    title,
    logins.map((each) => ({ ...loginChoice(each.login), label: loginTitle(each), value: each })),
    { placeholder: say`As which role, to which database?` },
  );
  if (chosen) await remember(context, target, chosen);
  return chosen;
}

/** `seller@shop`; without a database the role alone. */
export function loginTitle({ login, database }: ChosenLogin): Said {
  return database === undefined ? say`${login.role}` : say`${login.role}@${database}`;
}

function loginsOf(access: DatabaseAccess): readonly ChosenLogin[] {
  return access.logins.flatMap((login) => {
    const databases = login.databases ?? access.databases;
    if (databases.length === 0) return [{ access, login }];
    return databases.map((database) => ({ access, login, database }));
  });
}

interface LastLogin {
  readonly role: string;
  readonly database?: string;
}

function isLast({ login, database }: ChosenLogin, last: LastLogin | undefined): boolean {
  return login.role === last?.role && database === last.database;
}

async function remember(
  { memory }: CommandContext,
  target: Target,
  { login: { role }, database }: ChosenLogin,
): Promise<void> {
  await memory.update(memoryKey(target), { role, ...(database === undefined ? {} : { database }) });
}

/** Asks for role and database where there is a choice; what was taken the last time stands first. */
export async function chooseLogin(
  context: CommandContext,
  target: Target,
  options: { readonly title: Said; readonly withoutDatabase?: true },
): Promise<ChosenLogin | undefined> {
  const access = accessOf(target);
  const last = context.memory.get<LastLogin>(memoryKey(target));
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
  const chosen = { access, login, ...(database === undefined ? {} : { database }) };
  await remember(context, target, chosen);
  return chosen;
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

export function lastFirst<T>(items: readonly T[], isLast: (item: T) => boolean): readonly T[] {
  return [...items.filter(isLast), ...items.filter((item) => !isLast(item))];
}

function memoryKey({ connection, namespace, resource }: Target): string {
  return `dbManifests.login:${JSON.stringify([connection.context, namespace, resource.identity.kind, resource.identity.name])}`;
}
