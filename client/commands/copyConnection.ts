import type { Said } from '../../schemas/contract/index.ts';
import type { DatabaseAccess } from '../../schemas/contract/recipe.ts';
import { joined, say } from '../../schemas/vocabulary/say.ts';
import { clientLine, connectionUri, environmentLines, jdbcUrl, passLine } from '../session/connectionStrings.ts';
import type { ConnectionPlace, Shell } from '../session/connectionStrings.ts';
import { clientPrograms } from '../session/clientSession.ts';
import { ClusterError } from '../cluster/errors.ts';
import { describeConnection } from '../session/describeConnection.ts';
import type { ConnectionOptions } from '../session/describeConnection.ts';
import { withExisting } from '../session/resolveTarget.ts';
import type { Target } from '../session/target.ts';
import { inform, pick, withProgress } from '../screen/ask.ts';
import type { Choice } from '../screen/ask.ts';
import { copySecret, copyText } from '../ui/clipboard.ts';
import { chooseLoginAtOnce, credentialsFor, lastFirst, lastLogin, loginTitle } from './chooseLogin.ts';
import type { ChosenLogin } from './chooseLogin.ts';
import type { Command, CommandContext } from './command.ts';
import { tunnelFor } from './openTunnel.ts';
import { sessionMode } from './sessionMode.ts';

type FormKind = 'uri' | 'line' | 'jdbc' | 'passFile' | 'environment';

interface Form {
  /** As it is remembered. */
  readonly id: string;
  readonly kind: FormKind;
  readonly label: Said;
  readonly withPassword: boolean;
  write(place: ConnectionPlace): string | undefined;
}

/**
 * Copies the address of the tunnel in the form that another program wants: one list of forms, for the role and database of the last
 * time, which the first time are asked for before.
 */
export const copyConnection: Command = {
  id: 'dbManifests.copyConnection',
  async run(context, argument) {
    const given = await context.target(argument, { accepts: ({ recipe }) => recipe.access !== undefined });
    if (!given) return;
    const target = await withExisting(given);
    const title = say`Connection to ${target.resource.identity.name}`;
    let chosen = lastLogin(context, target) ?? (await chooseLoginAtOnce(context, target, title));
    let form = chosen && (await chooseForm(context, title, chosen));
    if (form === 'another') {
      chosen = await chooseLoginAtOnce(context, target, title);
      form = chosen && (await chooseForm(context, title, chosen));
    }
    if (!chosen || !form || form === 'another') return;
    await copy(context, target, chosen, form);
  },
};

async function chooseForm(
  { memory }: CommandContext,
  title: Said,
  chosen: ChosenLogin,
): Promise<Form | 'another' | undefined> {
  const { access } = chosen;
  const last = memory.get<string>(formKey);
  const forms = lastFirst(formsFor(access.engine), ({ id }) => id === last);
  const choices: Choice<Form | 'another'>[] = forms.map((form) => ({
    label: form.label,
    ...(form.withPassword ? { description: say`with the password` } : {}),
    value: form,
  }));
  const others = access.logins.length > 1 || (chosen.login.databases ?? access.databases).length > 1;
  const another: Choice<'another'> = { icon: 'account', label: say`Another role or database`, value: 'another' };
  const picked = await pick(say`${title} as ${loginTitle(chosen)}`, others ? [...choices, another] : choices, {
    placeholder: say`In which form?`,
    always: true,
  });
  if (picked !== undefined && picked !== 'another') await memory.update(formKey, picked.id);
  return picked;
}

async function copy(
  context: CommandContext,
  target: Target,
  { access, login, database }: ChosenLogin,
  form: Form,
): Promise<void> {
  const mode =
    form.kind === 'passFile'
      ? passFileMode(context, target, access)
      : await sessionMode(context, target, access, notKeptIn(form.kind, access));
  if (!mode) return;
  const readOnly = mode === 'read-only';
  const found = form.withPassword
    ? await withProgress(say`Reading the Secret of ${login.role}`, ({ signal }) =>
        credentialsFor(target, login, signal),
      )
    : undefined;
  if (form.withPassword && !found) return;
  const place = await placeFor(context, target, {
    ...{ access, readOnly, user: found?.user ?? login.role },
    database: database ?? found?.database,
  });
  const goes = goesWith(form, place);
  if (found) sayCopied(await copySecret(written(form, { ...place, password: found.password }), 'lines'), goes);
  else {
    await copyText(written(form, place), 'lines');
    inform(joined([say`Copied, without the password.`, ...goes], ' '));
  }
}

