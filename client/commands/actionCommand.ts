import path from 'node:path';
import * as vscode from 'vscode';
import type { Action } from '../../schemas/contract/index.ts';
import { ClusterError, isClusterError } from '../cluster/errors.ts';
import { actionsOf, performAction } from '../session/actions.ts';
import { findMembers } from '../session/members.ts';
import type { Member } from '../session/members.ts';
import { withLive } from '../session/resolveTarget.ts';
import type { Target } from '../session/target.ts';
import { confirm, inform, pick, withProgress } from '../ui/ask.ts';
import type { Choice } from '../ui/ask.ts';
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
      const target = await withProgress(vscode.l10n.t('Looking at {0}', name), ({ signal }) =>
        readLive(pointed, signal),
      );
      const actions = actionsOf(target.recipe, command);
      if (actions.length === 0) throw hasNone(target, command);
      const choices = actions.map((action) => ({ label: action.title, detail: action.consequence, value: action }));
      const action = await pick(titleOf(command, name), choices);
      if (!action) return;
      const chosen = action.chooses ? await chooseReplica(target, action) : undefined;
      if (action.chooses && chosen === undefined) return;
      if (!(await isAgreed(context, target, action))) return;
      await perform(context, { target, action, ...(chosen === undefined ? {} : { chosen }) });
    },
  };
}

async function readLive(pointed: Target, signal: AbortSignal): Promise<Target> {
  const target = await withLive(pointed, signal);
  if (target.live) return target;
  const { kind, name } = target.resource.identity;
  const where = target.namespace === '' ? '' : ` in namespace ${target.namespace}`;
  throw new ClusterError(
    'missing',
    `${kind} ${name} does not exist${where} (context ${target.connection.context}).`,
    'Apply its manifest first, or choose another context.',
  );
}

async function chooseReplica(target: Target, action: Action): Promise<string | undefined> {
  const { name } = target.resource.identity;
  const members = await withProgress(vscode.l10n.t('Looking for the replicas of {0}', name), ({ signal }) =>
    findMembers(target, signal),
  );
  const replicas = members.filter(({ role }) => role === 'replica');
  if (replicas.length === 0)
    throw new ClusterError(
      'no-pod',
      `${name} has no replica that could take over.`,
      'Raise the number of instances in its manifest first.',
    );
  return pick(action.title, replicas.map(replicaChoice), { always: true });
}

function replicaChoice({ pod, ready, reason, phase, node, restarts }: Member): Choice<string> {
  const state = ready ? vscode.l10n.t('ready') : vscode.l10n.t('not ready: {0}', reason ?? phase);
  const known = [
    ...(node === undefined ? [] : [vscode.l10n.t('node {0}', node)]),
    ...(restarts === 0 ? [] : [vscode.l10n.t('{0} restarts', restarts)]),
  ];
  return { label: pod, description: state, detail: known.join(', '), value: pod };
}

async function isAgreed(context: CommandContext, target: Target, action: Action): Promise<boolean> {
  const { name } = target.resource.identity;
  if (!(await context.mayChange(target, action.consequence, name))) return false;
  return confirm({
    question: vscode.l10n.t('{0}: {1}?', name, action.title),
    detail: vscode.l10n.t('{0}\n\nContext: {1}', action.consequence, target.connection.context),
    action: buttonOf(action.command),
  });
}

async function perform(
  context: CommandContext,
  { target, action, chosen }: { readonly target: Target; readonly action: Action; readonly chosen?: string },
): Promise<void> {
  const { name } = target.resource.identity;
  const backupFolder = path.join(context.storage, 'backups');
  try {
    await withProgress(`${name}: ${action.title}`, (progress) =>
      performAction(target, action, {
        ...{ signal: progress.signal, backupFolder, ...(chosen === undefined ? {} : { chosen }) },
        say: (message) => progress.say(message),
      }),
    );
  } catch (error) {
    // What was cancelled is not reported elsewhere, but here something may have been done.
    if (!isClusterError(error, 'cancelled')) throw error;
    inform(error.message);
    return;
  }
  inform(doneText(action, name));
}

function hasNone({ resource }: Target, command: Action['command']): ClusterError {
  const { kind, name } = resource.identity;
  const what = { restart: 'be restarted', switchover: 'switch over', backup: 'be backed up' }[command];
  return new ClusterError(
    'missing',
    `${kind} ${name} cannot ${what} from here: its operator has no way for that, or the manifest does not switch it on.`,
    'See the manual of its operator.',
  );
}

function titleOf(command: Action['command'], name: string): string {
  switch (command) {
    case 'restart':
      return vscode.l10n.t('How is {0} to be restarted?', name);
    case 'switchover':
      return vscode.l10n.t('How is {0} to switch over?', name);
    case 'backup':
      return vscode.l10n.t('Which backup of {0}?', name);
  }
}

function buttonOf(command: Action['command']): string {
  switch (command) {
    case 'restart':
      return vscode.l10n.t('Restart');
    case 'switchover':
      return vscode.l10n.t('Switch over');
    case 'backup':
      return vscode.l10n.t('Back up');
  }
}

function doneText(action: Action, name: string): string {
  const { command, title } = action;
  if (!action.until) return vscode.l10n.t('{0}: {1}: done.', name, title);
  switch (command) {
    case 'restart':
      return vscode.l10n.t('{0} has been restarted and is ready.', name);
    case 'switchover':
      return vscode.l10n.t('{0} has switched over.', name);
    case 'backup':
      return vscode.l10n.t('The backup of {0} is complete.', name);
  }
}
