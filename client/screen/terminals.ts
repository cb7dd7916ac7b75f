import * as vscode from 'vscode';
import type { Said } from '../../schemas/contract/index.ts';
import { inertLines } from '../../schemas/vocabulary/inertText.ts';
import { shown } from './shown.ts';

/** A program of this machine, no shell around it. */
export interface ProgramTerminal {
  readonly name: Said;
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | null>>;
}

export function openProgram({ name, program, args, environment }: ProgramTerminal): vscode.Terminal {
  return open(name, 'database', { shellPath: program, shellArgs: [...args], env: { ...environment } });
}

/** A terminal whose lines are ours, or a stream of the person's own. */
export interface WrittenTerminal {
  readonly name: Said;
  readonly icon: string;
  readonly onOpen: (size: vscode.TerminalDimensions | undefined) => void;
  readonly onClose: () => void;
  readonly onInput: (text: string) => void;
  readonly onResize?: (size: vscode.TerminalDimensions) => void;
}

export interface Page {
  /** A line of ours. */
  line(text: Said): void;
  /** A line that a program in a cluster wrote, after a mark of ours in a colour of its own. */
  log(line: string, mark?: LogMark): void;
  /** Ours, about the log behind the mark. */
  note(text: Said, mark?: LogMark): void;
  /**
   * Output of a program that the person works with, as it is: it may move the cursor and set colours, as every program in a
   * terminal may.
   */
  stream(output: string): void;
  /** Closes it. */
  end(status: number): void;
}

export interface LogMark {
  readonly text: Said;
  /** Counts the logs of a terminal. */
  readonly index: number;
}

export function openPage({ name, icon, onOpen, onClose, onInput, onResize }: WrittenTerminal): Page {
  const output = new vscode.EventEmitter<string>();
  const ended = new vscode.EventEmitter<number>();
  const write = (line: string): void => output.fire(`${line}\r\n`);
  open(name, icon, {
    pty: {
      onDidWrite: output.event,
      onDidClose: ended.event,
      open: onOpen,
      close: onClose,
      handleInput: onInput,
      ...(onResize ? { setDimensions: onResize } : {}),
    },
  });
  return {
    line: (text) => write(shown(text)),
    log: (line, mark) => write(`${marked(mark)}${logLine(line)}`),
    note: (text, mark) => write(`${marked(mark)}${dim(shown(text))}`),
    stream: (text) => output.fire(text),
    end: (status) => ended.fire(status),
  };
}

function open(
  name: Said,
  icon: string,
  rest: Omit<vscode.TerminalOptions, 'name'> | Omit<vscode.ExtensionTerminalOptions, 'name'>,
): vscode.Terminal {
  const terminal = vscode.window.createTerminal({
    name: shown(name),
    iconPath: new vscode.ThemeIcon(icon),
    // Not started again with the window: what it needs is gone by then.
    isTransient: true,
    ...rest,
  } as vscode.ExtensionTerminalOptions);
  terminal.show();
  return terminal;
}

/** UTF-16 code units of a line of a log that are shown. */
const longestLine = 10_000;

/**
 * A line of a log cannot move the cursor, set the title, fill the clipboard or hide what it says. Colours are left out, not
 * shown as what they are written with; everything else that controls a terminal can be seen.
 */
export function logLine(line: string): string {
  const plain = line.slice(0, 2 * longestLine).replaceAll(/\u001b\[[\d;:]*m/g, '');
  return inertLines(plain, longestLine).replaceAll('\n', '\r\n');
}

const escape = '\u001b';
const colours = [36, 33, 35, 32, 34, 31];

function marked(mark: LogMark | undefined): string {
  if (!mark) return '';
  return `${escape}[${String(colours[mark.index % colours.length])}m${shown(mark.text)}${escape}[0m `;
}

function dim(text: string): string {
  return `${escape}[2m${text}${escape}[0m`;
}
