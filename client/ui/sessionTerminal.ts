import * as vscode from 'vscode';
import type { Said } from '../screen/say.ts';
import { openProgram } from '../screen/terminals.ts';
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
  session: { program, args, env, dispose },
}: {
  readonly name: Said;
  readonly session: Session & { kind: 'local' };
}): void {
  const terminal = openProgram({ name, program, args, environment: env });
  open.add(dispose);
  const closing = vscode.window.onDidCloseTerminal((closed) => {
    if (closed !== terminal) return;
    closing.dispose();
    open.delete(dispose);
    dispose();
  });
}
