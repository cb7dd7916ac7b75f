import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubernetesObject } from '../../../client/cluster/connection.ts';
import { describe } from '../../../client/session/describe.ts';
import type { ReportSection } from '../../../client/session/report.ts';
import { events, pods, services } from '../../../schemas/vocabulary/objectTypes.ts';
import { standIn, toyPod, toyTarget } from './support.ts';
import type { StandIn } from './support.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { isSaid } from '../../../schemas/vocabulary/say.ts';

const live: KubernetesObject = {
  metadata: { name: 'shop', uid: 'the-toy', creationTimestamp: '2026-01-01T00:00:00Z' },
};

function service(name: string, selector: Readonly<Record<string, string>> | undefined): KubernetesObject {
  const spec = { type: 'ClusterIP', ports: [{ port: 5432 }], ...(selector ? { selector } : {}) };
  return { metadata: { name, namespace: 'shop' }, spec };
}

function event(uid: string, reason: string, lastTimestamp: string): KubernetesObject {
  return {
    metadata: { name: reason.toLowerCase(), namespace: 'shop' },
    ...{ involvedObject: { uid, name: uid }, reason, lastTimestamp, type: 'Warning', message: 'it happened' },
  };
}

function cluster(): StandIn {
  const pod = toyPod('shop-0', 'master');
  return standIn({
    objects: [
      [pods, { ...pod, metadata: { ...pod.metadata, uid: 'the-pod' } }],
      [services, service('shop', { ...pod.metadata.labels })],
      [services, service('other', { app: 'other' })],
      [services, service('nobody', undefined)],
      [events, event('the-pod', 'BackOff', '2026-01-02T00:00:00Z')],
      [events, event('the-toy', 'Synced', '2026-01-03T00:00:00Z')],
      [events, event('someone', 'Else', '2026-01-04T00:00:00Z')],
    ],
  });
}

function table(sections: readonly ReportSection[], title: string): readonly (readonly string[])[] {
  const rows = sections.find((section) => render(section.title) === title)?.table?.slice(1) ?? [];
  return rows.map((row) => row.map((cell) => (isSaid(cell) ? render(cell) : String(cell))));
}

test('pods with roles, services that lead to them, events of the resource and its pods, the newest first', async () => {
  const { sections, summary } = await describe(
    toyTarget(cluster().connection, {}, { live }),
    new AbortController().signal,
  );
  assert.equal(render(summary), 'Context test, namespace shop, made on 1 January 2026.');
  assert.deepEqual(
    table(sections, 'Pods').map(([pod, role]) => [pod, role]),
    [['shop-0', 'primary']],
  );
  assert.deepEqual(
    table(sections, 'Services').map(([name]) => name),
    ['shop'],
  );
  assert.deepEqual(
    table(sections, 'Events').map((row) => row[3]),
    ['Synced', 'BackOff'],
  );
});

test('what may not be seen is said, the rest is shown', async () => {
  const closed = cluster();
  closed.forbid({ verb: 'list', plural: 'events' });
  const { sections } = await describe(toyTarget(closed.connection, {}, { live }), new AbortController().signal);
  assert.deepEqual(
    sections.find(({ title }) => render(title) === 'Events')?.lines.map(({ state }) => state),
    ['unknown'],
  );
  assert.equal(table(sections, 'Pods').length, 1);
});

test('a resource that does not exist has no sections', async () => {
  const { sections, summary } = await describe(toyTarget(standIn().connection), new AbortController().signal);
  assert.deepEqual(sections, []);
  assert.match(render(summary), /does not exist in namespace shop of context test/);
});
