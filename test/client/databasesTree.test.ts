import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubernetesObject } from '../../client/cluster/connection.ts';
import { ClusterError } from '../../client/cluster/errors.ts';
import type { Member } from '../../client/session/members.ts';
import {
  applyEvent,
  clusterNodes,
  contextNodes,
  contextValueOf,
  healthOf,
  lostTunnelNodes,
  memberNodes,
  systemNodes,
} from '../../client/ui/databasesTree.ts';
import type { ClusterNode, DatabasesNode, Listing, TunnelLine } from '../../client/ui/databasesTree.ts';
import type { HealthLine } from '../../schemas/contract/index.ts';
import { render } from '../../schemas/vocabulary/render.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { standIn, toyTarget } from './session/support.ts';

const { connection } = standIn();
const toy = toyTarget(connection);
const other = { ...toy, system: { ...toy.system, id: 'other', title: 'Other' } };

function listing(state: Listing['state'], names: readonly string[] = [], more: Partial<Listing> = {}): Listing {
  const targets = names.map((name) => [name, toyTarget(connection, {}, { name })] as const);
  return { system: toy.system, kind: toy.kind, state, objects: new Map(targets), ...more };
}

/** What a person reads, one line for each node. */
function lines(nodes: readonly DatabasesNode[]): readonly string[] {
  return nodes.map((node) => {
    switch (node.kind) {
      case 'context':
        return `${node.context}${node.inUse ? ' (in use)' : ''}`;
      case 'system':
        return `${node.system.title}: ${node.count}`;
      case 'cluster':
        return node.label;
      case 'member':
        return `${node.member.pod} ${node.member.role}`;
      case 'tunnel':
        return node.tunnel.address;
      case 'message':
        return `${node.tone}: ${render(node.text)}`;
    }
  });
}

function object(name: string, more: Partial<KubernetesObject['metadata']> = {}): KubernetesObject {
  return { metadata: { name, uid: `uid-${name}`, ...more } };
}

const nameOf = ({ metadata }: KubernetesObject): string | undefined =>
  metadata.name.startsWith('ignored') ? undefined : metadata.name;

test('events add, change and delete objects; the map before stays as it was', () => {
  const none = new Map<string, string>();
  const two = applyEvent(none, { kind: 'all', objects: [object('a'), object('b'), object('ignored')] }, nameOf);
  assert.deepEqual([...two.values()], ['a', 'b']);
  const three = applyEvent(two, { kind: 'added', object: object('c') }, nameOf);
  const renamed = applyEvent(three, { kind: 'changed', object: object('a', { uid: 'uid-b' }) }, nameOf);
  assert.deepEqual([...renamed.values()].sort(), ['a', 'a', 'c'], 'objects are told apart by uid');
  const left = applyEvent(three, { kind: 'deleted', object: object('a') }, nameOf);
  assert.deepEqual([...left.values()].sort(), ['b', 'c']);
  assert.equal(two.size, 2);
  assert.equal(none.size, 0);
});

test('an object that means nothing any more goes', () => {
  const before = applyEvent(new Map<string, string>(), { kind: 'added', object: object('a') }, nameOf);
  const after = applyEvent(before, { kind: 'changed', object: object('ignored', { uid: 'uid-a' }) }, nameOf);
  assert.equal(after.size, 0);
});

test('an interruption leaves what was seen', () => {
  const before = new Map([['uid-a', 'a']]);
  assert.equal(applyEvent(before, { kind: 'interrupted', error: new Error('gone') }, nameOf), before);
});

test('the context in use comes first, the others as the kubeconfig has them', () => {
  const contexts = ['zebra', 'shop', 'ant'].map((name) => ({ name, namespace: 'default', server: '' }));
  assert.deepEqual(lines(contextNodes({ current: 'zebra', contexts }, 'shop')), ['shop (in use)', 'zebra', 'ant']);
  assert.deepEqual(lines(contextNodes({ current: '', contexts }, '')), ['zebra', 'shop', 'ant']);
});

