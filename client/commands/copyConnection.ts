import type { Said } from '../../schemas/contract/index.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { clientLine, connectionUri, environmentLines, jdbcUrl, passLine } from '../session/connectionStrings.ts';
import type { ConnectionPlace, Shell } from '../session/connectionStrings.ts';
import { clientPrograms } from '../session/clientSession.ts';
import { ClusterError } from '../cluster/errors.ts';
import { withLive } from '../session/resolveTarget.ts';
import { inform, pick, withProgress } from '../screen/ask.ts';
import { copySecret, copyText } from '../ui/clipboard.ts';
import { chooseLogin, credentialsFor } from './chooseLogin.ts';
import type { Command } from './command.ts';
import { sayCopied } from './credentials.ts';
import { tunnelFor } from './openTunnel.ts';

interface Form {
  readonly label: Said;
  /** It has a place for the password. */
  readonly takesPassword: boolean;
  write(place: ConnectionPlace): string | undefined;
}

/** Copies the address of the tunnel in the form that another program wants. */
export const copyConnection: Command = {
  id: 'dbManifests.copyConnection',
  async run(context, argument) {
    const given = await context.target(argument, { accepts: ({ recipe }) => recipe.access !== undefined });
    if (!given) return;
    const target = await withLive(given);
    const title = say`Connection to ${target.resource.identity.name}`;
    const chosen = await chooseLogin(context, target, { title });
    if (!chosen) return;
    const { access, login, database = '' } = chosen;
    const form = await pick(
      title,
      formsFor(access.engine).map((each) => ({ label: each.label, value: each })),
      { placeholder: say`In which form?` },
    );
    if (!form) return;
    const isSecret = form.takesPassword && (await wantsPassword(title));
    if (isSecret === undefined) return;
    const { tunnel } = await tunnelFor(context, target);
    const place = { engine: access.engine, port: tunnel.port, user: login.role, database, mode: access.tls.mode };
    if (!isSecret) {
      await copyText(written(form, place), 'lines');
      inform(say`Copied, without the password.`);
      return;
    }
    const found = await withProgress(title, ({ signal }) => credentialsFor(target, login, signal));
    if (!found) return;
    const { user, password } = found;
    sayCopied(
      await copySecret(
        written(form, { ...place, user, password, database: database || (found.database ?? '') }),
        'lines',
      ),
    );
  },
};

function formsFor(engine: ConnectionPlace['engine']): readonly Form[] {
  const client = clientPrograms[engine];
  const passFile = engine === 'postgresql' ? '.pgpass' : '.my.cnf';
  const shells: readonly (readonly [Shell, string])[] = [
    ['bash', 'bash, zsh'],
    ['fish', 'fish'],
    ['powershell', 'PowerShell'],
    ['cmd', 'cmd.exe'],
  ];
  const here = process.platform === 'win32' ? 'powershell' : 'bash';
  return [
    { label: say`URI`, takesPassword: true, write: connectionUri },
    { label: say`${client} command`, takesPassword: false, write: (place) => clientLine(place, here) },
    { label: say`JDBC`, takesPassword: true, write: jdbcUrl },
    { label: say`${passFile}`, takesPassword: true, write: passLine },
    ...shells.map(([shell, name]) => ({
      label: say`Environment for ${name}`,
      takesPassword: true,
      write: (place: ConnectionPlace) => environmentLines(place, shell),
    })),
  ];
}

async function wantsPassword(title: Said): Promise<boolean | undefined> {
  return pick(title, [
    { label: say`Without the password`, value: false },
    { label: say`With the password`, value: true },
  ]);
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
