import type { Said } from '../../schemas/contract/index.ts';
import { joined, say } from '../../schemas/vocabulary/say.ts';
import type { KnownObject } from '../cluster/connection.ts';
import { freeingVolumes, freeVolume, removeFinalizer, removingFinalizers } from '../session/freeObjects.ts';
import type { ReleasedVolume } from '../session/freeObjects.ts';
import type { Target } from '../session/target.ts';
import { confirm, pick, withProgress } from '../screen/ask.ts';
import type { CommandContext } from './command.ts';

/** What is only ever freed one by one, each with its own question: finalizers and released volumes. */

interface Stuck {
  readonly object: KnownObject;
  readonly finalizers: readonly string[];
  readonly operator?: 'runs' | 'absent' | 'unknown';
}

/** true: the object has no finalizer any more. */
export async function offerFinalizers(
  context: CommandContext,
  target: Target,
  { object, finalizers, operator }: Stuck,
): Promise<boolean> {
  for (const finalizer of finalizers) {
    const text = say`${object.kind} ${object.name} is being deleted, and waits for finalizer ${finalizer}. ${operatorText(operator)} Without the finalizer it goes at once, and what the finalizer stands for is not done: things outside of the cluster may be left.`;
    const title = say`Removing finalizer ${finalizer}`;
    const change = { title, what: text, name: object.name, verbs: removingFinalizers(object) };
    if (!(await context.mayChange(target, change))) return false;
    // In a protected context the name has been typed by now.
    const agreed =
      context.isProtected(target.connection.context) ||
      (await confirm({
        question: say`Remove finalizer ${finalizer} from ${object.name}?`,
        detail: text,
        action: say`Remove Finalizer`,
        harmless: say`Leave It`,
      }));
    if (!agreed) return false;
    await withProgress(say`Removing finalizer ${finalizer}`, ({ signal }) =>
      removeFinalizer(target.connection, object, finalizer, signal),
    );
  }
  return true;
}

export async function offerVolumes(
  context: CommandContext,
  target: Target,
  volumes: readonly ReleasedVolume[],
): Promise<void> {
  // One that Kubernetes deletes itself is none of ours.
  const left = volumes.filter(({ reclaimPolicy }) => reclaimPolicy !== 'Delete');
  while (left.length > 0) {
    const volume = await pick(
      say`Released volumes: which one is to be free for other claims?`,
      left.map((each) => ({
        label: say`${each.name}`,
        description: joined([each.capacity, each.storageClass, each.node ?? ''], ' · '),
        detail: say`was claim ${each.claim}`,
        value: each,
      })),
      { always: true },
    );
    if (!volume) return;
    if (await isAgreed(context, target, volume)) {
      await withProgress(say`Freeing volume ${volume.name}`, ({ signal }) =>
        freeVolume(target.connection, volume, signal),
      );
      left.splice(left.indexOf(volume), 1);
    }
  }
}

async function isAgreed(context: CommandContext, target: Target, { name, claim }: ReleasedVolume): Promise<boolean> {
  const text = say`The next claim that fits gets volume ${name}, with the data of ${claim} still on it: wipe the disk first if nobody else may read it, or if a database is to start on it. Its old claim cannot be put back.`;
  const change = { title: say`Freeing volume ${name}`, what: text, name, verbs: freeingVolumes };
  if (!(await context.mayChange(target, change))) return false;
  if (context.isProtected(target.connection.context)) return true;
  return confirm({
    question: say`Free volume ${name}?`,
    detail: text,
    action: say`Free Volume`,
    harmless: say`Leave It`,
  });
}

function operatorText(operator: Stuck['operator']): Said {
  switch (operator) {
    case 'runs':
      return say`Its operator runs: give it some minutes and look at its log first.`;
    case 'absent':
      return say`Its operator does not run, so nobody will take it off: starting it again is the better way.`;
    default:
      return say`Make sure first that its operator does not run.`;
  }
}
