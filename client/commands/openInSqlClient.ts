import type { Said } from '../../schemas/contract/index.ts';
import { joined, say } from '../../schemas/vocabulary/say.ts';
import { isClusterError } from '../cluster/errors.ts';
import { readCredentials } from '../session/credentials.ts';
import type { Credentials } from '../session/credentials.ts';
import { describeConnection } from '../session/describeConnection.ts';
import { offersTls } from '../session/offersTls.ts';
import { withExisting } from '../session/resolveTarget.ts';
import type { Assurance, SqlConnection } from '../session/sqlClientForms.ts';
import type { Target } from '../session/target.ts';
import { inform, mention, pick, warn, withProgress } from '../screen/ask.ts';
import type { Choice } from '../screen/ask.ts';
import { copySecret } from '../ui/clipboard.ts';
import { findSqlClients, sqlClients } from '../ui/sqlClients.ts';
import type { HandedConnection, SqlClient } from '../ui/sqlClients.ts';
import { accessOf, chooseLogin } from './chooseLogin.ts';
import type { ChosenLogin } from './chooseLogin.ts';
import type { Command, CommandContext } from './command.ts';
import { tunnelFor } from './openTunnel.ts';
import { sessionMode } from './sessionMode.ts';

/** Gives a tunnel to the primary to the program that the person works with. */
export const openInSqlClient: Command = {
  id: 'dbManifests.openInSqlClient',
  async run(context, argument) {
    const given = await context.target(argument, { accepts: ({ recipe }) => recipe.access !== undefined });
    if (!given) return;
    const { name } = given.resource.identity;
    const target = await withProgress(say`Looking for ${name}`, ({ signal }) => withExisting(given, signal));
    accessOf(target);
    const title = say`Open ${name} in SQL Client`;
    const chosen = await chooseLogin(context, target, { title });
    const client = chosen && (await chooseClient(context, chosen, title));
    if (client) await handOver(context, target, chosen, client);
  },
};

async function chooseClient(
  { memory, lastingMemory }: CommandContext,
  { access: { engine } }: ChosenLogin,
  title: Said,
): Promise<SqlClient | undefined> {
  const clients = sqlClients(engine, lastingMemory);
  const last = memory.get<string>(clientKey);
  const choices: Choice<SqlClient | 'find'>[] = [...clients]
    .sort((one, other) => Number(other.id === last) - Number(one.id === last))
    .map((each) => ({ label: each.title, icon: each.icon, detail: each.detail, value: each }));
  if (clients.every(({ id }) => id === 'link'))
    choices.push({
      label: say`Find one for the editor`,
      icon: 'extensions',
      detail: say`Shows PostgreSQL, DBCode and SQLTools in the list of extensions. Install one, then call this again.`,
      value: 'find',
    });
  const chosen = await pick(title, choices, { placeholder: say`In which one?` });
  if (chosen !== 'find') {
    if (chosen) await memory.update(clientKey, chosen.id);
    return chosen;
  }
  await findSqlClients();
  return undefined;
}

async function handOver(
  context: CommandContext,
  target: Target,
  chosen: ChosenLogin,
  client: SqlClient,
): Promise<void> {
  const { access, login } = chosen;
  const mode = await sessionMode(context, target, access, notKeptBy(client, chosen));
  if (!mode) return;
  const found = await secretOf(target, chosen);
  const {
    id: tunnel,
    tunnel: { port },
  } = await tunnelFor(context, target);
  const connection = await withProgress(say`Looking at the server`, async ({ signal }) => {
    const user = found?.user ?? login.role;
    const database = chosen.database ?? found?.database ?? (access.engine === 'postgresql' ? 'postgres' : '');
    const place = await describeConnection(target, {
      ...{ access, user, database, port, readOnly: mode === 'read-only', storage: context.storage, signal },
    });
    return { ...place, ...named(target, user, database), mode: await settledMode(place, signal) };
  });
  if (found && found.password !== '' && !(await offerPassword(client, found))) return;
  const handed = await client.handOver(connection);
  context.handOvers.keep({
    tunnel,
    key: JSON.stringify([client.id, connection.id]),
    end: () => end(client, connection, handed),
  });
  inform(joined([handed.next, assured(client.assurance(connection)), ...readOnlyNote(connection, target)], ' '));
}

