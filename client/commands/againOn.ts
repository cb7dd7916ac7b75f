import type { Target } from '../session/target.ts';
import type { Again } from '../ui/pages.ts';
import type { CommandArgument } from './command.ts';

/** Makes a page anew: of the same object of the same cluster, wherever the cursor is by then. */
export function againOn(
  command: string,
  { connection, system, kind, live }: Target,
  argument?: CommandArgument,
): Again {
  if (!live) return { command, argument };
  const { context } = connection;
  const object: CommandArgument = { from: 'cluster', context, systemId: system.id, kind: kind.kind, object: live };
  return { command, argument: object };
}
