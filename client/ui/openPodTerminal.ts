import { PassThrough, Writable } from 'node:stream';
import type { Said } from '../../schemas/contract/index.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import type { ClusterConnection, ExecRequest } from '../cluster/connection.ts';
import { isClusterError } from '../cluster/errors.ts';
import { errorText } from '../screen/ask.ts';
import { openPage } from '../screen/terminals.ts';
import type { Page } from '../screen/terminals.ts';
import { keepSession } from './openSessions.ts';

export interface PodProgram {
  readonly name: Said;
  readonly connection: ClusterConnection;
  readonly request: Pick<ExecRequest, 'namespace' | 'pod' | 'container' | 'command'>;
  /** Shown first, in one line. */
  readonly greeting: Said;
}

/** A terminal for a program inside a container. It ends with the program; closing it ends the program. */
export function openPodTerminal({ name, connection, request, greeting }: PodProgram): void {
  const input = new PassThrough();
  const controller = new AbortController();
  const resized = new Set<(columns: number, rows: number) => void>();

  async function run(columns: number, rows: number): Promise<void> {
    page.line(greeting);
    try {
      const status = await connection.exec({
        ...request,
        stdin: input,
        stdout: streamTo(page),
        terminal: {
          ...{ columns, rows },
          onChange(listener) {
            resized.add(listener);
            return () => resized.delete(listener);
          },
        },
        signal: controller.signal,
      });
      if (status !== 0) sayBelow(say`The program ended with status ${status}.`);
      page.end(status);
    } catch (error) {
      if (controller.signal.aborted) return;
      sayBelow(isClusterError(error) ? errorText(error) : say`The connection to the pod ended.`);
      // The terminal stays, so that the reason can be read.
    }
  }

  /** The program may have left the cursor anywhere. */
  function sayBelow(text: Said): void {
    page.stream('\r\n');
    page.line(text);
  }

  const page = openPage({
    name,
    icon: 'database',
    onOpen: (size) => void run(size?.columns ?? 80, size?.rows ?? 24),
    onClose() {
      ended();
      controller.abort();
    },
    onInput: (text) => void input.write(text),
    onResize: ({ columns, rows }) => resized.forEach((listener) => listener(columns, rows)),
  });
  const ended = keepSession(connection.context, () => {
    controller.abort();
    page.end(0);
  });
}

/** UTF-8 across chunks. */
function streamTo(page: Page): Writable {
  const decoder = new TextDecoder();
  return new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      page.stream(decoder.decode(chunk, { stream: true }));
      done();
    },
  });
}
