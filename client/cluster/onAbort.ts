import { setMaxListeners } from 'node:events';

/** Calls `action` once, with the first of the signals, at once if one has been used already. Returns how to stop listening. */
export function onAbort(signals: readonly (AbortSignal | undefined)[], action: () => void): () => void {
  const given = signals.filter((signal) => signal !== undefined);
  const stop = (): void => {
    for (const signal of given) signal.removeEventListener('abort', once);
  };
  const once = (): void => {
    stop();
    action();
  };
  for (const signal of given) {
    // As many as there are requests, watches and connections at a time: Node takes more than ten for a leak and warns.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', once);
  }
  if (given.some(({ aborted }) => aborted)) once();
  return stop;
}
