import * as vscode from 'vscode';
import type { Said } from '../../schemas/contract/index.ts';
import { openProgram } from '../screen/terminals.ts';
import type { Session } from '../session/clientSession.ts';
import { keepSession } from './openSessions.ts';

export interface SessionTerminal {
  readonly name: Said;
  /** The context that it runs over, with which it ends. */
  readonly context: string;
  readonly session: Session & { kind: 'local' };
}

/** A terminal that is the client program itself, no shell around it: nothing of it gets into a shell's history. */
export function openSessionTerminal({ name, context, session }: SessionTerminal): void {
  const { program, args, env, dispose } = session;
  const terminal = openProgram({ name, program, args, environment: env });
  const ended = keepSession(context, () => {
    terminal.dispose();
    dispose();
  });
  const closing = vscode.window.onDidCloseTerminal((closed) => {
    if (closed !== terminal) return;
    closing.dispose();
    ended();
    dispose();
  });
}
