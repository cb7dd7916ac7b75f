import assert from 'node:assert/strict';
import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { describe, test } from 'node:test';
import type { Connection } from 'vscode-languageserver';
import { createService } from '../../server/host/createService.ts';
import { startLanguageServer } from '../../server/host/lsp/startLanguageServer.ts';
import { dist } from '../support/fixtures.ts';

/** Whatever comes over the wire, the server goes on: it answers each request and then a healthy one. */

const server = path.join(dist, 'server.cjs');

interface Message {
  readonly id?: unknown;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
  readonly params?: unknown;
}

/** A server process, by either of the transports that editors use most. */
interface Wire {
  readonly child: ChildProcess;
  /** As they came. */
  readonly received: Message[];
  readonly errors: () => string;
  send(message: unknown): void;
  /** Resolves once a message has come that satisfies a condition. */
  until(accept: (message: Message) => boolean): Promise<Message>;
}

function startServer(transport: 'stdio' | 'ipc'): Wire {
  const child =
    transport === 'ipc'
      ? fork(server, ['--node-ipc'], { silent: true })
      : spawn(process.execPath, [server, '--stdio'], { stdio: 'pipe' });
  const received: Message[] = [];
  const waiting = new Set<() => void>();
  const take = (message: Message): void => {
    received.push(message);
    // The server asks for settings and registers; nobody needs more than an answer.
    if (message.method !== undefined && message.id !== undefined)
      wire.send({ jsonrpc: '2.0', id: message.id, result: null });
    for (const check of waiting) check();
  };
  let errors = '';
  child.stderr?.on('data', (bytes: Buffer) => (errors += bytes.toString()));
  child.stdin?.on('error', () => undefined);
  if (transport === 'ipc') child.on('message', (message) => take(message as Message));
  else readFrames(child, take);
  child.on('exit', () => {
    for (const check of waiting) check();
  });
  const wire: Wire = {
    child,
    received,
    errors: () => errors,
    send(message) {
      if (child.exitCode !== null) return;
      if (transport === 'ipc') child.send(message as object, () => undefined);
      else child.stdin?.write(frame(JSON.stringify(message)));
    },
    until(accept) {
      return new Promise((resolve, reject) => {
        const end = (settle: () => void): void => {
          clearTimeout(timer);
          waiting.delete(check);
          settle();
        };
        const check = (): void => {
          const found = received.find(accept);
          if (found) end(() => resolve(found));
          else if (child.exitCode !== null)
            end(() => reject(new Error(`The server has ended with ${child.exitCode}. ${errors}`)));
        };
        const timer = setTimeout(() => end(() => reject(new Error(`No such message came. ${errors}`))), 30_000);
        waiting.add(check);
        check();
      });
    },
  };
  return wire;
}

function frame(body: string): string {
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

function readFrames(child: ChildProcess, take: (message: Message) => void): void {
  let bytes = Buffer.alloc(0);
  child.stdout?.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    for (;;) {
      const head = bytes.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/i.exec(bytes.toString('latin1', 0, Math.max(0, head)))?.[1]);
      if (head < 0 || bytes.length < head + 4 + length) return;
      const body = bytes.toString('utf8', head + 4, head + 4 + length);
      bytes = bytes.subarray(head + 4 + length);
      take(JSON.parse(body) as Message);
    }
  });
}

const manifest = `apiVersion: acid.zalan.do/v1
kind: postgresql
metadata:
  name: acid-shop
spec:
  teamId: acid
  databases:
    shop: nobody
`;

let lastId = 1_000_000;
function request(wire: Wire, method: string, params?: unknown): Promise<Message> {
  const id = ++lastId;
  wire.send({ jsonrpc: '2.0', id, method, params });
  return wire.until((message) => message.method === undefined && message.id === id);
}

async function initialize(wire: Wire, capabilities: object = {}): Promise<void> {
  await request(wire, 'initialize', { processId: null, rootUri: null, capabilities });
  wire.send({ jsonrpc: '2.0', method: 'initialized', params: {} });
}

/** A file is opened, checked and explained as if nothing had been. */
async function assertHealthy(wire: Wire): Promise<void> {
  const uri = 'file:///healthy/acid-shop.yaml';
  const textDocument = { uri, languageId: 'yaml', version: 1, text: manifest };
  wire.send({ jsonrpc: '2.0', method: 'textDocument/didOpen', params: { textDocument } });
  const hover = await request(wire, 'textDocument/hover', { textDocument, position: { line: 5, character: 4 } });
  assert.match(JSON.stringify(hover.result), /team/i);
  const { params } = await wire.until(
    ({ method, params: each }) =>
      method === 'textDocument/publishDiagnostics' && (each as { uri?: string }).uri === uri,
  );
  assert.match(JSON.stringify(params), /zalando\/database-owner-missing/);
  const logged = wire.received.filter(({ method }) => method === 'window/logMessage');
  assert.doesNotMatch(JSON.stringify(logged), /unforeseen/);
  assert.equal(wire.errors(), '');
}

