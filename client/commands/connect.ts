import * as vscode from 'vscode';
import type { DatabaseAccess } from '../../schemas/contract/recipe.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { ClusterError } from '../cluster/errors.ts';
import type { Permission } from '../cluster/connection.ts';
import { pods } from '../../schemas/vocabulary/objectTypes.ts';
import { readAuthority } from '../session/authority.ts';
import type { Credentials } from '../session/credentials.ts';
import { findPrimary } from '../session/members.ts';
import { probeDatabase } from '../session/probe.ts';
import { requirePermissions } from '../session/permissions.ts';
import { findProgram } from '../cluster/findProgram.ts';
import { clientPrograms, containerSession, localSession } from '../session/clientSession.ts';
import type { Session } from '../session/clientSession.ts';
import { withExisting } from '../session/resolveTarget.ts';
import type { Target } from '../session/target.ts';
import { inform, warn, withProgress } from '../screen/ask.ts';
import type { Progress } from '../screen/ask.ts';
import { openPodTerminal } from '../ui/openPodTerminal.ts';
import { openSessionTerminal } from '../ui/sessionTerminal.ts';
import { accessOf, chooseLogin, credentialsFor } from './chooseLogin.ts';
import type { ChosenLogin } from './chooseLogin.ts';
import type { Command, CommandContext } from './command.ts';
import { requireForwarding } from './requireForwarding.ts';
import { sessionMode } from './sessionMode.ts';

/** From a resource to a prompt of its database: the primary is found, a tunnel opened, the Secret read, psql started. */
export const connect: Command = {
  id: 'dbManifests.connect',
  async run(context, argument) {
    const given = await context.target(argument, { accepts: ({ recipe }) => recipe.access !== undefined });
    if (!given) return;
    const target = await withProgress(say`Looking for ${nameOf(given)}`, ({ signal }) => withExisting(given, signal));
    accessOf(target);
    const chosen = await chooseLogin(context, target, { title: say`Connect to ${nameOf(target)}` });
    if (!chosen) return;
    const { access } = chosen;
    const mode = await sessionMode(context, target, access);
    if (!mode) return;
    const isReadOnly = mode === 'read-only';
    const program = await clientProgram(chosen);
    const session = await withProgress(say`Connecting to ${nameOf(target)}`, (progress) =>
      program === undefined
        ? sessionInPod(target, chosen, isReadOnly, progress)
        : sessionHere(context, target, chosen, { program, isReadOnly, progress }),
    );
    if (!session) return;
    start(session, target, chosen);
    if (access.readOnly) inform(say`${nameOf(target)} is a standby cluster: its sessions are read-only.`);
    else if (isReadOnly)
      inform(say`${target.connection.context} is a protected context: the session begins read-only.`);
  },
};

interface Here {
  readonly program: string;
  readonly isReadOnly: boolean;
  readonly progress: Progress;
}

async function sessionHere(
  context: CommandContext,
  target: Target,
  { access, login, database }: ChosenLogin,
  { program, isReadOnly, progress: { signal, tell } }: Here,
): Promise<Session | undefined> {
  await requireForwarding(target, signal);
  tell(say`reading the credentials of ${login.role}`);
  const credentials = await credentialsFor(target, login, signal);
  if (!credentials) return undefined;
  for (const warning of credentials.warnings) warn(warning);
  const authority = await readAuthority(target, signal);
  tell(say`opening a tunnel to the primary`);
  const { tunnel } = await context.tunnels.openFor(target, signal);
  if (access.engine === 'mysql') await refusePlain(access, tunnel.port, signal);
  return localSession({
    program,
    engine: access.engine,
    port: tunnel.port,
    credentials,
    ...databaseOf(database, credentials),
    mode: access.tls.mode,
    authority,
    readOnly: isReadOnly,
    storage: context.storage,
    search: { environment: process.env, platform: process.platform },
  });
}

/** MariaDB's client goes on unencrypted, without a word, where the server offers no TLS: its greeting says so before. */
async function refusePlain({ engine, tls }: DatabaseAccess, port: number, signal: AbortSignal): Promise<void> {
  if (!['require', 'verify-ca', 'verify-full'].includes(tls.mode)) return;
  const { encrypted } = await probeDatabase({
    ...{ engine, host: '127.0.0.1', port, user: '', password: '', database: '', signal },
    tls: { mode: tls.mode },
  });
  if (encrypted) return;
  throw new ClusterError(
    'database',
    say`The server does not encrypt connections, and the manifest asks for it.`,
    say`Turn TLS on in the manifest of the database, and wait until its pods are new.`,
  );
}

async function sessionInPod(
  target: Target,
  { access, login, database }: ChosenLogin,
  readOnly: boolean,
  { signal }: Progress,
): Promise<Session> {
  const client = clientPrograms[access.engine];
  if (target.recipe.members.length === 0)
    throw new ClusterError(
      'missing-program',
      say`${client} is not on the PATH of this machine, and the database runs outside of the pods of ${nameOf(target)}.`,
      say`Install ${client}, or name it in the setting dbManifests.psqlPath.`,
    );
  await requirePermissions(target.connection, executing(target.podNamespace), say`Run ${client} in the pod`, signal);
  const member = await findPrimary(target, signal);
  return containerSession({
    access,
    member,
    role: login.role,
    ...(database === undefined ? {} : { database }),
    readOnly,
  });
}

function start(session: Session, target: Target, { access, login, database }: ChosenLogin): void {
  const name = say`${login.role}@${database ?? nameOf(target)}`;
  if (session.kind === 'local') openSessionTerminal({ name, context: target.connection.context, session });
  else
    openPodTerminal({
      name,
      connection: target.connection,
      request: session,
      greeting: say`There is no ${clientPrograms[access.engine]} on this machine: this one runs in pod ${session.pod}.`,
    });
}

/** The setting names psql; mysql is looked for on the PATH alone. */
async function clientProgram({ access: { engine } }: ChosenLogin): Promise<string | undefined> {
  const named = vscode.workspace.getConfiguration('dbManifests').get<string>('psqlPath', '').trim();
  if (engine === 'postgresql' && named !== '') return named;
  return findProgram(clientPrograms[engine], { environment: process.env, platform: process.platform });
}

/** The Secret knows best which database its role is for. */
function databaseOf(chosen: string | undefined, { database }: Credentials): { database?: string } {
  const name = chosen ?? database;
  return name === undefined ? {} : { database: name };
}

function nameOf({ resource }: Target): string {
  return resource.identity.name;
}

/** By GET, as a tunnel is. */
function executing(namespace: string): readonly Permission[] {
  const { group, plural } = pods;
  return [
    { verb: 'list', group, plural, namespace },
    { verb: 'get', group, plural, subresource: 'exec', namespace },
  ];
}
