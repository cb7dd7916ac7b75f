import { createInterface } from 'node:readline';
import * as vscode from 'vscode';
import type { ClusterConnection, PodTarget } from '../cluster/connection.ts';
import { isClusterError } from '../cluster/errors.ts';

export interface LogSource extends PodTarget {
  readonly container: string;
}

export interface LogTerminal {
  readonly name: string;
  readonly connection: ClusterConnection;
  /** Each line is marked with its pod where there are several. */
  readonly sources: readonly LogSource[];
  readonly lastLines: number;
}

/** A terminal that follows the logs of pods until it is closed or Ctrl+C is pressed. */
export function openLogTerminal({ name, connection, sources, lastLines }: LogTerminal): vscode.Terminal {
  const output = new vscode.EventEmitter<string>();
  const controller = new AbortController();
  const say = (text: string) => output.fire(`${text}\r\n`);

  async function follow(source: LogSource, mark: string): Promise<void> {
    const { signal } = controller;
    try {
      const stream = await connection.logs({ ...source, follow: true, lastLines, signal });
      for await (const line of createInterface({ input: stream, crlfDelay: Infinity }))
        say(`${mark}${printable(line)}`);
      if (!signal.aborted) say(dim(`${mark}${vscode.l10n.t('The log of {0} has ended.', source.pod)}`));
    } catch (error) {
      if (!signal.aborted)
        say(dim(`${mark}${isClusterError(error) ? `${error.message} ${error.remedy}` : String(error)}`));
    }
  }

  const width = Math.max(...sources.map(({ pod }) => pod.length));
  const terminal = vscode.window.createTerminal({
    name,
    iconPath: new vscode.ThemeIcon('output'),
    isTransient: true,
    pty: {
      onDidWrite: output.event,
      open: () => {
        for (const [index, source] of sources.entries())
          void follow(source, sources.length === 1 ? '' : coloured(source.pod.padEnd(width), index));
      },
      close: () => controller.abort(),
      handleInput: (text: string) => {
        if (text !== '\u0003' || controller.signal.aborted) return;
        controller.abort();
        say(dim(vscode.l10n.t('Stopped.')));
      },
    },
  });
  terminal.show();
  return terminal;
}

const ESCAPE = '\u001b';
const colours = [36, 33, 35, 32, 34, 31];

function coloured(text: string, index: number): string {
  return `${ESCAPE}[${String(colours[index % colours.length])}m${text}${ESCAPE}[0m `;
}

function dim(text: string): string {
  return `${ESCAPE}[2m${text}${ESCAPE}[0m`;
}

/** A log line cannot move the cursor or set the title; colours stay. */
function printable(line: string): string {
  return line.replaceAll(/\u001b(?!\[[\d;]*m)|[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f\u0080-\u009f]/g, '');
}
