import type { BaseLanguageClient, Middleware } from 'vscode-languageclient';
import { foreign } from '../schemas/vocabulary/say.ts';
import { complain, inform, warn } from './screen/ask.ts';
import { shown } from './screen/shown.ts';

type Sayer = Pick<BaseLanguageClient, 'onNotification' | 'onRequest' | 'error'>;

/**
 * What the language server asks to be shown, and what the library that talks to it would show by itself, goes through the same
 * door as all that we say: error messages hold names from manifests. To be called before the client starts.
 */
export function sayForServer(client: Sayer): void {
  client.onNotification('window/showMessage', showMessage);
  // Ours asks nothing, so there is nothing to choose.
  client.onRequest('window/showMessageRequest', (message: ServerMessage) => {
    showMessage(message);
    return null;
  });
  const log = client.error.bind(client);
  client.error = (message, data, show) => {
    log(message, data, false);
    if (show === 'force') complain(foreign(message));
  };
}

/** The server opens no document and no page, and the titles of its progress are foreign. */
export const serverMiddleware: Middleware = {
  window: { showDocument: () => Promise.resolve({ success: false }) },
  handleWorkDoneProgress(token, params, next) {
    next(token, {
      ...params,
      ...('title' in params && { title: shown(foreign(params.title)) }),
      ...(params.message !== undefined && { message: shown(foreign(params.message)) }),
    });
  },
};

/** `ShowMessageParams` of the protocol; 1 is an error, 2 a warning. */
interface ServerMessage {
  readonly type: number;
  readonly message: string;
}

function showMessage({ type, message }: ServerMessage): void {
  const show = type === 1 ? complain : type === 2 ? warn : inform;
  show(foreign(message));
}
