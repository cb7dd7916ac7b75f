import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import type { ClusterConnection, KubernetesObject, WatchEvent } from '../../client/cluster/connection.ts';
import { ClusterError } from '../../client/cluster/errors.ts';
import { answerWantedDefinitions } from '../../client/answerWantedDefinitions.ts';
import type { KeptDefinitions } from '../../client/answerWantedDefinitions.ts';
import { followDefinitions } from '../../client/followDefinitions.ts';
import type { ObjectType } from '../../schemas/contract/index.ts';
import type { ClusterDefinitionsParams, KindName } from '../../schemas/contract/protocol.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { definitionObject } from '../support/toyDefinition.ts';
import { until } from '../support/until.ts';

const thing: KindName = { apiVersion: 'toy.example/v1', kind: 'Thing' };
const type: ObjectType = { group: 'toy.example', version: 'v1', plural: 'things', kind: 'Thing', scope: 'Namespaced' };

/** A cluster with the definition, or with its description only. */
class Cluster {
  isInstalled = true;
  readonly watched: string[] = [];
  readonly ended: string[] = [];
  onEvent: (event: WatchEvent) => void = () => undefined;
  readonly connection: ClusterConnection;

  constructor(description?: object) {
    const connection: Partial<ClusterConnection> = {
      context: 'dev',
      server: 'https://dev',
      typeOf: (apiVersion, kind) =>
        Promise.resolve(this.isInstalled && apiVersion === thing.apiVersion && kind === thing.kind ? type : undefined),
      watch: (_, { fields }, onEvent, signal) => {
        const name = fields?.['metadata.name'] ?? '';
        this.watched.push(name);
        signal.addEventListener('abort', () => this.ended.push(name));
        this.onEvent = onEvent;
        const error = new ClusterError('forbidden', say`You may not.`, say`Ask for it.`);
        onEvent(description ? { kind: 'interrupted', error } : { kind: 'all', objects: [object()] });
      },
      openApi: () => Promise.resolve(description as Record<string, unknown>),
    };
    this.connection = connection as ClusterConnection;
  }
}

function object(most = 10): KubernetesObject {
  const written = JSON.stringify(definitionObject()).replace('"default":10', `"default":${String(most)}`);
  return { ...(JSON.parse(written) as KubernetesObject), status: { secret: 'dragon' } };
}

/** The client's end of the wire. */
class Wire {
  readonly sent: ClusterDefinitionsParams[] = [];
  #onWanted: (params: { kinds: readonly KindName[] }) => void = () => undefined;
  readonly client = {
    onNotification: (_: string, handler: (params: { kinds: readonly KindName[] }) => void) => {
      this.#onWanted = handler;
      return { dispose: () => undefined };
    },
    sendNotification: (_: string, message: ClusterDefinitionsParams) => {
      this.sent.push(message);
      return Promise.resolve();
    },
    isRunning: () => true,
  } as unknown as Parameters<typeof answerWantedDefinitions>[0];

  want(...kinds: KindName[]): void {
    this.#onWanted({ kinds });
  }

  get last(): ClusterDefinitionsParams | undefined {
    return this.sent.at(-1);
  }
}

/** What is kept of one cluster. */
function keep(): KeptDefinitions & { readonly documents: Map<string, string> } {
  const documents = new Map<string, string>();
  let name = '';
  return {
    documents,
    read: (kinds) =>
      Promise.resolve({ cluster: name, documents: kinds.flatMap(({ kind }) => documents.get(kind) ?? []) }),
    connect: (cluster) => {
      name = cluster?.name ?? '';
      if (!cluster) documents.clear();
      return Promise.resolve();
    },
    write: ({ kind }, document) => {
      documents.set(kind, document);
      return Promise.resolve();
    },
  };
}

const documentsOf = async (wire: Wire, count: number) => {
  await until(
    () => wire.last?.documents.length === count,
    () => JSON.stringify(wire.last),
  );
  return wire.last?.documents.map((document) => JSON.parse(document) as Record<string, unknown>) ?? [];
};

