import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { describe, test } from 'node:test';
import { Client } from 'pg';
import type { Desk } from './desk.ts';
import { choose, expand, lens, message, node, open, run, showDatabases, statusItem, until } from './workbenchSteps.ts';

export function testTunnels(desk: () => Desk): void {
  describe('a tunnel', () => {
    test('is shown while it is open, goes to the new primary after a failover, and stops', async () => {
      const { page, bed } = desk();
      const { zalando } = bed.everything;
      const first = zalando.primary.pod;
      const second = zalando.replica.pod;
      await stopAll(desk());
      await open(page, 'zalando.yaml');
      await lens(page, 'Tunnel');
      const said = await (await message(page, 'leads to shop')).innerText();
      const port = Number(/127\.0\.0\.1:(\d+)/.exec(said)?.[1]);
      await statusItem(page, '1 tunnel').waitFor();
      await showDatabases(page);
      for (const text of [/^demo/, 'Zalando', 'shop']) await expand(page, text);
      await node(page, `127.0.0.1:${port}`).waitFor();
      assert.match(await node(page, `127.0.0.1:${port}`).innerText(), new RegExp(first));
      assert.equal(await serverOf(zalando.passwords['seller'], port), zalando.primary.server.port);

      await zalando.members.failover();
      await until(page, 'the view to say where the tunnel goes', async () =>
        (await node(page, `127.0.0.1:${port}`).innerText()).includes(`moved to ${second}`),
      );
      await node(page, new RegExp(`${second}.*primary`, 's')).waitFor();
      assert.equal(await serverOf(zalando.passwords['seller'], port), zalando.primary.server.port);
      await zalando.members.whenSettled();
      await node(page, new RegExp(`${first}.*replica`, 's')).waitFor();

      await run(page, 'Database Manifests: Show Tunnels');
      await choose(page, 'web/shop');
      await choose(page, 'Stop');
      await statusItem(page, '1 tunnel').waitFor({ state: 'hidden' });
      await node(page, `127.0.0.1:${port}`).waitFor({ state: 'hidden' });
      await assert.rejects(reach(port));
    });

    test('has the same port when it opens again', async () => {
      const { page } = desk();
      const ports = [];
      for (let times = 0; times < 2; times += 1) {
        await open(page, 'crunchy.yaml');
        await lens(page, 'Tunnel');
        const said = await (await message(page, 'leads to ledger')).innerText();
        ports.push(Number(/127\.0\.0\.1:(\d+)/.exec(said)?.[1]));
        await run(page, 'Notifications: Clear All Notifications');
        await stopAll(desk());
        await assert.rejects(reach(ports[0] ?? 0));
      }
      assert.equal(ports[0], ports[1]);
    });
  });
}

/** Those that sessions before have opened. */
async function stopAll({ page }: Desk): Promise<void> {
  for (let count = await countTunnels(page); count !== ''; count = await countTunnels(page)) {
    await run(page, 'Database Manifests: Stop Tunnel');
    if (count !== '1 tunnel') await choose(page, '127.0.0.1');
    await until(page, 'a tunnel to stop', async () => (await countTunnels(page)) !== count);
  }
}

/** As the status bar says it; empty: there is none. */
async function countTunnels(page: Desk['page']): Promise<string> {
  const items = await page.locator('.statusbar-item:visible', { hasText: /\d tunnels?$/ }).allInnerTexts();
  return items.join('').trim();
}

/** The port of the server that answers: which of them it is. */
async function serverOf(password: string | undefined, port: number): Promise<unknown> {
  const client = new Client({
    ...{ host: '127.0.0.1', port, user: 'seller', database: 'shop', password: password ?? '' },
    ssl: { rejectUnauthorized: false },
  });
  await client.connect();
  try {
    const { rows } = await client.query<{ port: string }>("select current_setting('port') as port");
    return Number(rows[0]?.port);
  } finally {
    await client.end();
  }
}

function reach(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}
