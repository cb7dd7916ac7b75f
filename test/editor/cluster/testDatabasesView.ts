import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { labelPod } from '../../cluster/bed/pods.ts';
import type { Desk } from './desk.ts';
import { expand, fromMenu, node, showDatabases, untilTerminal } from './workbenchSteps.ts';

export function testDatabasesView(desk: () => Desk): void {
  describe('the view of the databases', () => {
    test('shows contexts, systems, clusters and members with their roles', async () => {
      const { page, bed } = desk();
      await showDatabases(page);
      await node(page, /^prod-eu/).waitFor();
      await expand(page, /^demo/);
      for (const [system, cluster] of [
        ['Zalando', 'web/shop'],
        ['Crunchy', 'finance/ledger'],
        ['CloudNativePG', 'sales/orders'],
        ['TiDB', 'statistics/stats'],
        ['Tekton', 'result'],
      ] as const) {
        await expand(page, system);
        await node(page, cluster).waitFor();
      }
      const { members } = bed.everything.cloudNativePg;
      await expand(page, 'sales/orders');
      for (const { pod, role } of members.all) await node(page, new RegExp(`^${pod}.*${role}`, 's')).waitFor();
    });

    test('follows a role that moves', async () => {
      const { page, bed } = desk();
      const { crunchy } = bed.everything;
      const { pod: name } = crunchy.replica;
      await showDatabases(page);
      for (const text of [/^demo/, 'Crunchy', 'finance/ledger']) await expand(page, text);
      await node(page, new RegExp(`^${name}.*replica`, 's')).waitFor();
      const pod = { namespace: crunchy.namespace, name };
      const label = 'postgres-operator.crunchydata.com/role';
      const before = await bed.cluster.api.read({ apiVersion: 'v1', kind: 'Pod', ...pod });
      try {
        await labelPod(bed.cluster, pod, { [label]: 'master' });
        await node(page, new RegExp(`^${name}.*primary`, 's')).waitFor();
      } finally {
        await labelPod(bed.cluster, pod, { [label]: before?.metadata.labels?.[label] ?? null });
      }
      await node(page, new RegExp(`^${name}.*replica`, 's')).waitFor();
    });

    test('connects from the menu of a cluster', async () => {
      const { page } = desk();
      await showDatabases(page);
      for (const text of [/^demo/, 'TiDB']) await expand(page, text);
      await fromMenu(page, 'statistics/stats', 'Connect');
      assert.match(await untilTerminal(page, /MariaDB \[.*\]>/), /Welcome/);
    });
  });
}
