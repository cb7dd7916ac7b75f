import { after, afterEach, before } from 'node:test';
import { testChanges } from './changes.ts';
import { testDatabasesView } from './databasesView.ts';
import { type Desk, openDesk } from './desk.ts';
import { testLooks } from './looks.ts';
import { testSecrecy } from './secrecy.ts';
import { testSessions } from './sessions.ts';
import { testStranger } from './stranger.ts';
import { testTunnels } from './tunnels.ts';
import { tidyUp } from './workbench.ts';

/** The cluster commands as a person uses them: one desk, one thing after the other. */

let desk: Desk;

before(async () => {
  desk = await openDesk({ vsix: process.env['DB_MANIFESTS_VSIX'] });
});

after(() => desk.stop());

afterEach(() => tidyUp(desk.page));

for (const testAll of [
  ...[testSessions, testSecrecy, testTunnels, testDatabasesView],
  ...[testLooks, testChanges, testStranger],
])
  testAll(() => desk);