function start(context: TestContext, { connection }: { readonly connection?: ClusterConnection }) {
  const [wire, kept] = [new Wire(), keep()];
  const now = { connection };
  const definitions = answerWantedDefinitions(wire.client, kept);
  const following = followDefinitions(definitions, () => now.connection);
  context.after(() => {
    following.dispose();
  });
  following.changed();
  return { wire, kept, now, following };
}

describe('definitions of the connected cluster', () => {
  test('are those of the kinds that are wanted, without what else stands in them', async (context) => {
    const cluster = new Cluster();
    const { wire } = start(context, cluster);
    assert.deepEqual(cluster.watched, []);
    wire.want({ apiVersion: 'other.example/v1', kind: 'Other' }, thing);
    const [definition] = await documentsOf(wire, 1);
    assert.deepEqual(cluster.watched, ['things.toy.example']);
    assert.equal(wire.last?.cluster, 'dev');
    assert.ok(!JSON.stringify(definition).includes('dragon'));
    assert.match(JSON.stringify(definition), /self\.size < self\.most/);
  });

  test('are told again when they change, and not any more when they go', async (context) => {
    const cluster = new Cluster();
    const { wire } = start(context, cluster);
    wire.want(thing);
    await documentsOf(wire, 1);
    cluster.onEvent({ kind: 'changed', object: object(20) });
    assert.match(wire.last?.documents[0] ?? '', /"default":20/);
    cluster.onEvent({ kind: 'deleted', object: object(20) });
    assert.deepEqual(await documentsOf(wire, 0), []);
  });

  test('come when the kind is installed after the file was opened', async (context) => {
    const cluster = new Cluster();
    cluster.isInstalled = false;
    const { wire } = start(context, cluster);
    wire.want(thing);
    await documentsOf(wire, 0);
    cluster.isInstalled = true;
    assert.equal((await documentsOf(wire, 1)).length, 1);
  });

  test('are not followed any more when nobody wants them, or nothing is connected', async (context) => {
    const cluster = new Cluster();
    const { wire, now, following } = start(context, cluster);
    wire.want(thing);
    await documentsOf(wire, 1);
    wire.want();
    assert.deepEqual(await documentsOf(wire, 0), []);
    assert.deepEqual(cluster.ended, ['things.toy.example']);
    wire.want(thing);
    await documentsOf(wire, 1);
    Object.assign(now, { connection: undefined });
    following.changed();
    await until(
      () => wire.last?.cluster === '',
      () => JSON.stringify(wire.last),
    );
    assert.deepEqual(wire.last?.documents, []);
    assert.equal(cluster.ended.length, 2);
  });

  test('come from the description of the API server where they may not be read', async (context) => {
    const schema = {
      'x-kubernetes-group-version-kind': [{ group: 'toy.example', version: 'v1', kind: 'Thing' }],
      type: 'object',
      properties: {
        apiVersion: { type: 'string' },
        metadata: { allOf: [{ $ref: '#/components/schemas/io.k8s.meta' }] },
        spec: { type: 'object' },
      },
    };
    const other = {
      ...schema,
      'x-kubernetes-group-version-kind': [{ group: 'toy.example', version: 'v1', kind: 'ThingList' }],
    };
    const { wire } = start(context, new Cluster({ components: { schemas: { other, schema } } }));
    wire.want(thing);
    const [definition] = await documentsOf(wire, 1);
    assert.deepEqual(definition, {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'things.toy.example' },
      spec: {
        group: 'toy.example',
        names: { kind: 'Thing', plural: 'things' },
        scope: 'Namespaced',
        versions: [
          {
            ...{ name: 'v1', served: true, storage: true },
            schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object' } } } },
          },
        ],
      },
    });
  });

  test('are those that were kept until a cluster is connected', async (context) => {
    const { wire, kept, now, following } = start(context, {});
    await kept.connect({ name: 'dev', server: 'https://dev' });
    await kept.write(thing, '{"kept":true}');
    wire.want(thing);
    assert.deepEqual(await documentsOf(wire, 1), [{ kept: true }]);
    Object.assign(now, { connection: new Cluster().connection });
    following.changed();
    await until(
      () => wire.last?.documents[0]?.includes('Thing') === true,
      () => JSON.stringify(wire.last),
    );
    assert.equal(kept.documents.get('Thing'), wire.last?.documents[0]);
  });
});
