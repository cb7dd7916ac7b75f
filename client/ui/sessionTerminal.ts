import * as vscode from 'vscode';
import type { Session } from '../session/psqlSession.ts';

const open = new Set<() => void>();

/** Removes the passwords of sessions that are still open, as when the editor closes. */
export function endSessions(): void {
  for (const dispose of open) dispose();
  open.clear();
}

/** A terminal that is the client program itself, no shell around it: nothing of it gets into a shell's history. */
export function openSessionTerminal({
  name,
  session,
}: {
  readonly name: string;
  readonly session: Session & { kind: 'local' };
}): vscode.Terminal {
  const terminal = vscode.window.createTerminal({
    name,
    shellPath: session.program,
    shellArgs: [...session.args],
    env: { ...session.env },
    iconPath: new vscode.ThemeIcon('database'),
    // Not started again with the window: its password is gone by then.
    isTransient: true,
  });
  open.add(session.dispose);
  const closing = vscode.window.onDidCloseTerminal((closed) => {
    if (closed !== terminal) return;
    closing.dispose();
    open.delete(session.dispose);
    session.dispose();
  });
  terminal.show();
  return terminal;
}
