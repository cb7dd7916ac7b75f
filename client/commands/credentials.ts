import { say } from '../../schemas/vocabulary/say.ts';
import { connectionUri } from '../session/connectionStrings.ts';
import { readCredentials } from '../session/credentials.ts';
import type { Credentials } from '../session/credentials.ts';
import { withExisting } from '../session/resolveTarget.ts';
import type { Target } from '../session/target.ts';
import { inform, pick, warn, withProgress } from '../screen/ask.ts';
import { copySecret, copyText } from '../ui/clipboard.ts';
import { revealSecret } from '../ui/revealSecret.ts';
import { chooseLogin } from './chooseLogin.ts';
import type { ChosenLogin } from './chooseLogin.ts';
import type { Command, CommandContext } from './command.ts';
import { notKeptIn, placeFor, sayCopied } from './copyConnection.ts';
import { sessionMode } from './sessionMode.ts';

type Use = 'password' | 'user' | 'uri' | 'reveal';

/** Copies or shows what a role logs in with, as its Secret has it now. */
export const credentials: Command = {
  id: 'dbManifests.credentials',
  async run(context, argument) {
    const given = await context.target(argument, { accepts: ({ recipe }) => recipe.access !== undefined });
    if (!given) return;
    const { name } = given.resource.identity;
    const target = await withExisting(given);
    const chosen = await chooseLogin(context, target, {
      title: say`Credentials of ${name}`,
      withoutDatabase: true,
    });
    if (!chosen) return;
    const found = await withProgress(say`Reading the Secret of ${chosen.login.role}`, ({ signal }) =>
      readCredentials(target, chosen.login, signal),
    );
    for (const warning of found.warnings) warn(warning);
    const use = await pick<Use>(
      found.source ? say`${found.source.namespace}/${found.source.name}` : say`${chosen.login.role}`,
      [
        { icon: 'key', label: say`Copy password`, value: 'password' },
        { icon: 'account', label: say`Copy user name`, description: say`${found.user}`, value: 'user' },
        {
          icon: 'link',
          label: say`Copy URI with password`,
          description: say`through a tunnel`,
          value: 'uri',
        },
        { icon: 'eye', label: say`Show password for 30 seconds`, value: 'reveal' },
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
  { access, login, database: chosen = login.databases?.[0] ?? access.databases[0] }: ChosenLogin,
  found: Credentials,
): Promise<void> {
  switch (use) {
    case 'user':
      await copyText(found.user);
      inform(say`Copied the user name.`);
      return;
    case 'password':
      sayCopied(await copySecret(found.password));
      return;
    case 'reveal':
      await revealSecret(say`Password of ${found.user}`, found.password);
      return;
    case 'uri': {
      const mode = await sessionMode(context, target, access, notKeptIn('uri', access));
      if (!mode) return;
      const { user, password, database = chosen } = found;
      const place = await placeFor(context, target, { access, user, database, readOnly: mode === 'read-only' });
      sayCopied(await copySecret(connectionUri({ ...place, password })));
    }
  }
}
