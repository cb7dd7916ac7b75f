import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Diagnostic, Message } from 'vscode-languageserver';
import { encodeMessage } from '../../server/host/lsp/encodeMessage.ts';

const at = (line: number) => ({ start: { line, character: 0 }, end: { line, character: 4 } });
const strange = 'a "[]" ]}  \u2028 \ud800 😀 \\ \n é';

const read = async (message: Message) =>
  JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await encodeMessage(message))) as unknown;

test('a list of problems is written as JSON writes it, however often, whatever stands in it', async () => {
  const diagnostics: Diagnostic[] = [
    { range: at(1), message: strange, code: 'a/b', tags: [1] },
    { range: at(2), message: '', data: undefined },
  ];
  for (const list of [[], diagnostics.slice(0, 1), diagnostics, [...diagnostics].reverse()])
    for (const version of [undefined, 7]) {
      const params = { uri: `file:///${strange}`, version, diagnostics: list };
      const message = { jsonrpc: '2.0', method: 'textDocument/publishDiagnostics', params };
      assert.deepEqual(await read(message), JSON.parse(JSON.stringify(message)));
    }
});

test('any other message is written as JSON writes it, and one that cannot be is an answer', async () => {
  const message = { jsonrpc: '2.0', id: 1, result: [strange, null] };
  assert.deepEqual(await read(message), message);
  const endless: Record<string, unknown> = { jsonrpc: '2.0' };
  endless.self = endless;
  await assert.rejects(() => encodeMessage(endless as unknown as Message), /circular/i);
});
