import { PassThrough, Writable } from 'node:stream';
import * as vscode from 'vscode';
import type { ClusterConnection, ExecRequest } from '../cluster/connection.ts';
import { isClusterError } from '../cluster/errors.ts';

export interface PodProgram {
  readonly name: string;
  readonly connection: ClusterConnection;
  readonly request: Pick<ExecRequest, 'namespace' | 'pod' | 'container' | 'command'>;
  /** Shown first, in one line. */
  readonly greeting: string;
}

/** A terminal for a program inside a container. It ends with the program; closing it ends the program. */
export function openPodTerminal({ name, connection, request, greeting }: PodProgram): vscode.Terminal {
  const output = new vscode.EventEmitter<string>();
  const ended = new vscode.EventEmitter<number | undefined>();
  const input = new PassThrough();
  const controller = new AbortController();
  const resized = new Set<(columns: number, rows: number) => void>();

  async function run(size: vscode.TerminalDimensions | undefined): Promise<void> {
    output.fire(`${greeting}\r\n`);
    try {
      const status = await connection.exec({
        ...request,
        stdin: input,
        stdout: terminalWriter(output),
        terminal: {
          columns: size?.columns ?? 80,
          rows: size?.rows ?? 24,
          onChange(listener) {
            resized.add(listener);
            return () => resized.delete(listener);
          },
        },
        signal: controller.signal,
      });
      if (status !== 0) output.fire(`\r\n${vscode.l10n.t('The program ended with status {0}.', status)}\r\n`);
      ended.fire(status);
    } catch (error) {
      if (controller.signal.aborted) return;
      output.fire(`\r\n${failure(error)}\r\n`);
      // The terminal stays, so that the reason can be read.
    }
  }

  const terminal = vscode.window.createTerminal({
    name,
    iconPath: new vscode.ThemeIcon('database'),
    isTransient: true,
    pty: {
      onDidWrite: output.event,
      onDidClose: ended.event,
      open: (size?: vscode.TerminalDimensions) => void run(size),
      close: () => controller.abort(),
      handleInput: (text: string) => void input.write(text),
      setDimensions: ({ columns, rows }: vscode.TerminalDimensions) =>
        resized.forEach((listener) => listener(columns, rows)),
    },
  });
  terminal.show();
  return terminal;
}

function failure(error: unknown): string {
  return isClusterError(error) ? `${error.message} ${error.remedy}` : vscode.l10n.t('The connection to the pod ended.');
}

/** UTF-8 across chunks. */
function terminalWriter(output: vscode.EventEmitter<string>): Writable {
  const decoder = new TextDecoder();
  return new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      output.fire(decoder.decode(chunk, { stream: true }));
      done();
    },
  });
}