async function stop(wire: Wire): Promise<void> {
  const ended = new Promise((resolve) => wire.child.once('exit', resolve));
  wire.child.kill();
  await ended;
}

const impossibleUris: readonly unknown[] = [
  'file:///a%2Fb.yaml',
  'file://host/a.yaml',
  'file:///a%00b.yaml',
  `file:///${'n'.repeat(200_000)}.yaml`,
  'file:///%.yaml',
  'file:',
  '',
  'untitled:Untitled-1',
  '\ud800',
  5,
  null,
];

describe('no message ends the server', () => {
  for (const transport of ['stdio', 'ipc'] as const) {
    test(`what is known to have done it, over ${transport}`, async () => {
      const wire = startServer(transport);
      await initialize(wire, { workspace: { workspaceFolders: true } });
      const notify = (method: string, params?: unknown) => wire.send({ jsonrpc: '2.0', method, params });
      for (const uri of impossibleUris) {
        notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text: manifest } });
        notify('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ text: manifest }] });
        notify('textDocument/didSave', { textDocument: { uri } });
        notify('textDocument/didClose', { textDocument: { uri } });
        notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 1 }] });
        notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 3 }] });
        notify('workspace/didChangeWorkspaceFolders', { event: { added: [{ uri, name: 'x' }], removed: [] } });
      }
      for (const changes of [null, [null], 5, {}]) notify('workspace/didChangeWatchedFiles', { changes });
      for (const settings of [null, 5, { dbManifests: null }, { dbManifests: { rules: null, inlayHints: 5 } }])
        notify('workspace/didChangeConfiguration', { settings });
      for (const params of [null, {}, { id: null }, { id: {} }, [], 5]) notify('$/cancelRequest', params);
      for (const message of [null, [], 5, 'x', {}, { id: 7 }, { method: 5 }, { method: null, id: 8 }])
        if (transport === 'stdio' || (typeof message === 'object' && message !== null)) wire.send(message);
      await assertHealthy(wire);
      await stop(wire);
    });
  }

  test('thousands of malformed ones for every method', async () => {
    const wire = startServer('stdio');
    await initialize(wire, { workspace: { workspaceFolders: true } });
    const random = seeded(20261129);
    const sent = new Set<number>();
    for (const { method, isRequest } of methods()) {
      for (let round = 0; round < 60; round++) {
        const id = isRequest ? sent.size + 1 : undefined;
        if (id !== undefined) sent.add(id);
        wire.send({ jsonrpc: '2.0', ...(id === undefined ? {} : { id }), method, params: malformed(random) });
      }
    }
    assert.ok(sent.size > 1000, String(sent.size));
    await assertHealthy(wire);
    const answered = wire.received.filter(({ id, method }) => method === undefined && sent.has(Number(id)));
    assert.equal(answered.length, sent.size);
    await stop(wire);
  });
});

/** All that a handler is registered for; `shutdown` and `exit` do end it. */
function methods(): { readonly method: string; readonly isRequest: boolean }[] {
  const found: { method: string; isRequest: boolean }[] = [];
  const note = (isRequest: boolean) => (method: unknown) => {
    if (typeof method === 'string') found.push({ method, isRequest });
  };
  const nothing = () => undefined;
  const connection = {
    onRequest: note(true),
    onNotification: note(false),
    onInitialize: nothing,
    onShutdown: nothing,
    listen: nothing,
  };
  startLanguageServer(connection as unknown as Connection, { packs: [], createService: () => createService(dist) });
  found.push({ method: 'workspace/didChangeWorkspaceFolders', isRequest: false });
  assert.ok(found.length > 25, JSON.stringify(found));
  return found;
}

function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What handlers ask for, so that what is wrong is deep inside as often as at the top. */
function wellFormed(): Record<string, unknown> {
  const position = { line: 1, character: 2 };
  const range = { start: position, end: { line: 3, character: 4 } };
  const uri = 'file:///hostile/a.yaml';
  return {
    ...{ position, range, uri, index: 0, query: 'a', newName: 'b', value: { a: [1] }, manifests: manifest },
    textDocument: { uri, languageId: 'yaml', version: 1, text: manifest },
    positions: [position],
    context: { only: ['quickfix'], diagnostics: [], includeDeclaration: true },
    contentChanges: [{ range, text: '\n---\n' }],
    changes: [{ uri, type: 2 }],
    event: { added: [{ uri, name: 'a' }], removed: [] },
    settings: { dbManifests: { rules: {}, operatorVersions: {} } },
    fields: ['spec.teamId'],
    set: [{ path: ['spec', 'teamId'], value: 'b' }],
  };
}

