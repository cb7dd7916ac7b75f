import { isClusterError } from '../cluster/errors.ts';
import type { CommandArgument } from './command.ts';

/** A command that helps after an error. */
export interface Remedy {
  readonly command: string;
  readonly argument?: unknown;
}

/** Where an error came from, as far as that is known. */
export interface ErrorPlace {
  readonly context?: string | undefined;
  /** The command that has failed. */
  readonly command?: string;
  /** What it was called on. */
  readonly argument?: CommandArgument | undefined;
}

/** `undefined`: no command helps. The one that has failed is no remedy for itself. */
export function remedyFor(error: unknown, { context, command = '', argument }: ErrorPlace = {}): Remedy | undefined {
  if (!isClusterError(error)) return undefined;
  const onSame = (id: string): Remedy | undefined =>
    // What no command has failed on has no place that another could be called on.
    id === command || command === '' ? undefined : { command: id, ...(argument === undefined ? {} : { argument }) };
  switch (error.code) {
    case 'no-kubeconfig':
    case 'bad-kubeconfig':
      return { command: 'workbench.action.openSettings', argument: 'dbManifests.kubeconfig' };
    case 'missing-program':
      return { command: 'workbench.action.openSettings', argument: 'dbManifests.psqlPath' };
    case 'unauthenticated':
    case 'unreachable':
    case 'bad-answer':
    case 'untrusted-server':
      return { command: 'dbManifests.chooseContext' };
    case 'forbidden':
      return { command: 'dbManifests.chooseNamespace', ...(context === undefined ? {} : { argument: context }) };
    case 'refused':
      return command === 'dbManifests.apply' ? { command: 'workbench.actions.view.problems' } : undefined;
    case 'missing':
      return argument?.from === 'manifest' ? onSame('dbManifests.apply') : { command: 'dbManifests.chooseContext' };
    case 'changed':
      return command === 'dbManifests.apply' ? { command, ...(argument === undefined ? {} : { argument }) } : undefined;
    case 'no-pod':
    case 'no-primary':
    case 'two-primaries':
    case 'missing-secret':
    case 'missing-key':
    case 'database':
    case 'timeout':
      return onSame('dbManifests.verify');
    case 'stream':
      return onSame('dbManifests.logs');
    default:
      return undefined;
  }
}
