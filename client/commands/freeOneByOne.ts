import * as vscode from 'vscode';
import type { ObjectName } from '../../schemas/contract/index.ts';
import { freeVolume, removeFinalizer } from '../session/freeObjects.ts';
import type { ReleasedVolume } from '../session/freeObjects.ts';
import type { Target } from '../session/target.ts';
import { confirm, pick, withProgress } from '../ui/ask.ts';
import type { CommandContext } from './command.ts';

/** What is only ever freed one by one, each with its own question: finalizers and released volumes. */

interface Stuck {
  readonly object: ObjectName;
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
    const text = vscode.l10n.t(
      '{0} {1} is being deleted, and waits for finalizer {2}. {3} Without the finalizer it goes at once, and what the finalizer stands for is not done: things outside of the cluster may be left.',
      object.kind,
      object.name,
      finalizer,
      operatorText(operator),
    );
    if (!(await context.mayChange(target, text, object.name))) return false;
    const agreed = await confirm({
      question: vscode.l10n.t('Remove finalizer {0} from {1}?', finalizer, object.name),
      detail: text,
      action: vscode.l10n.t('Remove Finalizer'),
      ...(context.isProtected(target.connection.context) ? {} : { typed: object.name }),
    });
    if (!agreed) return false;
    await withProgress(vscode.l10n.t('Removing finalizer {0}', finalizer), ({ signal }) =>
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
      vscode.l10n.t('Released volumes: which one is to be free for other claims?'),
      left.map((each) => ({
        label: each.name,
        description: [each.capacity, each.storageClass, each.node ?? ''].filter((text) => text !== '').join(' · '),
        detail: vscode.l10n.t('was claim {0}', each.claim),
        value: each,
      })),
      { always: true },
    );
    if (!volume) return;
    if (await isAgreed(context, target, volume)) {
      await withProgress(vscode.l10n.t('Freeing volume {0}', volume.name), ({ signal }) =>
        freeVolume(target.connection, volume, signal),
      );
      left.splice(left.indexOf(volume), 1);
    }
  }
}

async function isAgreed(context: CommandContext, target: Target, { name, claim }: ReleasedVolume): Promise<boolean> {
  const text = vscode.l10n.t(
    'The next claim that fits gets volume {0}, with the data of {1} still on it: wipe the disk first if nobody else may read it, or if a database is to start on it. Its old claim cannot be put back.',
    name,
    claim,
  );
  if (!(await context.mayChange(target, text, name))) return false;
  return confirm({
    question: vscode.l10n.t('Free volume {0}?', name),
    detail: text,
    action: vscode.l10n.t('Free Volume'),
    ...(context.isProtected(target.connection.context) ? {} : { typed: name }),
  });
}

function operatorText(operator: Stuck['operator']): string {
  switch (operator) {
    case 'runs':
      return vscode.l10n.t('Its operator runs: give it some minutes and look at its log first.');
    case 'absent':
      return vscode.l10n.t(
        'Its operator does not run, so nobody will take it off: starting it again is the better way.',
      );
    default:
      return vscode.l10n.t('Make sure first that its operator does not run.');
  }
}
