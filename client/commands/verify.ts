import type { Login } from '../../schemas/contract/recipe.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { ClusterError } from '../cluster/errors.ts';
import { readAuthority } from '../session/authority.ts';
import { readCredentials } from '../session/credentials.ts';
import { probeDatabase } from '../session/probe.ts';
import type { Probe } from '../session/probe.ts';
import { renderReport } from '../session/report.ts';
import { withLive } from '../session/resolveTarget.ts';
import { placeOf } from '../session/target.ts';
import type { Target } from '../session/target.ts';
import { verify as verifyTarget } from '../session/verify.ts';
import { withProgress } from '../screen/ask.ts';
import { wording } from '../screen/shown.ts';
import { showPage } from '../ui/pages.ts';
import { againOn } from './againOn.ts';
import { accessOf } from './chooseLogin.ts';
import type { Command, CommandContext } from './command.ts';
import { requireForwarding } from './requireForwarding.ts';

/** A page with a line for everything that a resource needs to serve, and what to do where something is wrong. */
export const verify: Command = {
  id: 'dbManifests.verify',
  async run(context, argument) {
    const given = await context.target(argument);
    if (!given) return;
    const { name } = given.resource.identity;
    const { report, found } = await withProgress(say`Verifying ${name}`, async ({ signal, tell }) => {
      const target = await withLive(given, signal);
      const probe = (login: Login) => tryLogin(context, target, login, signal);
      return { report: await verifyTarget(target, { tell, signal, probe }), found: target };
    });
    await showPage({
      ...{ path: ['verify', ...placeOf(given)], title: say`Verify ${name}`, body: renderReport(report, wording) },
      again: againOn('dbManifests.verify', found, argument),
    });
  },
};

async function tryLogin(context: CommandContext, target: Target, login: Login, signal: AbortSignal): Promise<Probe> {
  const { engine, tls, databases } = accessOf(target);
  await requireForwarding(target, signal);
  const { user, password, database } = await readCredentials(target, login, signal);
  const authority = await readAuthority(target, signal);
  const isOpen = context.tunnels.find(target) !== undefined;
  const { id, tunnel } = await context.tunnels.openFor(target, signal);
  try {
    return await probeDatabase({
      ...{ engine, host: '127.0.0.1', port: tunnel.port, user, password, signal },
      database: database ?? login.databases?.[0] ?? databases[0] ?? (engine === 'postgresql' ? 'postgres' : ''),
      tls: { mode: tls.mode, authority },
    });
  } finally {
    if (!isOpen) await context.tunnels.stop(id);
    if (signal.aborted) throw new ClusterError('cancelled', say`Cancelled.`, say``);
  }
}
