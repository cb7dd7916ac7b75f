import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { dist } from '../support/fixtures.ts';
import { thing, toyDefinition } from '../support/toyDefinition.ts';
import { until } from '../support/until.ts';

const server = path.join(dist, 'server.cjs');
const initialize = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { processId: null, rootUri: null, capabilities: {} },
};
const shutdown = { jsonrpc: '2.0', id: 2, method: 'shutdown' };
const exit = { jsonrpc: '2.0', method: 'exit' };

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Writes messages to a new server process, closes its input once it has answered `answers` of them, and waits for its end. */
function run(messages: readonly object[], answers: number, args: readonly string[] = ['--stdio']): Promise<Ended> {
  const child = spawn(process.execPath, [server, ...args]);
  let output = '';
  let errors = '';
  const endInput = () => {
    if (output.split('Content-Length').length > answers) child.stdin.end();
  };
  child.stdout.on('data', (bytes: Buffer) => {
    output += bytes.toString();
    endInput();
  });
  child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()));
  // The server may end before its input does.
  child.stdin.on('error', () => undefined);
  for (const message of messages) child.stdin.write(frame(message));
  if (answers === 0) child.stdin.end();
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output, errors })));
}

function frame(message: object): string {
  const text = JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}

test('exits with 0 after a shutdown', async () => {
  const { code, output, errors } = await run([initialize, shutdown, exit], 2);
  assert.match(output, /"serverInfo":\{"name":"db-manifests","version":"\d+\.\d+\.\d+"/);
  assert.equal(errors, '');
  assert.equal(code, 0);
});

test('exits with 1 when the editor goes away without a shutdown', async () => {
  assert.equal((await run([initialize], 1)).code, 1);
  assert.equal((await run([initialize, exit], 1)).code, 1);
});

test('speaks over standard input and output without any option', async () => {
  const { output } = await run([initialize, shutdown, exit], 2, []);
  assert.match(output, /"positionEncoding":"utf-16"/);
});

test('--help says how it is started', async () => {
  const { code, output } = await run([], 0, ['--help']);
  assert.match(output, /--stdio/);
  assert.equal(code, 0);
});

test('--version says which one it is', async () => {
  const { code, output } = await run([], 0, ['--version']);
  assert.match(output, /^\d+\.\d+\.\d+\n$/);
  assert.equal(code, 0);
});

test('ends when the process of the editor that it was told of is gone', async () => {
  const editor = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
  const child = spawn(process.execPath, [server, '--stdio']);
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  child.stdin.write(frame({ ...initialize, params: { ...initialize.params, processId: editor.pid } }));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  editor.kill('SIGKILL');
  assert.equal(await ended, 1);
});

test('compiles definitions in a thread of its own, and tells what follows', { timeout: 120_000 }, async () => {
  const child = spawn(process.execPath, [server, '--stdio']);
  let output = '';
  child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
  const open = (uri: string, text: string) => ({
    ...{ jsonrpc: '2.0', method: 'textDocument/didOpen' },
    params: { textDocument: { uri, languageId: 'yaml', version: 1, text } },
  });
  const initialized = { jsonrpc: '2.0', method: 'initialized', params: {} };
  const broken = toyDefinition({ kind: 'Other' }).replace('self.size <', '<');
  const files = [
    open('file:///a.yaml', thing('{size: 12}')),
    open('file:///crd.yaml', `${toyDefinition()}---\n${broken}`),
  ];
  for (const message of [initialize, initialized, ...files]) child.stdin.write(frame(message));
  await until(
    () => output.includes('"code":"schema/rule"') && output.includes('"code":"schema/definition"'),
    () => output,
  );
  for (const message of [shutdown, exit]) child.stdin.write(frame(message));
  assert.equal(await new Promise((resolve) => child.on('close', resolve)), 0);
});
