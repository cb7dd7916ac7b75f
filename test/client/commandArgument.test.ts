import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CommandArgument } from '../../client/commands/command.ts';
import { readArgument, readContext, readTunnel } from '../../client/commands/commandArgument.ts';
import type { Member } from '../../client/session/members.ts';
import { healthOf } from '../../client/ui/databasesTree.ts';
import type { ClusterNode, DatabasesNode } from '../../client/ui/databasesTree.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { standIn, toyTarget } from './session/support.ts';

const { connection } = standIn({ context: 'test' });
const live = { apiVersion: 'toy.example/v1', kind: 'Toy', metadata: { name: 'shop', namespace: 'shop' } };
const cluster: ClusterNode = {
  ...{ kind: 'cluster', id: 'cluster', context: 'test', label: 'shop/shop', health: healthOf([]) },
  target: toyTarget(connection, {}, { live }),
};
const member: Member = {
  ...{ pod: 'shop-0', namespace: 'shop', uid: 'uid', role: 'primary', ready: true, phase: 'Running', restarts: 0 },
  ...{ created: '', containers: [] },
};
const memberNode: DatabasesNode = { kind: 'member', id: 'member', of: cluster, member };
const tunnelNode: DatabasesNode = {
  ...{ kind: 'tunnel', id: 'tunnel-node', of: cluster },
  tunnel: {
    id: 'tunnel',
    name: 'shop',
    leadsTo: 'database',
    address: '127.0.0.1:15432',
    state: 'connected',
    text: say`connected`,
  },
};
const contextNode: DatabasesNode = {
  ...{ kind: 'context', id: 'context', context: 'test', namespace: 'default', server: '', inUse: true },
};
/** As the editor's `Uri` behaves here. */
const uri = { toString: () => 'file:///shop.yaml' } as unknown as Extract<CommandArgument, { from: 'manifest' }>['uri'];

test('a cluster of the view is what the command is about, as the cluster has it', () => {
  assert.deepEqual(readArgument(cluster), {
    ...{ from: 'cluster', context: 'test', systemId: 'toy', kind: 'Toy', object: live },
  });
});

test('a pod of the view is its cluster with the pod, a tunnel its cluster', () => {
  assert.deepEqual(readArgument(memberNode), { ...readArgument(cluster), pod: 'shop-0' });
  assert.deepEqual(readArgument(tunnelNode), readArgument(cluster));
});

test('a tunnel to what is gone is about nothing', () => {
  const { of: _, ...lost } = { ...tunnelNode, of: cluster };
  assert.equal(readArgument(lost), undefined);
  assert.equal(readTunnel(lost), 'tunnel');
});

test('a lens gives its own argument', () => {
  const argument: CommandArgument = { from: 'manifest', uri, index: 2 };
  assert.equal(readArgument(argument), argument);
});

test("the editor's menu, a key binding and the palette mean the cursor", () => {
  for (const given of [
    undefined,
    null,
    uri,
    'shop',
    7,
    {},
    { from: 'manifest' },
    { from: 'manifest', uri, index: 'x' },
  ]) {
    assert.equal(readArgument(given), undefined);
  }
});

test('what is no cluster is none', () => {
  assert.equal(readArgument(contextNode), undefined);
  const message: DatabasesNode = { kind: 'message', id: 'message', tone: 'information', text: say`None` };
  assert.equal(readArgument(message), undefined);
});

test('the context comes from a node, or by its name', () => {
  assert.equal(readContext(contextNode), 'test');
  assert.equal(readContext(cluster), 'test');
  assert.equal(readContext('shop'), 'shop');
  for (const given of ['', undefined, memberNode, { context: 'shop' }]) assert.equal(readContext(given), undefined);
});

test('a tunnel is known by the node of a tunnel only', () => {
  assert.equal(readTunnel(tunnelNode), 'tunnel');
  for (const given of [cluster, undefined, 'tunnel']) assert.equal(readTunnel(given), undefined);
});
