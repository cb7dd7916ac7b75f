import assert from 'node:assert/strict';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { offersTls } from '../../../client/session/offersTls.ts';

/** A server that answers the first bytes with these, and what it was told. */
async function answering(
  t: { after(done: () => void): void },
  answer: string,
): Promise<{ port: number; told: Buffer[] }> {
  const told: Buffer[] = [];
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      told.push(chunk);
      if (answer === '') socket.end();
      else socket.write(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return { port: (server.address() as AddressInfo).port, told };
}

test('a PostgreSQL server says whether it encrypts, before anybody logs in', async (t) => {
  for (const [answer, expected] of [
    ['S', true],
    ['N', false],
    // One that is older than the question.
    ['E', false],
  ] as const) {
    const { port, told } = await answering(t, answer);
    assert.equal(await offersTls({ engine: 'postgresql', port }), expected);
    assert.equal(Buffer.concat(told).toString('hex'), '0000000804d2162f');
  }
});

test('one that says nothing is not taken for one that does not encrypt', async (t) => {
  const { port } = await answering(t, '');
  await assert.rejects(offersTls({ engine: 'postgresql', port }), { code: 'database' });
  const closed = net.createServer();
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
  const { port: free } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  await assert.rejects(offersTls({ engine: 'postgresql', port: free }), { code: 'database' });
});
