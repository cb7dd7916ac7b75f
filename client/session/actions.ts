import type { Said } from '../../schemas/contract/index.ts';
import type { Action, Recipe, Step } from '../../schemas/contract/recipe.ts';
import { pods } from '../../schemas/vocabulary/objectTypes.ts';
import { joined, listed, say } from '../../schemas/vocabulary/say.ts';
import { ClusterError, isClusterError } from '../cluster/errors.ts';
import { prepareOutcome } from './prepareOutcome.ts';
import { permissionsOf } from './permissionsOf.ts';
import type { ActionLimits, ActionOptions, ActionRun } from './actionRun.ts';
import { performStep, stepTitle, whileAsShown } from './actionSteps.ts';
import { findMembers, labelText, primaryOf } from './members.ts';
import type { Member } from './members.ts';
import { requirePermissions } from './permissions.ts';
import { activePods, requireControllers } from './renewPods.ts';
import type { Target } from './target.ts';

/**
 * Does what the recipe of a target with `live` says, step by step, and waits until it has worked. Everything that can be
 * asked is asked before the first step: permissions, whether the resource is as it was shown, the primary, the chosen
 * member, whether somebody makes the pods again. The first failure
 * ends it; its message says what was done and what was not. Cancelling leaves the cluster as it is then.
 */
export async function performAction(target: Target, action: Action, options: ActionOptions): Promise<void> {
  const { signal } = options;
  const limits = { ...usualLimits, ...options.limits };
  const now = new Date();
  const unknown = { now, primary: '', chosen: options.chosen ?? '' };
  const what = say`${action.title} (${target.resource.identity.name})`;
  // Without pods there is nothing that an action could be done to: which ones they are is known from them alone.
  if (target.kind.podsByOwner && target.recipe.members.length === 0) primaryOf(target, []);
  await requirePermissions(target.connection, permissionsOf(target, action, unknown), what, signal);
  await whileAsShown(target, signal, () => Promise.resolve());

  const members = target.recipe.members.length > 0 ? await findMembers(target, signal) : [];
  const primary = choosePrimary(target, action, members, action.steps(unknown));
  const chosen = action.chooses ? requireReplica(members, options.chosen) : '';
  const input = { now, primary, chosen };
  const steps = action.steps(input);
  await requirePods(target, steps, signal);

  const run: ActionRun = { target, action, options, limits, input, done: [] };
  const outcome = await prepareOutcome(run);
  await performSteps(run, steps, outcome);
}

const usualLimits: ActionLimits = {
  stall: 10 * 60_000,
  backup: 24 * 60 * 60_000,
  attempts: [1000, 2000, 4000, 8000, 15_000, 30_000],
};

async function performSteps(
  run: ActionRun,
  steps: readonly Step[],
  outcome: (() => Promise<void>) | undefined,
): Promise<void> {
  const { options } = run;
  const left = [
    ...steps.map((step) => stepTitle(run.target, step)),
    ...(outcome ? [say`wait until it has worked`] : []),
  ];
  try {
    for (const [index, step] of steps.entries()) {
      requireGoingOn(options.signal);
      if (steps.length > 1) options.tell(say`Step ${index + 1} of ${steps.length}: ${stepTitle(run.target, step)}`);
      await performStep(run, step);
      const title = left.shift();
      if (title !== undefined) run.done.push(title);
    }
    await outcome?.();
  } catch (error) {
    throw interrupted(error, run.done, left, steps[steps.length + (outcome ? 1 : 0) - left.length]);
  }
}

/** Steps that name the primary cannot do without; an annotation on the resource is the cure for a cluster that has none. */
function choosePrimary(target: Target, action: Action, members: readonly Member[], rough: readonly Step[]): string {
  if (target.recipe.members.length === 0) return '';
  try {
    return primaryOf(target, members).pod;
  } catch (error) {
    const named = action.command === 'switchover' || rough.some((step) => step.kind === 'exec' && step.pod === '');
    if (named || !isClusterError(error, 'no-pod', 'no-primary')) throw error;
    return '';
  }
}

function requireReplica(members: readonly Member[], chosen: string | undefined): string {
  const member = members.find(({ pod }) => pod === chosen);
  if (member?.role === 'replica' && member.ready) return member.pod;
  throw new ClusterError('unsafe', noReplica(member, chosen), say`Choose a replica that is ready.`);
}

function noReplica(member: Member | undefined, chosen: string | undefined): Said {
  if (member === undefined) return say`Nothing was done: ${chosen ?? say`no pod`} is no member of the cluster.`;
  if (member.role === 'primary') return say`Nothing was done: ${member.pod} is the primary already.`;
  return member.role === 'replica'
    ? say`Nothing was done: ${member.pod} is not ready.`
    : say`Nothing was done: ${member.pod} is no replica.`;
}

/** Looks at the pods of all steps before the first is done. */
async function requirePods(target: Target, steps: readonly Step[], signal: AbortSignal): Promise<void> {
  const deleting = steps.filter((step) => step.kind === 'delete-pods');
  let count = 0;
  for (const { labels, namespace = target.podNamespace } of deleting) {
    const found = await activePods({ connection: target.connection, namespace, labels, signal });
    requireControllers(found);
    count += found.length;
  }
  if (deleting.length === 0 || deleting.length < steps.length || count > 0) return;
  const tried = listed(
    deleting.map(({ labels }) => labelText(labels)),
    'or',
  );
  throw new ClusterError(
    'no-pod',
    say`There is nothing to restart: no ${pods.kind} in namespace ${target.podNamespace} is labelled ${tried}.`,
    say`Check whether it is stopped, and whether its Deployments exist.`,
  );
}

function requireGoingOn(signal: AbortSignal): void {
  if (signal.aborted) throw new ClusterError('cancelled', say`Cancelled.`, say``);
}

/** @param step the one that has failed; absent: none, the outcome did not come. */
function interrupted(error: unknown, done: readonly Said[], left: readonly Said[], step?: Step): unknown {
  if (!isClusterError(error)) return error;
  const before =
    done.length > 0 ? [say`Done: ${joined(done, '; ')}.`] : isAtOnce(step) ? [say`Nothing was changed before.`] : [];
  const after = left.length > 0 ? [say`Not done: ${joined(left, '; ')}.`] : [];
  const stays = error.code === 'cancelled' ? [say`The cluster is left as it is now.`] : [];
  const message = joined([error.said.message, ...before, ...after, ...stays], ' ');
  return new ClusterError(error.code, message, error.said.remedy, { cause: error });
}

/** One request that works or does not: a failure has changed nothing. */
function isAtOnce(step: Step | undefined): boolean {
  return step?.kind !== 'recreate' && step?.kind !== 'delete-pods' && step?.kind !== 'exec';
}

/** The recipe's actions of one command, in the order to offer. */
export function actionsOf({ actions }: Recipe, command: Action['command']): readonly Action[] {
  return actions.filter((action) => action.command === command);
}
