import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import type { Readable } from 'node:stream';
import type { KnownLine, Said } from '../../schemas/contract/index.ts';
import { foreign, say } from '../../schemas/vocabulary/say.ts';
import type { ClusterConnection, PodTarget } from '../cluster/connection.ts';
import { isClusterError } from '../cluster/errors.ts';
import { errorText } from '../screen/ask.ts';
import { knownLineOf } from '../session/knownLines.ts';
import { openPage } from '../screen/terminals.ts';
import type { LogMark } from '../screen/terminals.ts';
import { keepSession } from './openSessions.ts';

export interface LogSource extends PodTarget {
  readonly container: string;
}

export interface LogTerminal {
  readonly name: Said;
  readonly connection: ClusterConnection;
  /** Each line is marked with its pod where there are several. */
  readonly sources: readonly LogSource[];
  readonly lastLines: number;
  /** Lines whose meaning is told below the first of them. */
  readonly knownLines: readonly KnownLine[];
  /** Prints the log, from a file of the container. Absent: what the container prints. */
  readonly command?: readonly string[];
}

/** A terminal that follows the logs of pods until it is closed or Ctrl+C is pressed. */
export function openLogTerminal(options: LogTerminal): void {
  const { name, connection, sources, knownLines } = options;
  const controller = new AbortController();
  const { signal } = controller;
  const told = new Set<KnownLine>();
  const width = Math.max(...sources.map(({ pod }) => pod.length));

  async function follow(source: LogSource, mark: LogMark | undefined): Promise<void> {
    try {
      const stream = await logStream(options, source, signal);
      for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
        page.log(line, mark);
        const known = knownLineOf(knownLines, line);
        if (known && !told.has(known)) page.note(known.meaning, mark);
        if (known) told.add(known);
      }
      if (!signal.aborted) page.note(say`The log of ${source.pod} has ended.`, mark);
    } catch (error) {
      if (!signal.aborted) page.note(isClusterError(error) ? errorText(error) : foreign(String(error)), mark);
    }
  }

  const page = openPage({
    name,
    icon: 'output',
    onOpen() {
      for (const [index, source] of sources.entries())
        void follow(source, sources.length === 1 ? undefined : { text: say`${source.pod.padEnd(width)}`, index });
    },
    onClose() {
      ended();
      controller.abort();
    },
    onInput(text) {
      if (text === '\u0003') stop(say`Stopped.`);
    },
  });
  // What was said stays, to be read.
  const ended = keepSession(connection.context, () => stop(say`Disconnected.`));

  function stop(why: Said): void {
    if (signal.aborted) return;
    ended();
    controller.abort();
    page.note(why);
  }
}

/** The output of a program ends with it, and fails as it does. */
async function logStream(
  { connection, lastLines, command }: LogTerminal,
  source: LogSource,
  signal: AbortSignal,
): Promise<Readable> {
  if (!command) return connection.logs({ ...source, follow: true, lastLines, signal });
  const output = new PassThrough();
  connection.exec({ ...source, command, stdout: output, stderr: output, signal }).then(
    () => output.end(),
    (error: unknown) => output.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return output;
}
