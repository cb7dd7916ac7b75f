import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Desk } from './desk.ts';
import { choose, enter, message, open, run, until } from './workbenchSteps.ts';

/** A tunnel for the program that people write SQL in, from the entry in its settings to what the server answers it. */
export function testSqlClient(desk: () => Desk): void {
  describe('open in SQL client', () => {
    test('adds a connection that verifies the server, and takes it out with its tunnel', async () => {
      const { page, bed, serverFolder } = desk();
      const password = bed.everything.cloudNativePg.passwords['clerk'] ?? '';
      const settings = () => readFileSync(join(serverFolder, 'd/data/User/settings.json'), 'utf8');
      await open(page, 'cloudnative-pg.yaml');
      await run(page, 'Database Manifests: Open in SQL Client');
      await choose(page, /^clerk/);
      await choose(page, 'Without the password');
      await message(page, 'asks for the password. The server is verified.');
      const { [0]: entry, length } = connectionsIn(settings());
      assert.deepEqual([length, entry?.['askForPassword'], entry?.['database']], [1, true, 'orders']);
      assert.ok(!settings().includes(password));
      await enter(page, 'SQLTools stub: Password of clerk', password);
      await message(page, 'SQLTools stub: clerk, orders, read-only off, encrypted true, verified as orders-rw');
      await run(page, 'Database Manifests: Stop Tunnel');
      await until(page, 'the connection to be taken out', () =>
        Promise.resolve(connectionsIn(settings()).length === 0),
      );
    });
  });
}

function connectionsIn(settings: string): readonly Readonly<Record<string, unknown>>[] {
  const read = JSON.parse(settings) as { 'sqltools.connections'?: Readonly<Record<string, unknown>>[] };
  return read['sqltools.connections'] ?? [];
}
