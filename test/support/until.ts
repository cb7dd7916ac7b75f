import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks every 20 ms. Fails after `limit` milliseconds, by default a minute, which is far more than anything takes; also where a
 * question itself gets no answer.
 */
export async function until(
  holds: () => boolean | Promise<boolean>,
  otherwise: () => string,
  limit = 60_000,
): Promise<void> {
  const over = new AbortController();
  const asking = (async () => {
    while (!over.signal.aborted && !(await holds())) await sleep(20);
  })();
  // Tests count the timers that keep a process.
  const late = sleep(limit, undefined, { signal: over.signal, ref: false }).then(() => {
    throw new Error(otherwise());
  });
  try {
    await Promise.race([asking, late]);
  } finally {
    over.abort();
    asking.catch(() => undefined);
    late.catch(() => undefined);
  }
}
