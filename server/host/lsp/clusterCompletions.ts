import type { CancellationToken } from 'vscode-languageserver';
import { clusterNamesRequest } from '../../../schemas/contract/protocol.ts';
import type { ClusterNamesParams, ClusterNamesResult } from '../../../schemas/contract/protocol.ts';
import type { Completion, LiveNames } from '../../language/answers.ts';
import type { Session } from './session.ts';

/** So long a person waits for a list that is not there yet. In milliseconds. */
const patience = 300;

/**
 * What the cluster adds to a list, asked of the client. `undefined`: the answer did not come in time. The client keeps
 * it when it comes, so the next question finds it there.
 */
export async function clusterCompletions(
  { connection }: Session,
  { type, namespace, of, completions }: LiveNames,
  known: readonly Completion[],
  token: CancellationToken,
): Promise<readonly Completion[] | undefined> {
  const question: ClusterNamesParams = { type, namespace, ...(of === undefined ? {} : { of }) };
  const asked: Promise<ClusterNamesResult | null> = connection
    .sendRequest<ClusterNamesResult | null>(clusterNamesRequest, question)
    .catch(() => null);
  const answer = await inTime(asked, token);
  if (answer === undefined) return undefined;
  return answer?.context ? completions(answer.names, answer.context, known) : [];
}

/** `undefined`: nobody waits any more. */
async function inTime<T>(asked: Promise<T>, token: CancellationToken): Promise<T | undefined> {
  let end: () => void = () => undefined;
  const over = new Promise<undefined>((resolve) => (end = () => resolve(undefined)));
  const timer = setTimeout(end, patience);
  const listening = token.onCancellationRequested(end);
  try {
    return await Promise.race([asked, over]);
  } finally {
    clearTimeout(timer);
    listening.dispose();
  }
}
