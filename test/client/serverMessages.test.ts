import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { BaseLanguageClient } from 'vscode-languageclient';
import '../support/editorStandIn.ts';
import { answerWith, shown } from '../support/vscodeStandIn.ts';

const { sayForServer, serverMiddleware } = await import('../../client/serverMessages.ts');

const link = '[Log in](command:workbench.action.terminal.new)';
const inert = '[Log in] (command:workbench.action.terminal.new)';

/** A client that keeps who listens to what, and what is logged. */
function listen() {
  const handlers = new Map<string, (message: object) => unknown>();
  const logged: unknown[][] = [];
  const on = (method: string, handler: (message: object) => unknown) => void handlers.set(method, handler);
  const client = { onNotification: on, onRequest: on, error: (...given: unknown[]) => void logged.push(given) };
  sayForServer(client as unknown as BaseLanguageClient);
  return { client, logged, send: (method: string, message: object) => handlers.get(method)?.(message) };
}

beforeEach(() => answerWith());

test('what the server wants to be shown makes no links', () => {
  const { send } = listen();
  send('window/showMessage', { type: 1, message: link });
  send('window/showMessage', { type: 2, message: link });
  assert.equal(send('window/showMessageRequest', { type: 3, message: link, actions: [{ title: link }] }), null);
  assert.deepEqual(shown, [
    { how: 'showErrorMessage', texts: [inert] },
    { how: 'showWarningMessage', texts: [inert] },
    { how: 'showInformationMessage', texts: [inert] },
  ]);
});

test('requests that fail are logged, and only what people have to know is shown', () => {
  const { client, logged } = listen();
  client.error(`Request failed: ${link}`, 'data', true);
  assert.deepEqual(shown, []);
  client.error(`Restarting server failed`, link, 'force');
  assert.deepEqual(shown, [{ how: 'showErrorMessage', texts: ['Restarting server failed'] }]);
  assert.deepEqual(logged, [
    [`Request failed: ${link}`, 'data', false],
    ['Restarting server failed', link, false],
  ]);
});

test('titles of progress are inert, and nothing is opened', async () => {
  const passed: object[] = [];
  const begin = { kind: 'begin', title: link, message: link } as const;
  serverMiddleware.handleWorkDoneProgress?.('token', begin, (_, params) => void passed.push(params));
  serverMiddleware.handleWorkDoneProgress?.('token', { kind: 'end' }, (_, params) => void passed.push(params));
  assert.deepEqual(passed, [{ kind: 'begin', title: inert, message: inert }, { kind: 'end' }]);
  const show = serverMiddleware.window?.showDocument;
  assert.deepEqual(
    await show?.({ uri: 'https://evil.example', external: true }, undefined as never, undefined as never),
    {
      success: false,
    },
  );
});
