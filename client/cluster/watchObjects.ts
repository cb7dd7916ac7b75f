import type { IncomingMessage } from 'node:http';
import { foreign, say } from '../../schemas/vocabulary/say.ts';
import { readChange, readJson, type WatchChange } from './answers.ts';
import { pause } from './apiServer.ts';
import { boundedLines } from './boundedLines.ts';
import type { KubernetesObject, WatchEvent } from './connection.ts';
import { ClusterError, isClusterError } from './errors.ts';
import { inBytes, limits } from './limits.ts';

/** What a list found, and from where a watch goes on. */
export interface Snapshot {
  readonly objects: readonly KubernetesObject[];
  readonly resourceVersion: string;
}

export interface WatchSource {
  /** `undefined`: the cluster does not know the type (yet). */
  readonly list: () => Promise<Snapshot | undefined>;
  readonly stream: (resourceVersion: string, timeoutSeconds: number) => Promise<IncomingMessage>;
  readonly onEvent: (event: WatchEvent) => void;
  readonly signal: AbortSignal;
}

/** Milliseconds: the pause after the first failure, and what it doubles to. */
const firstPause = 500;
const longestPause = 30_000;
/** Nobody is asked to log in again and again for a watch in the background. */
const loginPause = 300_000;
/** Milliseconds without a line after which the connection counts as dead; bookmarks come about every 60 s. */
const longestSilence = 150_000;

/** Follows objects until the signal; never throws. A watch goes on from the last change seen, so that a drop loses nothing. */
export async function watchObjects({ list, stream, onEvent, signal }: WatchSource): Promise<void> {
  let version: string | undefined;
  let failures = 0;
  const ended = (): boolean => signal.aborted;
  while (!ended()) {
    const began = Date.now();
    try {
      if (version === undefined) {
        const found = await list();
        if (ended()) return;
        onEvent({ kind: 'all', objects: found?.objects ?? [] });
        if (found === undefined) {
          await pause(longestPause, signal);
          continue;
        }
        version = found.resourceVersion;
      }
      // Spread over minutes, so that many watches do not come again at the same time.
      const answer = await stream(version, 240 + Math.floor(Math.random() * 120));
      for await (const change of changesOf(answer)) {
        if (ended()) return;
        failures = 0;
        version = change.metadata.resourceVersion ?? version;
        const kind = kinds[change.type];
        if (kind && change.object) onEvent({ kind, object: change.object });
      }
      if (Date.now() - began < 1000) await pause(pauseAfter(failures++), signal);
    } catch (error) {
      if (ended()) return;
      if (isGone(error)) {
        version = undefined;
        if (failures++ > 0) await quietly(pause(pauseAfter(failures), signal));
        continue;
      }
      // The type was removed: look for it again.
      if (isClusterError(error, 'missing')) version = undefined;
      onEvent({ kind: 'interrupted', error: error instanceof Error ? error : new Error(String(error)) });
      await quietly(pause(isClusterError(error, 'unauthenticated') ? loginPause : pauseAfter(failures++), signal));
    }
  }
}

const kinds: Readonly<Record<string, 'added' | 'changed' | 'deleted' | undefined>> = {
  ADDED: 'added',
  MODIFIED: 'changed',
  DELETED: 'deleted',
};

/** One JSON value a line. Throws what the server reports in one. */
async function* changesOf(answer: IncomingMessage): AsyncGenerator<WatchChange> {
  const silent = (): void =>
    void answer.destroy(new ClusterError('unreachable', say`A watch has fallen silent.`, say`Check the network.`));
  const timer = setTimeout(silent, longestSilence);
  const onPiece = (): void => void timer.refresh();
  try {
    for await (const lines of boundedLines(answer, { longest: limits.watchLine, tooLong, onPiece })) {
      for (const line of lines) {
        if (line.trim() !== '') yield changeIn(line);
      }
    }
  } catch (error) {
    if (error instanceof ClusterError || error instanceof Gone) throw error;
    throw new ClusterError('unreachable', say`A watch was interrupted.`, say`It goes on by itself.`, { cause: error });
  } finally {
    clearTimeout(timer);
    answer.destroy();
  }
}

function changeIn(line: string): WatchChange {
  const change = readJson(line, readChange);
  if (!change)
    throw new ClusterError(
      'bad-answer',
      say`A watch was ended: what came is no change of an object.`,
      say`It goes on by itself.`,
    );
  if (change.type !== 'ERROR') return change;
  const { code, message } = change.status;
  if (code === 410) throw new Gone();
  throw new ClusterError(
    'unreachable',
    say`The API server ended a watch: ${message ? foreign(message) : say`no reason given`}.`,
    say`It goes on by itself.`,
  );
}

function tooLong(): never {
  throw new ClusterError(
    'bad-answer',
    say`A watch was ended: one change has more than ${inBytes(limits.watchLine)}.`,
    say`It goes on by itself.`,
  );
}

/** What happened since is no longer known: the list is read again. */
class Gone extends Error {}

function isGone(error: unknown): boolean {
  if (error instanceof Gone) return true;
  return isClusterError(error) && error.answer?.status === 410;
}

/** Milliseconds; up to a quarter more or less, so that many do not come again at the same time. */
function pauseAfter(failures: number): number {
  return Math.min(firstPause * 2 ** failures, longestPause) * (0.75 + Math.random() / 2);
}

async function quietly(waiting: Promise<void>): Promise<void> {
  try {
    await waiting;
  } catch {
    // The signal has ended the pause; the loop sees it.
  }
}
