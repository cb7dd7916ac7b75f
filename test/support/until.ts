import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again. Fails with `otherwise` when the time is over; also where a question itself gets no answer.
 * @param times in milliseconds. `limit`, by default a minute: far more than anything takes. `pause` between two questions.
 */
export async function until(
  holds: () => boolean | Promise<boolean>,
  otherwise: () => string = () => `never so: ${holds.toString()}`,
  { limit = 60_000, pause = 20 } = {},
): Promise<void> {
  const over = new AbortController();
  const asking = (async () => {
    while (!over.signal.aborted && !(await holds())) await sleep(pause);
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
