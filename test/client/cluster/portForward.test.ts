import assert from 'node:assert/strict';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, it, type TestContext } from 'node:test';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { isClusterError, type ClusterErrorCode } from '../../../client/cluster/errors.ts';
import { until } from '../../support/until.ts';
import { localApiServer, status, type Received } from './localApiServer.ts';

const failsWith = (code: ClusterErrorCode) => (error: unknown) => isClusterError(error, code);
const target = { namespace: 'web', pod: 'shop-0' };
const data = (bytes: string | Buffer): Buffer => Buffer.concat([Buffer.of(0), Buffer.from(bytes as Buffer)]);
const complaint = (text: string): Buffer => Buffer.concat([Buffer.of(1), Buffer.from(text)]);
const port = Buffer.of(5432 & 255, 5432 >> 8);

/** The pod's side; each channel greets with the port first. */
async function forwarded(t: TestContext, pod: (socket: WebSocket, request: Received) => void) {
  const server = await localApiServer(t, {
    socket(socket, request) {
      socket.send(Buffer.concat([Buffer.of(0), port]));
      socket.send(Buffer.concat([Buffer.of(1), port]));
      pod(socket, request);
    },
  });
  const stream = await server.connection.forward(target, 5432);
  // Closing the connection after the test ends it with an error.
  stream.on('error', () => undefined);
  return { ...server, stream };
}

const failure = async (stream: Duplex): Promise<unknown> => ((await once(stream, 'error')) as unknown[])[0];

