import * as vscode from 'vscode';
import { connectionUri } from '../session/connectionStrings.ts';
import { readCredentials } from '../session/credentials.ts';
import type { Credentials } from '../session/credentials.ts';
import { withLive } from '../session/resolveTarget.ts';
import type { Target } from '../session/target.ts';
import { inform, pick, withProgress } from '../ui/ask.ts';
import { copySecret } from '../ui/clipboard.ts';
import { revealSecret } from '../ui/revealSecret.ts';
import { chooseLogin } from './chooseLogin.ts';
import type { ChosenLogin } from './chooseLogin.ts';
import type { Command, CommandContext } from './command.ts';
import { tunnelFor } from './openTunnel.ts';

type Use = 'password' | 'user' | 'uri' | 'reveal';

/** Copies or shows what a role logs in with, as its Secret has it now. */
export const credentials: Command = {
  id: 'dbManifests.credentials',
  async run(context, argument) {
    const given = await context.target(argument, { accepts: ({ recipe }) => recipe.access !== undefined });
    if (!given) return;
    const { name } = given.resource.identity;
    const target = await withLive(given);
    const chosen = await chooseLogin(context, target, {
      title: vscode.l10n.t('Credentials of {0}', name),
      withoutDatabase: true,
    });
    if (!chosen) return;
    const found = await withProgress(vscode.l10n.t('Reading the Secret of {0}', chosen.login.role), ({ signal }) =>
      readCredentials(target, chosen.login, signal),
    );
    for (const warning of found.warnings) void vscode.window.showWarningMessage(warning);
    const use = await pick<Use>(
      found.source ? `${found.source.namespace}/${found.source.name}` : chosen.login.role,
      [
        { label: vscode.l10n.t('$(key) Copy password'), value: 'password' },
        { label: vscode.l10n.t('$(account) Copy user name'), description: found.user, value: 'user' },
        {
          label: vscode.l10n.t('$(link) Copy URI with password'),
          description: vscode.l10n.t('through a tunnel'),
          value: 'uri',
        },
        { label: vscode.l10n.t('$(eye) Show password for 30 seconds'), value: 'reveal' },
      ],
      { always: true },
    );
    if (use) await hand(use, context, target, chosen, found);
  },
};

async function hand(
  use: Use,
  context: CommandContext,
  target: Target,
  { access, login, database = login.databases?.[0] ?? access.databases[0] }: ChosenLogin,
  found: Credentials,
): Promise<void> {
  switch (use) {
    case 'user':
      await vscode.env.clipboard.writeText(found.user);
      inform(vscode.l10n.t('Copied the user name.'));
      return;
    case 'password':
      sayCopied(await copySecret(found.password));
      return;
    case 'reveal':
      await revealSecret(vscode.l10n.t('Password of {0}', found.user), found.password);
      return;
    case 'uri': {
      const { tunnel } = await tunnelFor(context, target);
      const { user, password } = found;
      const mode = access.tls.mode;
      const name = found.database ?? database ?? '';
      sayCopied(
        await copySecret(
          connectionUri({ engine: access.engine, port: tunnel.port, user, password, database: name, mode }),
        ),
      );
    }
  }
}

export function sayCopied(seconds: number): void {
  inform(
    seconds === 0
      ? vscode.l10n.t('Copied. It stays on the clipboard until something else is copied.')
      : vscode.l10n.t('Copied. It is taken off the clipboard after {0} seconds.', seconds),
  );
}
