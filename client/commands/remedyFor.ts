import { isClusterError } from '../cluster/errors.ts';

/** A command that helps after an error. */
export interface Remedy {
  readonly command: string;
  readonly argument?: unknown;
}

/** @param context the one that the error came from, where it is known. */
export function remedyFor(error: unknown, context?: string): Remedy | undefined {
  if (!isClusterError(error)) return undefined;
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
    default:
      return undefined;
  }
}
