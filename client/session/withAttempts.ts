import { setTimeout as pause } from 'node:timers/promises';

/**
 * For what has to be known or done in the middle of something, though the API server may be away for a while: calls until
 * it works, and fails with the last failure. `pauses`: milliseconds before each new attempt.
 */
export async function withAttempts<T>(pauses: readonly number[], work: () => Promise<T>): Promise<T> {
  let failure: unknown;
  for (const wait of [0, ...pauses]) {
    if (wait > 0) await pause(wait);
    try {
      return await work();
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}