test('a context that was closed is another node, so the editor shows it folded', () => {
  const contexts = [{ name: 'shop', namespace: 'default', server: '' }];
  const [before] = contextNodes({ current: '', contexts }, '');
  const [after] = contextNodes({ current: '', contexts }, '', new Map([['shop', 1]]));
  assert.notEqual(before?.id, after?.id);
});

test('systems that the cluster has are listed with the number of their clusters, also without any', () => {
  const nodes = systemNodes('shop', [
    listing('ready', ['a', 'b']),
    listing('ready', ['c']),
    listing('ready', [], { system: other.system }),
    listing('absent', [], { system: { ...other.system, title: 'Absent' } }),
  ]);
  assert.deepEqual(lines(nodes), ['Toy: 3', 'Other: 0']);
});

test('it is said that the first answer is waited for, and no longer than that', () => {
  assert.deepEqual(lines(systemNodes('shop', [listing('asking'), listing('asking')])), ['waiting: Looking ...']);
  assert.deepEqual(lines(systemNodes('shop', [listing('asking'), listing('ready')])), ['Toy: 0']);
  assert.deepEqual(lines(systemNodes('shop', [listing('asking'), listing('absent')])), ['waiting: Looking ...']);
});

test('a cluster without any operator says so and leads elsewhere', () => {
  const [node, ...more] = systemNodes('shop', [listing('absent'), listing('absent', [], { system: other.system })]);
  assert.deepEqual(more, []);
  assert.ok(node?.kind === 'message');
  assert.equal(render(node.text), 'No database operator is installed');
  assert.match(render(node.detail ?? say``), /Toy, Other/);
  assert.deepEqual(node.remedy, { command: 'dbManifests.chooseContext' });
});

test('an error that struck every kind is shown once, with its remedy', () => {
  const error = new ClusterError('unauthenticated', say`The token has expired.`, say`Log in again.`);
  const nodes = systemNodes('shop', [listing('failed', [], { error }), listing('failed', [], { error })]);
  assert.deepEqual(lines(nodes), ['warning: The token has expired.']);
  assert.ok(nodes[0]?.kind === 'message');
  assert.equal(render(nodes[0].detail ?? say``), 'Log in again.');
  assert.deepEqual(nodes[0].remedy, { command: 'dbManifests.chooseContext' });
});

test('an interruption stands above what was seen before', () => {
  const error = new ClusterError('unreachable', say`No answer.`, say`Wait.`);
  assert.deepEqual(lines(systemNodes('shop', [listing('ready', ['a'], { error })])), ['warning: No answer.', 'Toy: 1']);
});

test('clusters are sorted as people count', () => {
  const nodes = clusterNodes('shop', toy.system, [listing('ready', ['db-10', 'db-9']), listing('ready', ['db-1'])]);
  assert.deepEqual(lines(nodes), ['shop/db-1', 'shop/db-9', 'shop/db-10']);
});

test('clusters of another system are not among them', () => {
  const nodes = clusterNodes('shop', other.system, [listing('ready', ['db-1'])]);
  assert.deepEqual(lines(nodes), ['information: None in this cluster']);
});

test('where only one namespace may be looked at, nothing found leads to another one', () => {
  const [node] = clusterNodes('shop', toy.system, [listing('ready', [], { only: 'orders' })]);
  assert.ok(node?.kind === 'message');
  assert.equal(render(node.text), 'None in namespace orders');
  assert.deepEqual(node.remedy, { command: 'dbManifests.chooseNamespace', argument: 'shop' });
});

function clusterNode(target = toy): ClusterNode {
  return { kind: 'cluster', id: 'id', context: 'shop', label: 'shop/shop', target, health: healthOf([]) };
}