/** A tunnel, and what programs need to come through it. */
export async function placeFor(
  context: CommandContext,
  target: Target,
  options: Omit<ConnectionOptions, 'port' | 'storage' | 'signal'>,
): Promise<ConnectionPlace> {
  const { tunnel } = await tunnelFor(context, target);
  const { storage } = context;
  return withProgress(say`Looking for the certificate authority`, ({ signal }) =>
    describeConnection(target, { ...options, port: tunnel.port, storage, signal }),
  );
}

/** Why a session that begins by this form is not read-only; `undefined`: it is. */
export function notKeptIn(kind: FormKind, { engine, readOnlySessions }: DatabaseAccess): Said | undefined {
  if (readOnlySessions !== 'kept') return readOnlySessions.notKept;
  if (engine === 'postgresql' || kind === 'line') return undefined;
  return say`This form has no place for read-only sessions.`;
}

/** A file of passwords begins no session; that of MySQL may hold how one begins. */
function passFileMode(
  context: CommandContext,
  { connection }: Target,
  access: DatabaseAccess,
): 'read-only' | 'as-it-likes' {
  const isReadOnly = context.isProtected(connection.context) && access.readOnlySessions === 'kept';
  return isReadOnly ? 'read-only' : 'as-it-likes';
}

/** What the person could not see otherwise. */
function goesWith({ kind }: Form, { engine, authority, readOnly }: ConnectionPlace): readonly Said[] {
  const holdsNothing = engine === 'postgresql' && kind === 'passFile';
  if (holdsNothing) return [];
  const takesAuthority = engine === 'postgresql' || !(kind === 'jdbc' || kind === 'environment');
  return [
    ...(authority && !takesAuthority
      ? [say`This form has no place for the certificate authority: the server is not verified.`]
      : []),
    ...(readOnly ? [say`Its sessions begin read-only, because the context is protected.`] : []),
  ];
}

function formsFor(engine: ConnectionPlace['engine']): readonly Form[] {
  const client = clientPrograms[engine];
  const passFile = engine === 'postgresql' ? '.pgpass' : '.my.cnf';
  const here = process.platform === 'win32' ? 'powershell' : 'bash';
  const shells: readonly (readonly [Shell, string])[] = [
    ['bash', 'bash, zsh'],
    ['fish', 'fish'],
    ['powershell', 'PowerShell'],
    ['cmd', 'cmd.exe'],
  ];
  return [
    ...twice({ id: 'uri', kind: 'uri', label: say`URI`, write: connectionUri }),
    {
      ...{ id: 'line', kind: 'line' as const, label: say`${client} command`, withPassword: false },
      write: (place) => clientLine(place, here),
    },
    ...twice({ id: 'jdbc', kind: 'jdbc', label: say`JDBC`, write: jdbcUrl }),
    ...twice({ id: 'passFile', kind: 'passFile', label: say`${passFile}`, write: passLine }),
    ...lastFirst(shells, ([shell]) => shell === here).flatMap(([shell, name]) =>
      twice({
        ...{ id: shell, kind: 'environment', label: say`Environment for ${name}` },
        write: (place) => environmentLines(place, shell),
      }),
    ),
  ];
}

/** Without and with the password. */
function twice(form: Omit<Form, 'withPassword'>): readonly Form[] {
  return [
    { ...form, withPassword: false },
    { ...form, id: `${form.id} password`, withPassword: true },
  ];
}

function written(form: Form, place: ConnectionPlace): string {
  const text = form.write(place);
  if (text !== undefined) return text;
  throw new ClusterError(
    'refused',
    say`${form.label} cannot hold this role, database or password: it has characters that the shell cannot quote.`,
    say`Choose another form.`,
  );
}

/** @param more sentences behind it. */
export function sayCopied(seconds: number, more: readonly Said[] = []): void {
  const copied =
    seconds === 0
      ? say`Copied. It stays on the clipboard until something else is copied.`
      : say`Copied. It is taken off the clipboard after ${seconds} seconds.`;
  inform(joined([copied, ...more], ' '));
}

const formKey = 'dbManifests.copiedForm';
