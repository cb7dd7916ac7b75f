import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Endings } from '../support/endings.ts';
import { needBed } from './bed/bed.ts';
import { layCloudNativePg } from './bed/layouts/layCloudNativePg.ts';
import { layCrunchy } from './bed/layouts/layCrunchy.ts';
import { type LayoutBed, openLayoutBed, until } from './bed/layouts/layout.ts';
import { layZalando } from './bed/layouts/layZalando.ts';
import type { PostgresLayout } from './bed/layouts/postgresLayout.ts';
import { operateCloudNativePg, operateCrunchy, operateZalando, type Operator } from './bed/operators.ts';

/** What the demo's stand-ins do with what people apply and delete, as the operators do it. */

const endings = new Endings();
let laid: LayoutBed;

before(async () => {
  const bed = endings.add(await needBed(), (each) => each.stop());
  laid = await openLayoutBed(bed.cluster);
});

after(endings.run);

interface Case {
  readonly name: string;
  readonly lay: (bed: LayoutBed) => Promise<PostgresLayout>;
  readonly operate: (layout: PostgresLayout) => Promise<Operator>;
  /** A change of the resource that asks for so many pods. */
  readonly sized: (count: number) => object;
  /** Kinds of which something is left when the resource has gone. */
  readonly leaves: readonly string[];
}

const cases: readonly Case[] = [
  {
    ...{ name: 'zalando', lay: layZalando, operate: operateZalando },
    sized: (count) => ({ spec: { numberOfInstances: count } }),
    leaves: ['PersistentVolumeClaim'],
  },
  {
    ...{ name: 'crunchy', lay: layCrunchy, operate: operateCrunchy },
    sized: (count) => ({
      spec: {
        instances: [
          {
            ...{ name: '00', replicas: count },
            dataVolumeClaimSpec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
          },
        ],
      },
    }),
    leaves: [],
  },
  {
    ...{ name: 'cloudnative-pg', lay: layCloudNativePg, operate: operateCloudNativePg },
    sized: (count) => ({ spec: { instances: count } }),
    leaves: [],
  },
];

for (const { name, lay, operate, sized, leaves } of cases) {
  describe(`the stand-in of ${name}`, () => {
    let layout: PostgresLayout;
    let operator: Operator;

    before(async () => {
      layout = endings.add(await lay(laid), (each) => each.stop());
      operator = endings.add(await operate(layout), (each) => each.stop());
    });

    const list = async (kind: string, apiVersion = 'v1'): Promise<readonly string[]> => {
      const found = await laid.api.list({ apiVersion, kind, namespace: layout.namespace });
      return found.map(({ metadata }) => metadata.name).filter((each) => each.includes(layout.cluster));
    };

    test('scales as the manifest asks, up and down, also past the primary', async () => {
      await laid.api.patch(layout.resource, sized(3));
      await until(async () => (await list('Pod')).length === 3);
      await operator.whenIdle();
      assert.equal(layout.members.all.length, 3);
      const streaming = await layout.primary.server.query(
        "SELECT 1 FROM pg_stat_replication WHERE state = 'streaming'",
      );
      assert.equal(streaming.length, 2);

      const last = layout.members.all.at(-1)?.pod;
      await layout.members.switchover(last);
      await laid.api.patch(layout.resource, sized(1));
      await until(async () => (await list('Pod')).length === 1);
      await operator.whenIdle();
      assert.notEqual(layout.primary.pod, last);
      assert.deepEqual(await list('Pod'), [layout.primary.pod]);
      await layout.primary.server.query('CREATE TABLE written (a int)');
    });

    // That of Crunchy does as that of CloudNativePG.
    if (name === 'crunchy') return;
    test('deletes what its operator deletes, and makes it again from a manifest that is applied again', async () => {
      const made = await laid.api.read(layout.resource);
      assert.ok(made);
      await laid.api.remove(layout.resource);
      for (const kind of ['Pod', 'Service', 'Secret', 'PersistentVolumeClaim'])
        await until(async () => leaves.includes(kind) || (await list(kind)).every((each) => each.endsWith('-analyst')));
      await operator.whenIdle();
      for (const kind of leaves) assert.notDeepEqual(await list(kind), [], kind);

      const { apiVersion, kind, metadata, spec } = made;
      const { namespace = '' } = metadata;
      await laid.api.apply({ apiVersion, kind, metadata: { name: metadata.name, namespace }, spec });
      await until(async () => (await list('Pod')).length === 2);
      await operator.whenIdle();
      assert.equal((await layout.primary.server.query('SELECT 1 AS one'))[0]?.['one'], 1);
    });
  });
}
