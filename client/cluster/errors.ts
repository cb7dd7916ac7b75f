/** Why something in a cluster did not work; decides on what a command offers next. */
export type ClusterErrorCode =
  /** No kubeconfig, or nothing in it. */
  | 'no-kubeconfig'
  /** The kubeconfig cannot be read, or names a context that it does not have. */
  | 'bad-kubeconfig'
  /** The API server cannot be reached. */
  | 'unreachable'
  /** Its certificate is not trusted. */
  | 'untrusted-server'
  /** Expired or wrong credentials (401), a login plug-in that failed. */
  | 'unauthenticated'
  /** The person lacks a verb (403). */
  | 'forbidden'
  /** The object, or its kind, does not exist. */
  | 'missing'
  /** The API server or a webhook refuses the object (400, 409, 422). */
  | 'refused'
  | 'no-pod'
  | 'no-primary'
  | 'two-primaries'
  | 'missing-secret'
  | 'missing-key'
  /** The database refuses, or its answer is not understood: `message` says which. */
  | 'database'
  /** A container, exec or port-forward that fails. */
  | 'stream'
  /** Something that is needed on this machine is not there: psql. */
  | 'missing-program'
  | 'timeout'
  /** The person or the editor gave up. Not shown. */
  | 'cancelled'
  /** An action would break what it should repair: the resource still exists, the pod is not ready. */
  | 'unsafe';

/**
 * The one error of cluster code. `message` says what did not work and why, `remedy` what the person can do, one sentence
 * each. Neither ever holds a value of a Secret.
 */
export class ClusterError extends Error {
  readonly code: ClusterErrorCode;
  readonly remedy: string;
  /** With `refused`: the API server's complaints, each about a field. */
  readonly causes: readonly RefusalCause[];

  constructor(code: ClusterErrorCode, message: string, remedy: string, options: ClusterErrorOptions = {}) {
    super(message, options);
    this.name = 'ClusterError';
    this.code = code;
    this.remedy = remedy;
    this.causes = options.causes ?? [];
  }
}

export interface RefusalCause {
  /** As the API server writes it: `spec.volume.size`, `spec.users[0]`. */
  readonly field?: string;
  readonly message: string;
}

export interface ClusterErrorOptions {
  readonly cause?: unknown;
  readonly causes?: readonly RefusalCause[];
}

export function isClusterError(error: unknown, ...codes: readonly ClusterErrorCode[]): error is ClusterError {
  return error instanceof ClusterError && (codes.length === 0 || codes.includes(error.code));
}
