import path from 'node:path';
import type { Action, Said } from '../../schemas/contract/index.ts';
import { joined, say } from '../../schemas/vocabulary/say.ts';
import { ClusterError, isClusterError } from '../cluster/errors.ts';
import { permissionsOf } from '../session/permissionsOf.ts';
import { actionsOf, performAction } from '../session/actions.ts';
import { findMembers } from '../session/members.ts';
import type { Member } from '../session/members.ts';
import { isGone, withLive } from '../session/resolveTarget.ts';
import type { Target } from '../session/target.ts';
import { confirm, inform, pick, withProgress } from '../screen/ask.ts';
import type { Choice } from '../screen/ask.ts';
import type { Command, CommandContext } from './command.ts';

/** A command that does one of the actions of a recipe: asks which, says what will happen, does it after a yes. */
export function actionCommand(command: Action['command']): Command {
  return {
    id: `dbManifests.${command}`,
    async run(context, argument) {
      const accepts = ({ recipe }: Target): boolean => actionsOf(recipe, command).length > 0;
      const pointed = await context.target(argument, { accepts });
      if (!pointed) return;
      const { name } = pointed.resource.identity;
      const target = await withProgress(say`Looking at ${name}`, ({ signal }) => readLive(pointed, signal));
      const actions = actionsOf(target.recipe, command);
      if (actions.length === 0) throw hasNone(target, command);
      const choices = actions.map((action) => ({
        label: say`${action.title}`,
        detail: action.consequence,
        value: action,
      }));
      const action = await pick(titleOf(command, name), choices);
      if (!action) return;
      const chosen = action.chooses ? await chooseReplica(target, action) : undefined;
      if (action.chooses && chosen === undefined) return;
      const wanted = { target, action, ...(chosen === undefined ? {} : { chosen }) };
      if (await isAgreed(context, wanted)) await perform(context, wanted);
    },
  };
}

async function readLive(pointed: Target, signal: AbortSignal): Promise<Target> {
  const target = await withLive(pointed, signal);
  if (target.live) return target;
  throw isGone(target);
}

async function chooseReplica(target: Target, action: Action): Promise<string | undefined> {
  const { name } = target.resource.identity;
  const members = await withProgress(say`Looking for the replicas of ${name}`, ({ signal }) =>
    findMembers(target, signal),
  );
  const replicas = members.filter(({ role }) => role === 'replica');
  if (replicas.length === 0)
    throw new ClusterError(
      'no-pod',
      say`${name} has no replica that could take over.`,
      say`Raise the number of instances in its manifest first.`,
    );
  return pick(say`${action.title}`, replicas.map(replicaChoice), { always: true });
}

function replicaChoice({ pod, ready, reason, phase, node, restarts }: Member): Choice<string> {
  const state = ready ? say`ready` : say`not ready: ${reason ?? phase}`;
  const known = [
    ...(node === undefined ? [] : [say`node ${node}`]),
    ...(restarts === 0 ? [] : [say`${restarts} restarts`]),
  ];
  return { label: say`${pod}`, description: state, detail: joined(known, ', '), value: pod };
}

interface Wanted {
  readonly target: Target;
  readonly action: Action;
  readonly chosen?: string;
}

async function isAgreed(context: CommandContext, { target, action, chosen = '' }: Wanted): Promise<boolean> {
  const { name } = target.resource.identity;
  const verbs = permissionsOf(target, action, { now: new Date(), primary: '', chosen });
  const change = { title: say`${action.title} (${name})`, what: action.consequence, name, verbs };
  if (!(await context.mayChange(target, change))) return false;
  return confirm({
    question: say`${name}: ${action.title}?`,
    detail: say`${action.consequence}\n\nContext: ${target.connection.context}`,
    action: buttonOf(action.command),
  });
}

async function perform(context: CommandContext, { target, action, chosen }: Wanted): Promise<void> {
  const { name } = target.resource.identity;
  const backupFolder = path.join(context.storage, 'backups');
  try {
    await withProgress(say`${name}: ${action.title}`, (progress) =>
      performAction(target, action, {
        ...{ signal: progress.signal, backupFolder, ...(chosen === undefined ? {} : { chosen }) },
        tell: progress.tell,
      }),
    );
  } catch (error) {
    // What was cancelled is not reported elsewhere, but here something may have been done.
    if (!isClusterError(error, 'cancelled')) throw error;
    inform(error.said.message);
    return;
  }
  inform(doneText(action, name));
}

function hasNone({ resource }: Target, command: Action['command']): ClusterError {
  const { kind, name } = resource.identity;
  return new ClusterError(
    'missing',
    {
      restart: say`${kind} ${name} cannot be restarted from here: its operator has no way for that, or the manifest does not switch it on.`,
      switchover: say`${kind} ${name} cannot switch over from here: its operator has no way for that, or the manifest does not switch it on.`,
      backup: say`${kind} ${name} cannot be backed up from here: its operator has no way for that, or the manifest does not switch it on.`,
    }[command],
    say`See the manual of its operator.`,
  );
}

function titleOf(command: Action['command'], name: string): Said {
  switch (command) {
    case 'restart':
      return say`How is ${name} to be restarted?`;
    case 'switchover':
      return say`How is ${name} to switch over?`;
    case 'backup':
      return say`Which backup of ${name}?`;
  }
}

function buttonOf(command: Action['command']): Said {
  switch (command) {
    case 'restart':
      return say`Restart`;
    case 'switchover':
      return say`Switch over`;
    case 'backup':
      return say`Back up`;
  }
}

function doneText(action: Action, name: string): Said {
  switch (action.command) {
    case 'restart':
      if (action.until) return say`${name} has been restarted and is ready.`;
      return isDoneByProgram(action)
        ? say`${name} has been restarted. Its pods stayed.`
        : say`${name} has been told to restart: its operator does so within seconds.`;
    case 'switchover':
      return say`${name} has switched over.`;
    case 'backup':
      return say`The backup of ${name} is complete.`;
  }
}

/** A program in a container ends when it has done its work; what an operator is told it does later. */
function isDoneByProgram(action: Action): boolean {
  return action.steps({ now: new Date(), primary: '', chosen: '' }).some(({ kind }) => kind === 'exec');
}
