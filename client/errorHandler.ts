import * as vscode from 'vscode';
import { CloseAction, ErrorAction } from 'vscode-languageclient';
import type { ErrorHandler } from 'vscode-languageclient';

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
        void offerRestart(restart);
        return { action: CloseAction.DoNotRestart, handled: true };
      }
      if (!told) {
        told = true;
        void vscode.window.showWarningMessage(
          vscode.l10n.t('Database Manifests: the language server ended unexpectedly and was started again.'),
        );
      }
      return { action: CloseAction.Restart, handled: true };
    },
  };
}

async function offerRestart(restart: () => Promise<void>): Promise<void> {
  const again = vscode.l10n.t('Start it again');
  const chosen = await vscode.window.showErrorMessage(
    vscode.l10n.t(
      'Database Manifests: the language server ended {0} times within 3 minutes. Manifests are not checked until it runs again.',
      most + 1,
    ),
    again,
  );
  if (chosen === again) await restart();
}
