import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubernetesObject } from '../../../client/cluster/connection.ts';
import { ClusterError } from '../../../client/cluster/errors.ts';
import { performAction } from '../../../client/session/actions.ts';
import { findMembers } from '../../../client/session/members.ts';
import { ownedLabels } from '../../../client/session/ownedLabels.ts';
import { makeTarget, withLive } from '../../../client/session/resolveTarget.ts';
import { objectOf } from '../../../client/session/target.ts';
import type { Labels, ObjectType } from '../../../schemas/contract/index.ts';
import { deployments, pods, statefulSets } from '../../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { standIn } from './support.ts';

const owner: KubernetesObject = { metadata: { name: 'ledger', namespace: 'web', uid: 'u-1' } };

test('a workload of the object says how its pods are labelled', async () => {
  const own = workload('ledger', { app: 'ledger' });
  assert.deepEqual(await found([statefulSets, own], [statefulSets, workload('other', { app: 'other' }, 'u-2')]), [
    { app: 'ledger' },
  ]);
  assert.deepEqual(await found([deployments, own]), [{ app: 'ledger' }]);
});

test('several workloads are one group where what they have in common is enough', async () => {
  const two = [
    [statefulSets, workload('ledger-a', { app: 'ledger', instance: 'a' })],
    [statefulSets, workload('ledger-b', { app: 'ledger', instance: 'b' })],
    [pods, pod('ledger-a-0', { app: 'ledger', instance: 'a' }, 'set-a')],
  ] as const;
  assert.deepEqual(await found(...two), [{ app: 'ledger' }]);
  const stranger = [pods, pod('report-0', { app: 'ledger', instance: 'report' }, 'set-c')] as const;
  assert.deepEqual(await found(...two, stranger), [
    { app: 'ledger', instance: 'a' },
    { app: 'ledger', instance: 'b' },
  ]);
});

test('pods that it owns itself are known by what lasts of their labels', async () => {
  const labels = { app: 'ledger', 'controller-revision-hash': 'ledger-1' };
  const own = [pods, pod('ledger-0', { ...labels, 'apps.kubernetes.io/pod-index': '0' }, 'u-1')] as const;
  assert.deepEqual(await found(own), [{ app: 'ledger' }]);
  assert.deepEqual(await found(own, [pods, pod('report-0', { app: 'ledger' }, 'u-2')]), []);
});

test('nothing is guessed: no owner, no labels, a selector of expressions, no permission', async () => {
  assert.deepEqual(await found([statefulSets, workload('ledger', { app: 'ledger' }, 'u-2')]), []);
  const expressions = { matchLabels: { app: 'ledger' }, matchExpressions: [{ key: 'tier', operator: 'Exists' }] };
  const own = workload('ledger', {});
  assert.deepEqual(await found([statefulSets, { ...own, spec: { selector: expressions } }]), []);
  const forbidden = new ClusterError('forbidden', say`No.`, say`Ask.`);
  const connection = { ...standIn().connection, list: () => Promise.reject(forbidden) };
  assert.deepEqual(await ownedLabels({ connection, podNamespace: 'web' }, owner), []);
});

test('a zenithCluster has the pods of its StatefulSet, and without any is not restarted', async () => {
  const cluster = standIn({ namespace: 'web' });
  const live = { ...owner, apiVersion: 'huawei.cloudb.com/v1', kind: 'zenithCluster', spec: {} };
  const given = makeTarget(cluster.connection, live, live);
  assert.ok(given);
  cluster.put({ ...objectOf(given) }, live);
  const [action] = given.recipe.actions;
  assert.ok(action);
  const options = { signal: new AbortController().signal, backupFolder: '', tell: () => undefined };
  const none = await withLive(given);
  await assert.rejects(performAction(none, action, options), /No pod of zenithCluster ledger was found/);
  assert.ok(!cluster.calls.some((call) => call.startsWith('delete')));

  cluster.put(statefulSets, workload('ledger', { app: 'ledger' }));
  cluster.put(pods, pod('ledger-0', { app: 'ledger' }, 'set'));
  const target = await withLive(given);
  assert.deepEqual(
    (await findMembers(target)).map((member) => member.pod),
    ['ledger-0'],
  );
});

function found(...objects: readonly (readonly [ObjectType, KubernetesObject])[]): Promise<readonly Labels[]> {
  return ownedLabels({ connection: standIn({ objects }).connection, podNamespace: 'web' }, owner);
}

function workload(name: string, matchLabels: Labels, uid = 'u-1'): KubernetesObject {
  return { metadata: metadata(name, uid), spec: { selector: { matchLabels } } };
}

function pod(name: string, labels: Labels, uid: string): KubernetesObject {
  return { metadata: { ...metadata(name, uid), labels }, status: { phase: 'Running' } };
}

function metadata(name: string, uid: string): KubernetesObject['metadata'] {
  return { name, namespace: 'web', uid: name, ownerReferences: [{ kind: 'zenithCluster', name: 'ledger', uid }] };
}
