import { say } from '../../schemas/vocabulary/say.ts';
import type { OpenTunnel, Tunnels } from '../session/tunnels.ts';
import { inform, pick } from '../screen/ask.ts';
import { copyText } from '../ui/clipboard.ts';
import { tunnelLine } from '../ui/tunnelLine.ts';

/** The open tunnels, to copy the address of one or to stop it. */
export async function showTunnels(tunnels: Tunnels): Promise<void> {
  const chosen = await pickTunnel(tunnels, { always: true });
  if (!chosen) return;
  const { address } = tunnelLine(chosen);
  const what = await pick(
    say`${address}`,
    [
      { icon: 'copy', label: say`Copy address`, value: 'copy' as const },
      { icon: 'debug-disconnect', label: say`Stop`, value: 'stop' as const },
    ],
    { always: true },
  );
  if (what === 'copy') await copyText(address);
  if (what === 'stop') await tunnels.stop(chosen.id);
}

/** @param id of a tunnel that is stopped without asking, as from the view. */
export async function stopTunnel(tunnels: Tunnels, id: string | undefined): Promise<void> {
  const chosen = id ?? (await pickTunnel(tunnels, {}))?.id;
  if (chosen !== undefined) await tunnels.stop(chosen);
}

async function pickTunnel(tunnels: Tunnels, options: { readonly always?: true }): Promise<OpenTunnel | undefined> {
  const open = tunnels.list();
  if (open.length === 0) {
    inform(say`No tunnel is open.`);
    return undefined;
  }
  const choices = open.map((each) => {
    const { address, text } = tunnelLine(each);
    return {
      label: say`${each.namespace}/${each.name}`,
      description: say`${address}`,
      detail: say`${each.context}, ${text}`,
      value: each,
    };
  });
  return pick(say`Which tunnel?`, choices, options);
}
