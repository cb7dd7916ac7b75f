import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import { describe, it, type TestContext } from 'node:test';
import { isClusterError } from '../../../client/cluster/errors.ts';
import { limits } from '../../../client/cluster/limits.ts';
import type { WatchEvent } from '../../../client/cluster/connection.ts';
import { configMaps, pods } from '../../../schemas/vocabulary/objectTypes.ts';
import { until } from '../../support/until.ts';
import { json, localApiServer, type LocalApiServer } from './localApiServer.ts';

const map = { ...configMaps, name: 'x', namespace: 'web' };
const isTooMuch = (what: RegExp) => (error: unknown) => isClusterError(error, 'bad-answer') && what.test(error.message);

/** Sends blanks, at most so many bytes, until nobody takes them any more. Returns how many went out. */
function flood(response: ServerResponse, most: number): { readonly sent: () => number } {
  const chunk = Buffer.alloc(1 << 20, ' ');
  let sent = 0;
  const more = (): void => {
    while (sent < most && !response.destroyed) {
      sent += chunk.length;
      if (!response.write(chunk)) return void response.once('drain', more);
    }
    response.end();
  };
  more();
  return { sent: () => sent };
}

/** A server that sends too much. */
async function flooding(t: TestContext, begin: string, code = 200): Promise<LocalApiServer & { sent: () => number }> {
  let sent = (): number => 0;
  const server = await localApiServer(t, {
    http(_, response) {
      response.writeHead(code).write(begin);
      ({ sent } = flood(response, limits.answer * 4));
    },
  });
  return { ...server, sent: () => sent() };
}

describe('a server that sends without end', () => {
  it('is not listened to beyond the largest answer', async (t) => {
    const { connection, sent } = await flooding(t, '{"items":[');
    await assert.rejects(connection.list(pods), isTooMuch(/one answer has more than 128 MiB/));
    assert.ok(sent() < limits.answer * 1.5);
  });

  it('is not listened to beyond the longest reason for a refusal', async (t) => {
    const { connection, sent } = await flooding(t, 'why: ', 422);
    await assert.rejects(connection.read(map), (error) => isClusterError(error, 'refused'));
    assert.ok(sent() < limits.answer);
  });

  it('has only so many pages', async (t) => {
    let pages = 0;
    const { connection } = await localApiServer(t, {
      http: (_, response) => json(response, { items: [], metadata: { continue: String(pages++) } }),
    });
    await assert.rejects(connection.list(pods), isTooMuch(/a list has more than 1000 pages/));
    assert.equal(pages, limits.pages);
  });

  it('may not hold its answer back, byte by byte', async (t) => {
    const { connection } = await localApiServer(t, {
      http(_, response) {
        response.writeHead(200);
        const timer = setInterval(() => response.write(' '), 5);
        response.on('close', () => clearInterval(timer));
      },
      patience: { read: 200, write: 200, answer: 300 },
    });
    await assert.rejects(connection.read(map), (error) => isClusterError(error, 'timeout'));
  });
});

describe('a line without end', () => {
  it('ends a watch, which goes on by itself', async (t) => {
    let watches = 0;
    const { connection } = await localApiServer(t, {
      http({ query }, response) {
        if (!query.has('watch')) json(response, { metadata: { resourceVersion: '1' }, items: [] });
        else if (watches++ === 0) flood(response.writeHead(200), limits.watchLine * 4);
        else response.writeHead(200).write('{"type":"ADDED","object":{"metadata":{"name":"after"}}}\n');
      },
    });
    const controller = new AbortController();
    t.after(() => {
      controller.abort();
    });
    const seen: WatchEvent[] = [];
    connection.watch(pods, {}, (event) => seen.push(event), controller.signal);
    await until(() => seen.length === 3);
    assert.deepEqual(
      seen.map(({ kind }) => kind),
      ['all', 'interrupted', 'added'],
    );
    assert.ok(seen[1]?.kind === 'interrupted' && isTooMuch(/one change has more than 16 MiB/)(seen[1].error));
  });

  it('of a log is cut, and the lines around it are whole', async (t) => {
    const { connection } = await localApiServer(t, {
      http(_, response) {
        response.writeHead(200).write('before\n');
        for (let each = 0; each < 32; each++) response.write('x'.repeat(limits.logLine / 8));
        response.end('\nafter\n');
      },
    });
    const { signal } = new AbortController();
    const logs = await connection.logs({ namespace: 'web', pod: 'p', container: 'c', signal });
    let text = '';
    for await (const lines of logs) text += String(lines);
    const [first, long = '', last, end] = text.split('\n');
    assert.deepEqual([first, last, end], ['before', 'after', '']);
    assert.match(long, /^x+… \(the rest of this line is left out: it has more than 256 KiB\)$/);
    assert.ok(long.length < limits.logLine + 100);
  });
});

describe('a pod that says too much', () => {
  it('of how a program has ended is not listened to', async (t) => {
    const { connection } = await localApiServer(t, {
      socket(socket) {
        for (let each = 0; each < 64; each++) socket.send(Buffer.from(`\u0003${'x'.repeat(64 << 10)}`));
        socket.close(1000);
      },
    });
    const running = connection.exec({
      namespace: 'web',
      pod: 'p',
      container: 'c',
      command: ['x'],
      stdout: new PassThrough(),
    });
    await assert.rejects(running, (error) => isClusterError(error, 'stream'));
  });

  it('in one message is cut off', async (t) => {
    const { connection } = await localApiServer(t, {
      socket: (socket) => socket.send(Buffer.alloc(limits.message + 2, 1)),
    });
    let bytes = 0;
    const stdout = new PassThrough().on('data', (chunk: Buffer) => (bytes += chunk.length));
    const running = connection.exec({ namespace: 'web', pod: 'p', container: 'c', command: ['x'], stdout });
    await assert.rejects(running, (error) => isClusterError(error, 'stream'));
    assert.equal(bytes, 0);
  });
});
