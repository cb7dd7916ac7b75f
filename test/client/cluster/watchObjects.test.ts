import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { describe, it, type TestContext } from 'node:test';
import type { ClusterConnection, WatchEvent } from '../../../client/cluster/connection.ts';
import { pods } from '../../../schemas/vocabulary/objectTypes.ts';
import { until } from '../../support/until.ts';
import { json, localApiServer, status, type Received } from './localApiServer.ts';

const object = (name: string, resourceVersion: string): object => ({
  ...{ kind: 'Pod', apiVersion: 'v1', metadata: { name, resourceVersion } },
});
const line = (type: string, value: object): string => `${JSON.stringify({ type, object: value })}\n`;

/** Every event in short. */
function follow(t: TestContext, connection: ClusterConnection): { readonly seen: string[]; readonly stop: () => void } {
  const controller = new AbortController();
  t.after(() => {
    controller.abort();
  });
  const seen: string[] = [];
  const say = (event: WatchEvent): string => {
    if (event.kind === 'all') return `all ${event.objects.map(({ metadata }) => metadata.name).join(' ')}`;
    return event.kind === 'interrupted' ? 'interrupted' : `${event.kind} ${event.object.metadata.name}`;
  };
  connection.watch(pods, { labels: { app: 'x' } }, (event) => seen.push(say(event)), controller.signal);
  return {
    seen,
    stop() {
      controller.abort();
    },
  };
}

type Watch = (request: Received, response: ServerResponse, count: number) => void;

async function watched(t: TestContext, watch: Watch) {
  let lists = 0;
  let watches = 0;
  const server = await localApiServer(t, {
    http(request, response) {
      if (request.query.has('watch')) watch(request, response, watches++);
      else json(response, { metadata: { resourceVersion: `list${lists}` }, items: [object(`p${lists++}`, '1')] });
    },
  });
  return { ...server, ...follow(t, server.connection) };
}

describe('a watch', () => {
  it('begins with what there is, and tells of each change', async (t) => {
    const { seen, received } = await watched(t, (_, response) => {
      response.writeHead(200);
      const text =
        line('ADDED', object('ä', '2')) + line('BOOKMARK', object('', '3')) + line('MODIFIED', object('ä', '4'));
      const bytes = Buffer.from(text + line('DELETED', object('ä', '5')));
      const middle = bytes.indexOf('ä') + 1;
      response.write(bytes.subarray(0, middle));
      setTimeout(() => response.write(bytes.subarray(middle)), 20);
    });
    await until(() => seen.length === 4);
    assert.deepEqual(seen, ['all p0', 'added ä', 'changed ä', 'deleted ä']);
    const { query } = received[1]!;
    assert.equal(query.get('resourceVersion'), 'list0');
    assert.equal(query.get('allowWatchBookmarks'), 'true');
    assert.equal(query.get('labelSelector'), 'app=x');
  });

  it('goes on from the last it has seen, also a bookmark, after a drop', async (t) => {
    const { seen, received } = await watched(t, (_, response, count) => {
      response.writeHead(200).write(count === 0 ? line('BOOKMARK', object('', '7')) : line('ADDED', object('b', '9')));
      if (count === 0) setTimeout(() => response.destroy(), 20);
    });
    await until(() => seen.includes('added b'));
    assert.deepEqual(seen, ['all p0', 'interrupted', 'added b']);
    assert.deepEqual(
      received.map(({ query }) => query.get('resourceVersion')),
      [null, 'list0', '7'],
    );
  });

  it('says nothing of an ordinary end, and does not spin', async (t) => {
    const { seen, received } = await watched(t, (_, response) => void response.writeHead(200).end());
    await until(() => received.length === 3);
    assert.deepEqual(seen, ['all p0']);
  });

  for (const [how, answer] of Object.entries<Watch>({
    'in the stream': (_, response) => void response.writeHead(200).end(line('ERROR', { kind: 'Status', code: 410 })),
    'as its status': (_, response) => status(response, 410, { reason: 'Expired' }),
  })) {
    it(`reads everything again where changes were lost, said ${how}`, async (t) => {
      const { seen } = await watched(t, (request, response, count) => {
        if (count === 0) answer(request, response, count);
        else response.writeHead(200).write(line('ADDED', object('b', '9')));
      });
      await until(() => seen.length === 3);
      assert.deepEqual(seen, ['all p0', 'all p1', 'added b']);
    });
  }

  it('survives a server that is away, and one that talks nonsense', async (t) => {
    const { seen } = await watched(t, (_, response, count) => {
      if (count === 0) return status(response, 503, {});
      response.writeHead(200).write(count === 1 ? '{nonsense\n' : line('ADDED', object('b', '9')));
    });
    await until(() => seen.includes('added b'));
    assert.deepEqual(seen, ['all p0', 'interrupted', 'interrupted', 'added b']);
  });

  it('sees nothing, and waits, where the cluster does not know the type', async (t) => {
    const { connection, received } = await localApiServer(t, {});
    const { seen } = follow(t, connection);
    await until(() => seen.length === 1);
    assert.deepEqual([seen, received.length], [['all '], 1]);
  });

  it('ends with its signal, and with the connection', async (t) => {
    for (const how of ['signal', 'close'] as const) {
      let closed = 0;
      const { seen, stop, connection, received } = await watched(t, (_, response) => {
        response.on('close', () => closed++);
        response.writeHead(200).write(line('ADDED', object('b', '9')));
      });
      await until(() => seen.length === 2);
      if (how === 'signal') stop();
      else connection.close();
      await until(() => closed === 1);
      assert.deepEqual([seen.length, received.length], [2, 2]);
    }
  });
});