function hostileValue(random: (below: number) => number): unknown {
  const values: readonly unknown[] = [
    ...impossibleUris.filter((uri) => typeof uri !== 'string' || uri.length < 1000),
    ...[true, -1, 1.5, 1e308, 2 ** 53, [], {}, [null], [[]], '\u0000', '../..', 'a'.repeat(5000)],
    { start: null, end: { line: -1, character: 1e9 } },
    JSON.parse('{"__proto__": {"uri": 5}, "constructor": null}'),
    { line: 1e9, character: 1e9 },
    { uri: { uri: 5 } },
    '{'.repeat(500),
  ];
  return values[random(values.length)];
}

function malformed(random: (below: number) => number): unknown {
  if (random(12) === 0) return hostileValue(random);
  const params = wellFormed();
  for (let wrong = random(4); wrong >= 0; wrong--) spoil(params, random);
  return params;
}

/** Puts something else in one place, or leaves it out. */
function spoil(value: Record<string, unknown>, random: (below: number) => number): void {
  const names = Object.keys(value);
  const name = names[random(names.length)];
  if (name === undefined) return;
  const inside = value[name];
  if (typeof inside === 'object' && inside !== null && random(3) > 0) spoil(inside as Record<string, unknown>, random);
  else if (random(6) === 0) Reflect.deleteProperty(value, name);
  else value[name] = hostileValue(random);
}

describe('a frame', () => {
  test('that is no JSON is passed over', async () => {
    const wire = startServer('stdio');
    await initialize(wire);
    wire.child.stdin?.write(frame('{"jsonrpc": "2.0", "method"'));
    wire.child.stdin?.write(frame(''));
    const { params } = await wire.until(({ method }) => method === 'window/logMessage');
    assert.match(JSON.stringify(params), /no JSON/);
    await assertHealthy(wire);
    await stop(wire);
  });

  for (const [what, bytes, said] of [
    ['of an impossible length', 'Content-Length: 99999999999999\r\n\r\n{}', /99999999999999 bytes/],
    ['of a length that is no number', 'Content-Length: many\r\n\r\n{}', /no usable Content-Length \("many"\)/],
    ['of a negative length', 'Content-Length: -5\r\n\r\n{}', /no usable Content-Length/],
    ['without a length', 'Content-Type: x\r\n\r\n{}', /no usable Content-Length/],
    ['that never begins', 'x'.repeat(70_000), /64 KB/],
  ] as const) {
    test(`${what} ends the server with a sentence, so that the editor starts another`, async () => {
      const wire = startServer('stdio');
      await initialize(wire);
      const ended = new Promise<number | null>((resolve) => wire.child.once('exit', resolve));
      wire.child.stdin?.write(bytes);
      assert.equal(await ended, 1);
      assert.match(wire.errors(), said);
      const logged = wire.received.filter(({ method }) => method === 'window/logMessage');
      assert.match(JSON.stringify(logged.at(-1)?.params), said.source.includes('"') ? /Content-Length/ : said);
    });
  }

  test('may come byte by byte', async () => {
    const wire = startServer('stdio');
    const text = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { capabilities: {} } });
    for (const byte of Buffer.from(frame(text))) wire.child.stdin?.write(Buffer.from([byte]));
    const { result } = await wire.until(({ id }) => id === 1);
    assert.match(JSON.stringify(result), /db-manifests/);
    await stop(wire);
  });
});

describe('the door is open', () => {
  test('from initialize to shutdown', async () => {
    const wire = startServer('stdio');
    const params = { textDocument: { uri: 'file:///a.yaml' }, position: { line: 0, character: 0 } };
    assert.equal((await request(wire, 'textDocument/hover', params)).error?.code, -32002);
    await initialize(wire);
    assert.equal((await request(wire, 'initialize', { capabilities: {} })).error?.code, -32600);
    assert.equal((await request(wire, 'textDocument/hover', params)).error, undefined);
    assert.equal((await request(wire, 'textDocument/hover', {})).error?.code, -32602);
    assert.equal((await request(wire, 'textDocument/hover')).error?.code, -32602);
    assert.equal((await request(wire, 'textDocument/nothing', params)).error?.code, -32601);
    await request(wire, 'shutdown');
    assert.equal((await request(wire, 'textDocument/hover', params)).error?.code, -32600);
    assert.equal((await request(wire, 'textDocument/nothing', params)).error?.code, -32600);
    const ended = new Promise<number | null>((resolve) => wire.child.once('exit', resolve));
    wire.send({ jsonrpc: '2.0', method: 'exit' });
    assert.equal(await ended, 0);
  });

  test('after an initialize that could not be understood, too', async () => {
    const wire = startServer('stdio');
    assert.notEqual((await request(wire, 'initialize', null)).error, undefined);
    assert.notEqual((await request(wire, 'initialize', { capabilities: null })).error, undefined);
    await initialize(wire);
    await assertHealthy(wire);
    await stop(wire);
  });
});
