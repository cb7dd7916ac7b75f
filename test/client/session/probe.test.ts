import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { probeDatabase } from '../../../client/session/probe.ts';
import type { ProbeOptions } from '../../../client/session/probe.ts';

/** A server that speaks as far as a test needs; answers to each piece that it hears. */
async function listen(context: TestContext, onConnection: (socket: net.Socket) => void): Promise<number> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  context.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as net.AddressInfo).port;
}

function options(port: number, given: Partial<ProbeOptions> = {}): ProbeOptions {
  return {
    ...{ engine: 'postgresql', host: '127.0.0.1', port, user: 'seller', password: 'hush', database: 'shop' },
    ...{ tls: { mode: 'disable' }, ...given },
  };
}

/** A message of the PostgreSQL protocol. */
function message(type: string, ...parts: readonly (string | number | Buffer)[]): Buffer {
  const body = Buffer.concat(
    parts.map((part) => {
      if (typeof part === 'string') return Buffer.from(`${part}\0`);
      if (typeof part !== 'number') return part;
      const number = Buffer.alloc(4);
      number.writeInt32BE(part);
      return number;
    }),
  );
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

function short(number: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(number);
  return bytes;
}

const error = (code: string, text: string): Buffer =>
  message('E', Buffer.from(`SFATAL\0C${code}\0M${text}\0`), Buffer.from([0]));
const ready = message('Z', Buffer.from('I'));

/** Asks for the password in clear, then answers the one question. */
function postgres(heard: string[], row: readonly [string, string, string]): (socket: net.Socket) => void {
  const column = (name: string, type: number): Buffer =>
    Buffer.concat([Buffer.from(`${name}\0`), Buffer.alloc(6), intOf(type), short(-1), intOf(-1), short(0)]);
  const columns = [column('version', 25), column('inRecovery', 16), column('encrypted', 16)];
  return (socket) => {
    socket.on('data', (chunk) => {
      const type = String.fromCharCode(chunk[0] ?? 0);
      if (type === '\0') socket.write(message('R', 3));
      else if (type === 'p') {
        heard.push(chunk.toString('utf8', 5).replace(/\0/g, ''));
        socket.write(Buffer.concat([message('R', 0), ready]));
      } else if (type === 'Q') {
        const cells = row.flatMap((cell) => [intOf(cell.length), Buffer.from(cell)]);
        socket.write(
          Buffer.concat([
            message('T', short(3), ...columns),
            message('D', short(3), ...cells),
            message('C', 'SELECT 1'),
            ready,
          ]),
        );
      } else socket.end();
    });
  };
}

function intOf(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(number);
  return bytes;
}

test('logs in and says what is there', async (context) => {
  const heard: string[] = [];
  const port = await listen(context, postgres(heard, ['PostgreSQL 17.2', 't', 'f']));
  assert.deepEqual(
    { ...(await probeDatabase(options(port))) },
    {
      ...{ version: 'PostgreSQL 17.2', inRecovery: true, encrypted: false },
    },
  );
  assert.deepEqual(heard, ['hush']);
});

test('an empty password is not looked for elsewhere', async (context) => {
  const heard: string[] = [];
  const port = await listen(context, postgres(heard, ['x', 'f', 'f']));
  process.env['PGPASSWORD'] = 'another';
  context.after(() => delete process.env['PGPASSWORD']);
  await probeDatabase(options(port, { password: '' }));
  assert.deepEqual(heard, ['']);
});

test('with prefer, goes on without encryption where there is none; with require it does not', async (context) => {
  const heard: string[] = [];
  const answer = postgres(heard, ['x', 'f', 'f']);
  const port = await listen(context, (socket) => {
    socket.once('data', (chunk) => {
      // SSLRequest: length 8, then its number.
      if (chunk.length === 8) return void socket.end('N');
      answer(socket);
      socket.emit('data', chunk);
    });
  });
  assert.equal((await probeDatabase(options(port, { tls: { mode: 'prefer' } }))).encrypted, false);
  await assert.rejects(probeDatabase(options(port, { tls: { mode: 'require' } })), {
    code: 'database',
    message: /offers no encryption/,
  });
});

test('what the server answers is mapped to its cause', async (context) => {
  const port = await listen(context, (socket) =>
    socket.once('data', () => socket.end(error('28P01', 'password authentication failed for user "seller"'))),
  );
  await assert.rejects(probeDatabase(options(port)), {
    code: 'database',
    message: 'The database does not accept the password of seller.',
  });
});

test('a port where nobody listens', async (context) => {
  const port = await listen(context, () => undefined);
  const free = await new Promise<number>((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port: found } = server.address() as net.AddressInfo;
      server.close(() => resolve(found));
    });
  });
  assert.notEqual(free, port);
  for (const engine of ['postgresql', 'mysql'] as const)
    await assert.rejects(probeDatabase(options(free, { engine })), {
      message: `Nothing answers at 127.0.0.1:${free}.`,
    });
});

test('a server that closes, and one that says nothing', async (context) => {
  const closing = await listen(context, (socket) => socket.end());
  const silent = await listen(context, () => undefined);
  for (const engine of ['postgresql', 'mysql'] as const) {
    await assert.rejects(probeDatabase(options(closing, { engine })), {
      message: /ended before the database answered/,
    });
    await assert.rejects(probeDatabase(options(silent, { engine, limit: 100 })), { message: /did not answer in time/ });
  }
});

function packet(body: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUIntLE(body.length, 0, 3);
  return Buffer.concat([head, body]);
}

function greeting(capabilities: number): Buffer {
  const flags = Buffer.alloc(2);
  flags.writeUInt16LE(capabilities);
  return packet(Buffer.concat([Buffer.from('\n8.0.11-TiDB-v8.5.0\0'), Buffer.alloc(13), flags, Buffer.alloc(20)]));
}

test('of MySQL the greeting is read, in however many pieces it comes', async (context) => {
  for (const [capabilities, encrypted] of [
    [0xffff, true],
    [0xf7ff, false],
  ] as const) {
    const port = await listen(context, (socket) => {
      const all = greeting(capabilities);
      socket.write(all.subarray(0, 7), () => setImmediate(() => socket.write(all.subarray(7))));
    });
    assert.deepEqual(await probeDatabase(options(port, { engine: 'mysql' })), {
      ...{ version: '8.0.11-TiDB-v8.5.0', inRecovery: false, encrypted },
    });
  }
});

test('MySQL says why it does not greet', async (context) => {
  const text = Buffer.from([0xff, 0x10, 0x04, ...Buffer.from('#08004Too many connections')]);
  const port = await listen(context, (socket) => socket.end(packet(text)));
  await assert.rejects(probeDatabase(options(port, { engine: 'mysql' })), {
    message: 'The database did not accept the connection: Too many connections (error 1040).',
  });
});

test('what speaks another protocol is no MySQL', async (context) => {
  for (const said of [
    Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'),
    packet(Buffer.from('\n8.0')),
    packet(Buffer.from('SSH-2.0\0')),
  ]) {
    const port = await listen(context, (socket) => socket.end(said));
    await assert.rejects(probeDatabase(options(port, { engine: 'mysql' })), { code: 'database' });
  }
});

test('can be cancelled', async (context) => {
  const port = await listen(context, () => undefined);
  for (const engine of ['postgresql', 'mysql'] as const) {
    const controller = new AbortController();
    const probing = probeDatabase(options(port, { engine, signal: controller.signal }));
    setTimeout(() => controller.abort(), 20);
    await assert.rejects(probing, { code: 'cancelled' });
  }
});
