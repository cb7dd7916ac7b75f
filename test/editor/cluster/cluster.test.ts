import { after, afterEach, before } from 'node:test';
import { testChanges } from './testChanges.ts';
import { testDatabasesView } from './testDatabasesView.ts';
import { type Desk, openDesk } from './desk.ts';
import { testLooks } from './testLooks.ts';
import { testSecrecy } from './testSecrecy.ts';
import { testSessions } from './testSessions.ts';
import { testSqlClient } from './testSqlClient.ts';
import { testStranger } from './testStranger.ts';
import { testTunnels } from './testTunnels.ts';
import { tidyUp } from './workbenchSteps.ts';

/** The cluster commands as a person uses them: one desk, one thing after the other. */

let desk: Desk;

before(async () => {
  desk = await openDesk({ vsix: process.env['DB_MANIFESTS_VSIX'] });
});

after(() => desk.stop());

afterEach(() => tidyUp(desk.page));

for (const testAll of [
  ...[testSessions, testSecrecy, testTunnels, testSqlClient, testDatabasesView],
  ...[testLooks, testChanges, testStranger],
])
  testAll(() => desk);