/** Where the server may or may not encrypt, it is asked: no client tries both. */
async function settledMode(
  { engine, port, mode, authority }: Pick<SqlConnection, 'engine' | 'port' | 'mode' | 'authority'>,
  signal: AbortSignal,
): Promise<SqlConnection['mode']> {
  if (authority || (mode !== 'prefer' && mode !== 'allow')) return mode;
  return (await offersTls({ engine, port, signal })) ? 'require' : 'disable';
}

/** The same names tomorrow, so that what is added again replaces what was there. */
function named(
  { connection: { context, server }, namespace, resource }: Target,
  user: string,
  database: string,
): Pick<SqlConnection, 'id' | 'name'> {
  const { kind, name } = resource.identity;
  return {
    id: JSON.stringify([server, context, namespace, kind, name, user, database]),
    name: `${[context, namespace, name].filter((each) => each !== '').join(' / ')} (${[user, database].filter((each) => each !== '').join('@')})`,
  };
}

/** Why its session cannot be promised to begin read-only, where the server would keep to it. */
function notKeptBy({ readsOnly, title }: SqlClient, { access: { readOnlySessions } }: ChosenLogin): Said | undefined {
  if (readOnlySessions !== 'kept') return readOnlySessions.notKept;
  return readsOnly ? undefined : say`${title} cannot be told to begin read-only.`;
}

/** What the role logs in with; `undefined`: nobody but the person knows it, and is asked for it there. */
async function secretOf(target: Target, { login }: ChosenLogin): Promise<Credentials | undefined> {
  try {
    const found = await withProgress(say`Reading the Secret of ${login.role}`, ({ signal }) =>
      readCredentials(target, login, signal),
    );
    for (const warning of found.warnings) warn(warning);
    return found;
  } catch (error) {
    if (isClusterError(error, 'missing-secret', 'forbidden')) return undefined;
    throw error;
  }
}

/** false: the person turned away. */
async function offerPassword({ title }: SqlClient, { user, password }: Credentials): Promise<boolean> {
  const wanted = await pick(
    say`Password of ${user}`,
    [
      { icon: 'copy', label: say`Copy the password`, description: say`to paste it there`, value: true },
      { icon: 'circle-slash', label: say`Without the password`, value: false },
    ],
    { placeholder: say`${title} asks for the password.` },
  );
  if (wanted) {
    const seconds = await copySecret(password);
    mention(
      seconds === 0
        ? say`The password is on the clipboard until something else is copied.`
        : say`The password is on the clipboard for ${seconds} seconds.`,
      15_000,
    );
  }
  return wanted !== undefined;
}

function assured(assurance: Assurance): Said {
  switch (assurance) {
    case 'name':
      return say`The server is verified.`;
    case 'authority':
      return say`The authority of the server is verified.`;
    case 'encrypted':
      return say`The session is encrypted, and the server is not verified.`;
    case 'none':
      return say`The server does not encrypt sessions.`;
  }
}

function readOnlyNote({ readOnly }: SqlConnection, { connection, recipe, resource }: Target): readonly Said[] {
  if (recipe.access?.readOnly)
    return [say`${resource.identity.name} is a standby cluster: its sessions are read-only.`];
  return readOnly ? [say`${connection.context} is a protected context: the session starts read-only.`] : [];
}

/** The tunnel has stopped. */
async function end({ title }: SqlClient, { name }: SqlConnection, { remove }: HandedConnection): Promise<void> {
  if (!remove) {
    mention(say`${title}: the connection ${name} leads nowhere until the tunnel is open again.`, 15_000);
    return;
  }
  try {
    await remove();
    mention(say`${title}: the connection ${name} is taken out with its tunnel.`, 15_000);
  } catch (error) {
    const reason = isClusterError(error) ? error.said.message : say`It did not answer.`;
    warn(say`The connection ${name} is still in ${title}, and leads nowhere: remove it there. ${reason}`);
  }
}

const clientKey = 'dbManifests.sqlClient';
