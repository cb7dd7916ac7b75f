import { CloseAction, ErrorAction } from 'vscode-languageclient';
import type { ErrorHandler } from 'vscode-languageclient';
import { say } from '../schemas/vocabulary/say.ts';
import { complain, warn } from './screen/ask.ts';

const most = 4;
const within = 3 * 60 * 1000;

/** A server that ends is started again and the person told once; one that keeps ending is left alone, with a way back. */
export function createErrorHandler(restart: () => Promise<void>): ErrorHandler {
  const ends: number[] = [];
  let told = false;
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed() {
      ends.push(Date.now());
      const recent = ends.filter((at) => Date.now() - at < within);
      if (recent.length > most) {
        offerRestart(restart);
        return { action: CloseAction.DoNotRestart, handled: true };
      }
      if (!told) {
        told = true;
        warn(say`Database Manifests: the language server ended unexpectedly and was started again.`);
      }
      return { action: CloseAction.Restart, handled: true };
    },
  };
}

function offerRestart(restart: () => Promise<void>): void {
  complain(
    say`Database Manifests: the language server ended ${most + 1} times within 3 minutes. Manifests are not checked until it runs again.`,
    { title: say`Start it again`, run: restart },
  );
}
