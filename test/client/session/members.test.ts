import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubernetesObject } from '../../../client/cluster/connection.ts';
import { findMembers, findPrimary, memberOf } from '../../../client/session/members.ts';
import { pods } from '../../../schemas/vocabulary/objectTypes.ts';
import { fc } from '../../support/fastCheck.ts';
import { standIn, toyMembers, toyPod, toyTarget } from './support.ts';

function cluster(...found: readonly KubernetesObject[]): ReturnType<typeof standIn> {
  return standIn({ objects: found.map((pod) => [pods, pod] as const) });
}

test('finds the pods with the labels, in the namespace of the recipe, in the order of their numbers', async () => {
  const { connection, calls } = cluster(
    toyPod('shop-10', 'replica'),
    toyPod('shop-2', 'master'),
    toyPod('other-0', 'master', { labels: { cluster: 'other' } }),
    toyPod('shop-0', 'master', { namespace: 'elsewhere' }),
  );
  const members = await findMembers(toyTarget(connection));
  assert.deepEqual(
    members.map(({ pod, role }) => [pod, role]),
    [
      ['shop-2', 'primary'],
      ['shop-10', 'replica'],
    ],
  );
  assert.deepEqual(calls, ['list pods shop']);
  assert.deepEqual(await findMembers(toyTarget(connection, { namespace: 'nowhere' })), []);
});

test('the first selector that finds a pod counts', async () => {
  const { connection, calls } = cluster(toyPod('shop-0', 'master'));
  const old = { labels: { 'old-cluster': 'shop' } };
  assert.equal((await findMembers(toyTarget(connection, { members: [toyMembers, old] }))).length, 1);
  assert.equal(calls.length, 1);
  assert.equal((await findMembers(toyTarget(connection, { members: [old, toyMembers] }))).length, 1);
  assert.equal(calls.length, 3);
});

test('where the role has another label than the first selector says, the second is asked', async () => {
  const { connection } = cluster(toyPod('shop-0', 'primary'), toyPod('shop-1', 'replica'));
  const newer = { labels: toyMembers.labels, role: { ...toyMembers.role, label: 'instance-role' } };
  const primary = await findPrimary(toyTarget(connection, { members: [newer, toyMembers] }));
  assert.equal(primary.pod, 'shop-0');
});

test('a primary that is not ready counts all the same', async () => {
  const { connection } = cluster(toyPod('shop-0', 'master', { ready: false }));
  const { pod, ready } = await findPrimary(toyTarget(connection));
  assert.deepEqual([pod, ready], ['shop-0', false]);
});

test('a pod that is being deleted, or has ended, is no primary whatever its label says', async () => {
  const evicted = { ...toyPod('shop-2', 'master'), status: { phase: 'Failed', reason: 'Evicted' } };
  const { connection } = cluster(toyPod('shop-0', 'master', { deleting: true }), toyPod('shop-1', 'master'), evicted);
  assert.equal((await findPrimary(toyTarget(connection))).pod, 'shop-1');
});

test('of pods that are alike one that is ready serves', async () => {
  const alike = [{ labels: toyMembers.labels }];
  const some = cluster(toyPod('shop-0', undefined, { ready: false }), toyPod('shop-1'));
  assert.equal((await findPrimary(toyTarget(some.connection, { members: alike }))).pod, 'shop-1');
  const none = cluster(toyPod('shop-0', undefined, { ready: false }));
  await assert.rejects(findPrimary(toyTarget(none.connection, { members: alike })), {
    code: 'no-primary',
    message: 'No pod of shop in namespace shop is ready: shop-0 (Running).',
  });
});

test('no pod: says which labels were looked for, and where', async () => {
  const { connection } = cluster();
  const members = [toyMembers, { labels: { old: 'shop', x: 'y' } }];
  await assert.rejects(findPrimary(toyTarget(connection, { members })), {
    code: 'no-pod',
    message: 'No pod of Toy shop was found: none in namespace shop is labelled cluster=shop or old=shop,x=y.',
  });
  await assert.rejects(findPrimary(toyTarget(connection, { members })), { remedy: /^Apply the manifest first/ });
  const target = { ...toyTarget(connection, { members }), live: { metadata: { name: 'shop' } } };
  await assert.rejects(findPrimary(target), { remedy: /not stopped.*operator runs/ });
  await assert.rejects(findPrimary(toyTarget(connection, { members: [] })), {
    code: 'no-pod',
    message: 'Toy shop has no database pods of its own.',
  });
});

test('no primary: says what the pods are', async () => {
  const { connection } = cluster(toyPod('shop-0', 'master', { deleting: true }), toyPod('shop-1', 'replica'));
  await assert.rejects(findPrimary(toyTarget(connection)), {
    code: 'no-primary',
    message: 'shop in namespace shop has no primary at the moment: shop-0 (Terminating), shop-1 (replica).',
    remedy: 'A failover may be under way: try again in a few seconds, and look at the logs of the pods if it stays so.',
  });
});

test('two primaries: names both', async () => {
  const { connection } = cluster(toyPod('shop-0', 'master'), toyPod('shop-1', 'primary'));
  await assert.rejects(findPrimary(toyTarget(connection)), { code: 'two-primaries', message: /shop-0 and shop-1/ });
});

test('reads from a pod what is worth knowing', () => {
  const pod: KubernetesObject = {
    metadata: {
      ...{ name: 'shop-0', namespace: 'shop', uid: 'u', creationTimestamp: '2026-01-01T00:00:00Z' },
      labels: { role: 'replica' },
    },
    spec: { nodeName: 'node-7', containers: [{ name: 'postgres' }, { name: 'exporter' }] },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'False' }],
      containerStatuses: [
        { restartCount: 2, state: { running: {} } },
        { restartCount: 3, state: { waiting: { reason: 'CrashLoopBackOff' } } },
      ],
    },
  };
  assert.deepEqual(memberOf(pod, toyMembers), {
    ...{ pod: 'shop-0', namespace: 'shop', uid: 'u', created: '2026-01-01T00:00:00Z' },
    ...{ role: 'replica', ready: false, phase: 'Running', reason: 'CrashLoopBackOff', restarts: 5, node: 'node-7' },
    containers: ['postgres', 'exporter'],
  });
  assert.equal(memberOf(pod).role, 'unknown');
  assert.equal(memberOf(pod, { labels: {} }).role, 'alike');
});

test('takes any pod, however little of it there is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (spec, status) => {
      const member = memberOf({ metadata: { name: 'x' }, spec, status }, toyMembers);
      assert.equal(member.role, 'unknown');
      assert.ok(Number.isFinite(member.restarts));
    }),
  );
});
