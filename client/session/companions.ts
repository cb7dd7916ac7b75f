import type { Companion, HealthLine } from '../../schemas/contract/index.ts';
import { pods } from '../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { membersOf } from './members.ts';
import type { Member } from './members.ts';
import { podLine } from './podLine.ts';
import type { Target } from './target.ts';

/** Pods without a database that belong to a resource. */
export interface FoundCompanion {
  readonly companion: Companion;
  readonly members: readonly Member[];
}

export async function findCompanions(target: Target, signal?: AbortSignal): Promise<readonly FoundCompanion[]> {
  const { connection, podNamespace: namespace, recipe } = target;
  return Promise.all(
    (recipe.companions ?? []).map(async (companion) => {
      const { labels } = companion;
      const found = await connection.list(pods, { namespace, labels, ...(signal ? { signal } : {}) });
      return { companion, members: membersOf(found, { labels }) };
    }),
  );
}

/** A line for each pod, and for each kind of which there should be one. */
export function companionLines(found: readonly FoundCompanion[]): readonly HealthLine[] {
  return found.flatMap(({ companion, members }): readonly HealthLine[] => {
    const { title } = companion;
    if (members.length === 0)
      return companion.needed ? [{ title, state: 'bad', text: say`no pod is there`, remedy }] : [];
    return members.map((member) => ({ ...lineOf(member), title: say`${title}, pod ${member.pod}` }));
  });
}

const remedy = say`Read what the resource says about itself, then the log of its operator, which makes these pods.`;

/** Pods of a Job end, and that is well. */
function lineOf(member: Member): Pick<HealthLine, 'state' | 'text' | 'remedy'> {
  return member.phase === 'Succeeded' ? { state: 'good', text: say`has completed` } : podLine(member);
}
