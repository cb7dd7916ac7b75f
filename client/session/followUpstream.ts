import { foreign, say } from '../../schemas/vocabulary/say.ts';
import { ClusterError } from '../cluster/errors.ts';
import { pause, within } from './pause.ts';
import type { Sighting, TunnelUpstream } from './upstreamEnd.ts';

export interface UpstreamListener {
  /** After every look; much of the time nothing has changed. */
  onSighting(sighting: Sighting): void;
  /** The cluster could not be asked; it is asked again. */
  onLost(error: ClusterError): void;
}

export interface Follower {
  /** A connection has failed: look now, without waiting for the watch to tell. */
  refresh(): void;
}

/** Tells where connections go each time that this may have changed, until the signal ends it. */
export function followUpstream(upstream: TunnelUpstream, listener: UpstreamListener, signal: AbortSignal): Follower {
  let isLooking = false;
  let wanted = false;
  let wake = new AbortController();
  const interrupted = new Set<number>();

  const refresh = (): void => {
    wanted = true;
    wake.abort();
    if (!isLooking) void lookWhileWanted();
  };

  async function lookWhileWanted(): Promise<void> {
    isLooking = true;
    let delay = firstPause;
    while (wanted && !signal.aborted) {
      wanted = false;
      wake = new AbortController();
      if (await lookOnce()) {
        delay = firstPause;
        continue;
      }
      await pause(delay, signal, wake.signal);
      delay = Math.min(delay * 2, longestPause);
      wanted = true;
    }
    isLooking = false;
  }

  /** false: to be tried again, because nobody would tell when it is time. */
  async function lookOnce(): Promise<boolean> {
    try {
      const sighting = await within(lookLimit, say`Looking for the primary`, (each) => upstream.look(each), signal);
      if (signal.aborted) return true;
      listener.onSighting(sighting);
      return sighting.ends.length > 0 || interrupted.size === 0;
    } catch (error) {
      if (signal.aborted) return true;
      listener.onLost(asClusterError(error));
      return false;
    }
  }

  for (const [index, { type, query }] of upstream.watches.entries())
    upstream.connection.watch(
      type,
      query,
      (event) => {
        if (event.kind === 'interrupted') interrupted.add(index);
        else interrupted.delete(index);
        refresh();
      },
      signal,
    );
  return { refresh };
}

/** Whatever else goes wrong is a fault of this program; the tunnel lives on. */
function asClusterError(error: unknown): ClusterError {
  if (error instanceof ClusterError) return error;
  return new ClusterError('stream', say`The cluster could not be asked: ${foreign(String(error))}.`, say`Try again.`, {
    cause: error,
  });
}

/** Milliseconds. */
export const firstPause = 250;
export const longestPause = 5000;
const lookLimit = 15_000;
