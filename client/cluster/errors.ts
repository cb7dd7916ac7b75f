import type { Said } from '../../schemas/contract/index.ts';
import { inertLines, inertText } from '../../schemas/vocabulary/inertText.ts';
import { inertEnglish, render } from '../../schemas/vocabulary/render.ts';

/** Why something in a cluster did not work; decides on what a command offers next. */
export type ClusterErrorCode =
  /** No kubeconfig, or nothing in it. */
  | 'no-kubeconfig'
  /** The kubeconfig cannot be read, or names a context that it does not have. */
  | 'bad-kubeconfig'
  /** The API server cannot be reached. */
  | 'unreachable'
  /** What it answers is of another shape than that of an API server, or more than is taken of one. */
  | 'bad-answer'
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
  /** The object is not the one that was shown, or not as it was: nothing was done to it. */
  | 'changed'
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

/** UTF-16 code units of what an error says: a sentence, all the words of a server, one of its complaints. */
const longest = { sentence: 1000, answer: 16_000, cause: 1000, field: 300 } as const;
/** Complaints of one answer that are kept. */
export const mostCauses = 100;

/**
 * The one error of cluster code. `message` says what did not work and why, `remedy` what the person can do, one sentence
 * each. Neither ever holds a value of a Secret, nor a control character, however much of it somebody else has written.
 */
export class ClusterError extends Error {
  readonly code: ClusterErrorCode;
  readonly remedy: string;
  /** `message` and `remedy` before they are in the words of a language: what is shown. */
  readonly said: { readonly message: Said; readonly remedy: Said };
  /** With `refused`: the API server's complaints, each about a field. */
  readonly causes: readonly RefusalCause[];
  /** What the API server has answered. Absent: the error is not about an answer of it. */
  readonly answer: ServerAnswer | undefined;

  constructor(code: ClusterErrorCode, message: Said, remedy: Said, options: ClusterErrorOptions = {}) {
    const { cause, causes = [], answer } = options;
    super(sentence(message), cause === undefined ? {} : { cause });
    this.name = 'ClusterError';
    this.code = code;
    this.remedy = sentence(remedy);
    this.said = { message, remedy };
    this.causes = causes.slice(0, mostCauses).map((each) => ({
      ...(each.field === undefined ? {} : { field: inertText(each.field, longest.field) }),
      message: inertText(each.message, longest.cause),
    }));
    this.answer = answer && {
      status: answer.status,
      reason: inertText(answer.reason),
      message: inertLines(answer.message, longest.answer),
    };
  }
}

/** In English, for logs. */
function sentence(said: Said): string {
  return inertText(render(said, inertEnglish), longest.sentence);
}

export interface RefusalCause {
  /** As the API server writes it: `spec.volume.size`, `spec.users[0]`. */
  readonly field?: string;
  readonly message: string;
}

export interface ServerAnswer {
  /** Of HTTP. */
  readonly status: number;
  /** `Conflict`, `Expired`; empty: none. */
  readonly reason: string;
  /** All its lines, without values of secret data. */
  readonly message: string;
}

export interface ClusterErrorOptions {
  readonly cause?: unknown;
  readonly answer?: ServerAnswer;
  readonly causes?: readonly RefusalCause[];
}

export function isClusterError(error: unknown, ...codes: readonly ClusterErrorCode[]): error is ClusterError {
  return error instanceof ClusterError && (codes.length === 0 || codes.includes(error.code));
}

/** `undefined` in place of the error `missing`. */
export async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isClusterError(error, 'missing')) return undefined;
    throw error;
  }
}
