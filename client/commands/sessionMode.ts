import type { DatabaseAccess } from '../../schemas/contract/recipe.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import type { Said } from '../../schemas/contract/index.ts';
import type { Target } from '../session/target.ts';
import type { CommandContext } from './command.ts';

export type SessionMode = 'read-only' | 'as-it-likes';

/**
 * How a session may begin: in a protected context read-only; where that cannot be promised the person decides, by typing the name.
 *
 * @param notKept why it cannot, a sentence; absent: what the recipe says of its server.
 * @returns `undefined`: the person turned away.
 */
export async function sessionMode(
  context: CommandContext,
  target: Target,
  { readOnly, readOnlySessions }: DatabaseAccess,
  notKept: Said | undefined = readOnlySessions === 'kept' ? undefined : readOnlySessions.notKept,
): Promise<SessionMode | undefined> {
  if (!context.isProtected(target.connection.context)) return 'as-it-likes';
  if (notKept === undefined) return 'read-only';
  if (readOnly) return 'as-it-likes';
  const { name } = target.resource.identity;
  const mayBegin = await context.mayChange(target, {
    ...{ title: say`Session of ${name}`, name, verbs: [] },
    what: say`The session may change data. ${notKept}`,
  });
  return mayBegin ? 'as-it-likes' : undefined;
}
