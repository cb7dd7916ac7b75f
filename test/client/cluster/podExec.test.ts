import assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, it } from 'node:test';
import type { ExecRequest } from '../../../client/cluster/connection.ts';
import { isClusterError, type ClusterErrorCode } from '../../../client/cluster/errors.ts';
import { until } from '../../support/until.ts';
import { localApiServer } from './localApiServer.ts';

const failsWith = (code: ClusterErrorCode) => (error: unknown) => isClusterError(error, code);
const frame = (channel: number, bytes: string): Buffer => Buffer.concat([Buffer.of(channel), Buffer.from(bytes)]);
const success = frame(3, JSON.stringify({ status: 'Success' }));
const exit = (code: number): Buffer =>
  frame(3, JSON.stringify({ status: 'Failure', details: { causes: [{ reason: 'ExitCode', message: String(code) }] } }));

function sink(): Writable & { text: string } {
  const stream = Object.assign(
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        stream.text += chunk.toString();
        done();
      },
    }),
    { text: '' },
  );
  return stream;
}

const program = (stdout: Writable, more: Partial<ExecRequest> = {}): ExecRequest => ({
  ...{ namespace: 'web', pod: 'shop-0', container: 'postgres', command: ['psql', '-c', 'select 1; -- $(x)'], stdout },
  ...more,
});

describe('a program in a pod', () => {
  it('gets its arguments as they are, and its output comes apart', async (t) => {
    const { connection, received } = await localApiServer(t, {
      socket(socket) {
        for (const message of [frame(1, 'out'), frame(2, 'err'), frame(1, ''), frame(1, 'put'), success])
          socket.send(message);
        socket.close();
      },
    });
    const [stdout, stderr] = [sink(), sink()];
    assert.equal(await connection.exec(program(stdout, { stderr })), 0);
    assert.deepEqual([stdout.text, stderr.text, stdout.writableEnded], ['output', 'err', false]);
    const { path, query } = received[0]!;
    assert.equal(path, '/api/v1/namespaces/web/pods/shop-0/exec');
    assert.deepEqual(query.getAll('command'), ['psql', '-c', 'select 1; -- $(x)']);
    assert.deepEqual(
      ['container', 'stdin', 'stdout', 'stderr', 'tty'].map((key) => query.get(key)),
      ['postgres', 'false', 'true', 'true', 'false'],
    );
  });

  it('ends with its status', async (t) => {
    const { connection } = await localApiServer(t, {
      socket(socket) {
        socket.send(exit(42));
        socket.close();
      },
    });
    assert.equal(await connection.exec(program(sink())), 42);
  });

  it('ends with its status where that is in the words alone', async (t) => {
    const { connection } = await localApiServer(t, {
      socket(socket) {
        socket.send(frame(3, JSON.stringify({ status: 'Failure', message: 'cmd wait: false: exit status 1' })));
        socket.close();
      },
    });
    assert.equal(await connection.exec(program(sink())), 1);
  });

  it('fails where it could not run, or its end was not seen', async (t) => {
    for (const last of [
      frame(3, JSON.stringify({ status: 'Failure', message: 'container not found' })),
      frame(1, 'x'),
    ]) {
      const { connection } = await localApiServer(t, {
        socket(socket) {
          socket.send(last);
          socket.close();
        },
      });
      await assert.rejects(connection.exec(program(sink())), failsWith('stream'));
    }
  });

  it('is told of the end of its input', async (t) => {
    const got: Buffer[] = [];
    const { connection } = await localApiServer(t, {
      socket(socket) {
        socket.on('message', (message) => {
          got.push(message as Buffer);
          if ((message as Buffer)[0] !== 255) return;
          socket.send(success);
          socket.close();
        });
      },
    });
    const stdin = new PassThrough();
    stdin.end('select 1;\n');
    assert.equal(await connection.exec(program(sink(), { stdin })), 0);
    assert.deepEqual(got, [frame(0, 'select 1;\n'), Buffer.of(255, 0)]);
  });

  it('loses its connection with its input where the protocol knows no other end', async (t) => {
    const { connection } = await localApiServer(t, { socket: () => undefined, protocols: ['v4.channel.k8s.io'] });
    const stdin = new PassThrough();
    stdin.end('x');
    await assert.rejects(connection.exec(program(sink(), { stdin })), failsWith('stream'));
  });

  it('waits for a reader that is slow', async (t) => {
    let pending = 0;
    const { connection } = await localApiServer(t, {
      socket(socket) {
        const piece = frame(1, 'x'.repeat(64 * 1024));
        for (let i = 0; i < 1000; i++) {
          pending++;
          socket.send(piece, () => pending--);
        }
        socket.send(success);
        socket.close();
      },
    });
    const stdout = new PassThrough();
    const running = connection.exec(program(stdout));
    await sleep(300);
    assert.ok(pending > 500, `${pending} of 1000 pieces wait at the sender`);
    let read = 0;
    stdout.on('data', (chunk: Buffer) => (read += chunk.length));
    assert.equal(await running, 0);
    assert.equal(read, 1000 * 64 * 1024);
  });

  it('waits with its input for a pod that is slow', async (t) => {
    const { connection } = await localApiServer(t, { socket: (socket) => socket.pause() });
    const controller = new AbortController();
    const stdin = new PassThrough();
    let written = 0;
    const running = connection.exec(program(sink(), { stdin, signal: controller.signal }));
    for (let quiet = 0; quiet < 10 && written < 2000;) {
      if (stdin.writableNeedDrain) {
        quiet++;
        await sleep(20);
        continue;
      }
      quiet = 0;
      written++;
      stdin.write(Buffer.alloc(64 * 1024));
      await sleep(0);
    }
    assert.ok(written < 1000, `${written} pieces were taken`);
    controller.abort();
    await assert.rejects(running, failsWith('cancelled'));
  });

  it('has a terminal of the size that the window has, and hears when it changes', async (t) => {
    const got: string[] = [];
    const { connection, received } = await localApiServer(t, {
      socket(socket) {
        socket.on('message', (message) => {
          got.push((message as Buffer).toString());
          if (got.length < 2) return;
          socket.send(success);
          socket.close();
        });
      },
    });
    let stopped = false;
    const terminal = {
      ...{ columns: 80, rows: 24 },
      onChange(listener: (columns: number, rows: number) => void) {
        setTimeout(() => listener(100, 30), 20);
        return () => {
          stopped = true;
        };
      },
    };
    assert.equal(await connection.exec(program(sink(), { terminal, stderr: sink(), stdin: new PassThrough() })), 0);
    assert.deepEqual(got, ['\u0004{"Width":80,"Height":24}', '\u0004{"Width":100,"Height":30}']);
    assert.equal(stopped, true);
    assert.deepEqual([received[0]!.query.get('tty'), received[0]!.query.get('stderr')], ['true', 'false']);
  });

  it('ends with its signal', async (t) => {
    let closed = false;
    const controller = new AbortController();
    const { connection } = await localApiServer(t, {
      socket(socket) {
        socket.on('close', () => (closed = true));
        setTimeout(() => controller.abort(), 20);
      },
    });
    const running = connection.exec(program(sink(), { signal: controller.signal }));
    await assert.rejects(running, failsWith('cancelled'));
    await until(() => closed);
  });
});