const member = (pod: string, role: Member['role']): Member => ({
  ...{ pod, role, namespace: 'shop', uid: `uid-${pod}`, ready: true, phase: 'Running', restarts: 0, created: '' },
  containers: [],
});
const tunnel: TunnelLine = {
  id: 'tunnel',
  name: 'shop/shop',
  leadsTo: 'database',
  address: '127.0.0.1:15432',
  state: 'connected',
  text: say`to shop-0`,
};

test('below a cluster are its pods, then its tunnels', () => {
  const members = [member('shop-0', 'primary'), member('shop-1', 'replica')];
  const nodes = memberNodes(clusterNode(), { state: 'ready', members }, [tunnel]);
  assert.deepEqual(lines(nodes), ['shop-0 primary', 'shop-1 replica', '127.0.0.1:15432']);
});

test('a tunnel to what is gone stands below its context, and can only be stopped', () => {
  const [node] = lostTunnelNodes('shop', [tunnel]);
  assert.ok(node && !node.of);
  assert.equal(contextValueOf(node), 'tunnel lost connected');
});

test('no pods: waiting, none found, and none of its own are told apart', () => {
  const node = clusterNode();
  const asking = memberNodes(node, { state: 'asking', members: [] }, [tunnel]);
  assert.deepEqual(lines(asking), ['waiting: Looking ...', '127.0.0.1:15432']);
  const [none] = memberNodes(node, { state: 'ready', members: [] }, []);
  assert.ok(none?.kind === 'message');
  assert.equal(render(none.text), 'No pods in namespace shop');
  assert.deepEqual(none.remedy, { command: 'dbManifests.verify', argument: node });
  const outside = clusterNode(toyTarget(connection, { members: [] }));
  assert.deepEqual(lines(memberNodes(outside, { state: 'ready', members: [] }, [])), [
    'information: No database pods of its own',
  ]);
});

test('pods that may not be listed: why, and nothing about none', () => {
  const error = new ClusterError('forbidden', say`You may not list pods.`, say`Ask.`);
  const nodes = memberNodes(clusterNode(), { state: 'failed', members: [], error }, []);
  assert.deepEqual(lines(nodes), ['warning: You may not list pods.']);
});

test('the worst line says how it is; notes say nothing', () => {
  const line = (state: HealthLine['state'], text: string): HealthLine => ({
    title: say`State`,
    state,
    text: say`${text}`,
  });
  const [good, bad, unknown, note] = [
    line('good', 'Running'),
    line('bad', 'SyncFailed'),
    line('unknown', 'not seen yet'),
    line('note', 'version 17'),
  ];
  assert.equal(healthOf([note, good]).state, 'good');
  assert.equal(render(healthOf([note, good]).text), 'Running');
  assert.equal(render(healthOf([good, bad, unknown]).text), 'SyncFailed');
  assert.equal(healthOf([good, bad]).state, 'bad');
  assert.equal(healthOf([good, unknown]).state, 'unknown');
  assert.deepEqual(healthOf([note]), { state: 'unknown', text: say``, lines: [note] });
});

test('no two nodes of a tree have the same id', () => {
  const listings = [listing('ready', ['a', 'b']), listing('ready', ['c'], { system: other.system })];
  const error = new ClusterError('unreachable', say`No answer.`, say`Wait.`);
  const contexts = ['shop', 'shop-2'].map((name) => ({ name, namespace: '', server: '' }));
  const below = contexts.flatMap(({ name }) => [
    ...systemNodes(name, [...listings, listing('failed', [], { error })]),
    ...clusterNodes(name, toy.system, listings),
    ...clusterNodes(name, other.system, listings),
    ...clusterNodes(name, { ...other.system, id: 'empty' }, listings),
  ]);
  const members = below.flatMap((node) =>
    node.kind === 'cluster'
      ? memberNodes(node, { state: 'failed', members: [member('p', 'primary'), member('q', 'replica')], error }, [
          tunnel,
        ])
      : [],
  );
  const ids = [...contextNodes({ current: '', contexts }, ''), ...below, ...members].map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
});
