import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ClusterConnection } from '../../client/cluster/connection.ts';
import { readCredentials } from '../../client/session/credentials.ts';
import { Tunnels } from '../../client/session/tunnels.ts';
import type { TunnelState } from '../../client/session/tunnel.ts';
import { Endings } from '../support/endings.ts';
import { needBed, type Bed } from './bed/bed.ts';
import { layCloudNativePg } from './bed/layouts/layCloudNativePg.ts';
import { layCrunchy } from './bed/layouts/layCrunchy.ts';
import { allOf, openLayoutBed, until } from './bed/layouts/layout.ts';
import type { PostgresLayout } from './bed/layouts/postgresLayout.ts';
import { layTektonResults, type TektonLayout } from './bed/layouts/layTektonResults.ts';
import { layZalando } from './bed/layouts/layZalando.ts';
import { connectTo, loginOf, targetOf } from './support/targets.ts';
import { startWriter } from './support/writer.ts';

/** The machine of the primary is lost while a client writes through the tunnel, three times in a row. */

const endings = new Endings();
let bed: Bed;
let connection: ClusterConnection;
let layouts: Readonly<Record<string, PostgresLayout>>;
/** Leads to the servers of Zalando's by a Service without a selector: its Endpoints are what moves. */
let tekton: TektonLayout;

before(async () => {
  bed = endings.add(await needBed(), (each) => each.stop());
  const site = await openLayoutBed(bed.cluster);
  const options = { synchronous: true };
  const stop = (layout: PostgresLayout) => endings.add(layout, (each) => each.stop());
  const [zalando, crunchy, cloudNativePg] = await allOf([
    layZalando(site, options).then(stop),
    layCrunchy(site, options).then(stop),
    layCloudNativePg(site, options).then(stop),
  ]);
  tekton = await layTektonResults(site, zalando);
  layouts = { Zalando: zalando, Crunchy: crunchy, CloudNativePG: cloudNativePg, 'Tekton Results': zalando };
  connection = endings.add(await connectTo(bed.cluster.kubeconfig), (each) => each.close());
});

after(endings.run);

describe('through three failovers', () => {
  for (const [system, role, database] of [
    ['Zalando', 'seller', 'shop'],
    ['Crunchy', 'bookkeeper', 'ledger'],
    ['CloudNativePG', 'clerk', 'orders'],
    ['Tekton Results', 'Tekton Results', 'tekton_results'],
  ] as const)
    it(`a client of ${system} goes on at the same port, and nothing that was acknowledged is lost`, async (t) => {
      const layout = layouts[system] ?? assert.fail();
      const manifest = system === 'Tekton Results' ? tekton.manifest : layout.manifest;
      const target = await targetOf(connection, manifest);
      const { user, password } = await readCredentials(target, loginOf(target, role));
      const tunnels = new Tunnels({ get: () => undefined, update: () => Promise.resolve() });
      const states: TunnelState[] = [];
      tunnels.onChange((_, state) => states.push(state));
      const { tunnel } = await tunnels.openFor(target);
      const { port } = tunnel;
      await layout.primary.server.query(`SET ROLE ${user}; CREATE TABLE written (number int)`, database);
      const writer = startWriter({ port, user, password, database });
      t.after(() => Promise.all([writer.stop(), tunnels.stopAll()]));
      await writer.whenWritten(50);

      for (let round = 1; round <= 3; round++) {
        const { pod } = layout.replica;
        states.length = 0;
        writer.takeLongestGap();
        await layout.members.failover();
        await writer.whenWritten(50);
        const seconds = (writer.takeLongestGap() / 1000).toFixed(2);
        t.diagnostic(`${system}, failover ${String(round)}: ${seconds} s between two acknowledged rows`);

        assert.equal(layout.primary.pod, pod);
        assert.equal(tunnel.port, port);
        assert.deepEqual([tunnel.state.kind, tunnel.state.pod], ['connected', pod]);
        const moved = states.find(({ kind }) => kind === 'primary-moved');
        assert.equal(moved?.pod, pod, JSON.stringify(states));
        await layout.members.whenSettled();
      }

      await writer.stop();
      const rows = await layout.primary.server.query('SELECT number FROM written', database);
      const kept = new Set(rows.map(({ number }) => number));
      const lost = writer.acknowledged.filter((number) => !kept.has(number));
      assert.deepEqual(lost, []);
      assert.ok(writer.connections >= 4, `${String(writer.connections)} connections`);
      t.diagnostic(`${system}: ${String(writer.acknowledged.length)} rows acknowledged, ${String(rows.length)} there`);
      await until(() => Promise.resolve(tunnel.counters.open === 0));
    });
});
