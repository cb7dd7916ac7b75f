import type { Said } from '../../schemas/contract/index.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { ClusterError } from '../cluster/errors.ts';

/** Waits, and leaves no timer behind; ends early, without an error, when one of the signals does. Milliseconds. */
export function pause(time: number, ...signals: readonly AbortSignal[]): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, time);
    for (const signal of signals) signal.addEventListener('abort', done);
    if (signals.some(({ aborted }) => aborted)) done();
  });
}

/** Ends work that takes too long with a `timeout`. Milliseconds. */
export async function within<T>(
  time: number,
  what: Said,
  work: (signal: AbortSignal) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const controller = new AbortController();
  const tooLate = new ClusterError(
    'timeout',
    say`${what} took longer than ${time / 1000} seconds.`,
    say`Check the network path to the cluster, and try again.`,
  );
  const cancel = (): void => controller.abort();
  const timer = setTimeout(() => controller.abort(tooLate), time);
  signal?.addEventListener('abort', cancel);
  if (signal?.aborted) cancel();
  try {
    return await work(controller.signal);
  } catch (error) {
    throw controller.signal.reason === tooLate ? tooLate : error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  }
}