describe('a forwarded port', () => {
  it('asks for the port, without compression', async (t) => {
    const { received } = await forwarded(t, () => undefined);
    const [request] = received;
    assert.equal(request?.path, '/api/v1/namespaces/web/pods/shop-0/portforward');
    assert.equal(request.query.get('ports'), '5432');
    assert.equal(request.headers['sec-websocket-protocol'], 'v4.channel.k8s.io');
    assert.equal(request.headers['sec-websocket-extensions'], undefined);
    assert.equal(request.headers.authorization, 'Bearer old');
  });

  it('carries bytes both ways, without the greeting, in whatever pieces', async (t) => {
    const server = await localApiServer(t, {
      socket(socket) {
        socket.send(Buffer.concat([Buffer.of(0), port.subarray(0, 1)]));
        socket.send(Buffer.concat([Buffer.of(0), port.subarray(1), Buffer.from('he')]));
        socket.send(data('llo '));
        socket.on('message', (message) => {
          assert.equal((message as Buffer)[0], 0);
          socket.send(message);
          socket.close();
        });
      },
    });
    const stream = await server.connection.forward(target, 5432);
    stream.write('world');
    assert.equal((await buffer(stream)).toString(), 'hello world');
  });

  it('takes apart nothing and mixes nothing up: 8 MB each way', async (t) => {
    const { stream } = await forwarded(t, (socket) => {
      socket.on('message', (message) => {
        socket.send(message);
      });
    });
    const sent = Buffer.alloc(8_000_000);
    for (let i = 0; i < sent.length; i += 4) sent.writeUInt32LE(i, i);
    let at = 0;
    stream.on('data', (piece: Buffer) => {
      assert.ok(piece.equals(sent.subarray(at, at + piece.length)));
      at += piece.length;
    });
    for (let from = 0; from < sent.length; from += 70_001) {
      if (!stream.write(sent.subarray(from, from + 70_001))) await once(stream, 'drain');
    }
    await until(() => at === sent.length);
  });

  it('stops the sender where the reader is slow', async (t) => {
    const piece = data(Buffer.alloc(64 * 1024));
    let pending = 0;
    const { stream } = await forwarded(t, (socket) => {
      for (let i = 0; i < 1000; i++) {
        pending++;
        socket.send(piece, () => pending--);
      }
    });
    stream.once('readable', () => undefined);
    await sleep(300);
    assert.ok(pending > 500, `${pending} of 1000 pieces wait at the sender`);
    assert.ok(stream.readableLength < 1 << 20);
    let read = 0;
    stream.on('data', (bytes: Buffer) => (read += bytes.length));
    await until(() => read === 1000 * 64 * 1024);
    assert.equal(pending, 0);
  });

  it('stops its writer where the pod does not read', async (t) => {
    const { stream } = await forwarded(t, (socket) => {
      socket.pause();
    });
    const piece = Buffer.alloc(64 * 1024);
    let written = 0;
    while (stream.write(piece) && written < 5000) {
      written++;
      await sleep(0);
    }
    assert.ok(written < 1000, `${written} pieces were taken`);
  });

  it('fails with what the pod says', async (t) => {
    const { stream } = await forwarded(t, (socket) => {
      socket.send(complaint('error forwarding port 5432: connection refused.\n'));
      socket.close();
    });
    stream.resume();
    const error = await failure(stream);
    assert.ok(isClusterError(error, 'stream'));
    assert.match(error.message, /port 5432 of pod shop-0 failed: .* connection refused\.$/);
  });

  it('ends with the pod, and what came before is there', async (t) => {
    const { stream } = await forwarded(t, (socket) => {
      socket.send(data('last words'));
      socket.close();
    });
    assert.equal((await buffer(stream)).toString(), 'last words');
    if (!stream.closed) await once(stream, 'close');
  });

  it('tells a way that broke from an end', async (t) => {
    const { stream } = await forwarded(t, (socket) => {
      setTimeout(() => socket.terminate(), 20);
    });
    stream.resume();
    assert.ok(failsWith('stream')(await failure(stream)));
  });

  it('lets the answer arrive after its own end, and then closes', async (t) => {
    let closed = false;
    const { stream } = await forwarded(t, (socket) => {
      socket.on('message', () => setTimeout(() => socket.send(data('answer')), 50));
      socket.on('close', () => (closed = true));
    });
    stream.end('question');
    assert.equal((await buffer(stream)).toString(), 'answer');
    await until(() => closed);
  });

  it('ends at the pod when it is destroyed, after what was written', async (t) => {
    const got: string[] = [];
    let closed = false;
    const { stream } = await forwarded(t, (socket) => {
      socket.on('message', (message) => got.push((message as Buffer).toString('latin1')));
      socket.on('close', () => (closed = true));
    });
    stream.write('bye');
    stream.destroy();
    await until(() => closed);
    assert.deepEqual(got, ['\0bye']);
  });

  it('ends with its signal', async (t) => {
    let closed = false;
    const server = await localApiServer(t, { socket: (socket) => void socket.on('close', () => (closed = true)) });
    const controller = new AbortController();
    const stream = await server.connection.forward(target, 1, controller.signal);
    const failing = failure(stream);
    controller.abort();
    assert.ok(failsWith('cancelled')(await failing));
    await until(() => closed);
    await assert.rejects(server.connection.forward(target, 1, AbortSignal.abort()), failsWith('cancelled'));
  });

  it('ends with the connection', async (t) => {
    const { stream, connection } = await forwarded(t, () => undefined);
    const failing = failure(stream);
    connection.close();
    assert.ok(failsWith('cancelled')(await failing));
  });
});

describe('a port that cannot be forwarded', () => {
  it('says why', async (t) => {
    const { connection } = await localApiServer(t, {});
    // The stand-in refuses upgrades with 401 here: once more with new credentials, then that is it.
    await assert.rejects(connection.forward(target, 1), failsWith('unauthenticated'));
  });

  it('logs in once more where credentials have expired', async (t) => {
    const { connection, logins } = await localApiServer(t, {});
    await assert.rejects(connection.forward(target, 1));
    assert.deepEqual(logins, [false, true]);
  });

  it('reads the status of a refusal', async (t) => {
    const { connection } = await localApiServer(t, {
      http: (_, response) => status(response, 404, { message: 'pods "shop-0" not found' }),
    });
    await assert.rejects(connection.forward(target, 1), (error) => {
      return isClusterError(error, 'missing') && error.message.includes('pods "shop-0" not found');
    });
  });
});
