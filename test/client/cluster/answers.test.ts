import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { after, describe, it } from 'node:test';
import type { ClusterConnection, KubernetesObject, WatchEvent } from '../../../client/cluster/connection.ts';
import { ClusterError, isClusterError } from '../../../client/cluster/errors.ts';
import { configMaps, pods, secrets } from '../../../schemas/vocabulary/objectTypes.ts';
import { fc } from '../../support/fastCheck.ts';
import { until } from '../../support/until.ts';
import { localApiServer, type LocalApiServer } from './localApiServer.ts';

const map = { ...configMaps, name: 'x', namespace: 'web', uid: 'u' };
const target = { namespace: 'web', pod: 'p' };

/** Everything that asks for an answer. */
const questions: Readonly<Record<string, (connection: ClusterConnection) => Promise<unknown>>> = {
  read: (connection) => connection.read(map),
  list: (connection) => connection.list(pods),
  'list of Secrets': (connection) => connection.list(secrets, { everyNamespace: true }),
  serves: (connection) => connection.serves(pods),
  typeOf: (connection) => connection.typeOf('acid.zalan.do/v1', 'postgresql'),
  create: (connection) => connection.create(configMaps, {}),
  patch: (connection) => connection.patch(map, {}),
  apply: (connection) => connection.apply(map, {}),
  delete: (connection) => connection.delete(map),
  can: (connection) => connection.can({ verb: 'get', group: '', plural: `p${String(asked++)}` }),
};
/** Answers about permissions are kept, so each is about another one. */
let asked = 0;

const metadata = {
  ...{ name: 'x', namespace: 'web', uid: 'u', resourceVersion: '1', creationTimestamp: '2026-01-01T00:00:00Z' },
  ...{ labels: { a: 'b' }, annotations: { c: 'd' }, finalizers: ['f'] },
  ownerReferences: [{ kind: 'K', name: 'n', uid: 'u' }],
};
const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { a: 'b' } };
const right: readonly unknown[] = [
  object,
  { kind: 'List', metadata: { resourceVersion: '5', continue: '' }, items: [object, object] },
  { resources: [{ name: 'pods', kind: 'Pod', namespaced: true }] },
  { status: { allowed: true } },
];

/** A right answer of which something is replaced, or anything at all. */
const nearlyRight = fc
  .tuple(fc.constantFrom(...right), fc.nat(), fc.oneof(fc.jsonValue(), fc.constantFrom(null, 5, 'x', [], [null], {})))
  .map(([answer, where, value]) => {
    const places = placesIn(answer);
    return replaced(answer, places[where % places.length] ?? [], value);
  });
const anyAnswer = fc.oneof(
  fc.jsonValue().map((value) => JSON.stringify(value)),
  nearlyRight.map((value) => JSON.stringify(value)),
  fc.tuple(fc.constantFrom(...right), fc.nat(200)).map(([value, end]) => JSON.stringify(value).slice(0, end)),
  fc.constantFrom('', '<html>Sign in</html>', 'null', '{"items":5}', '{"resources":[null]}', '{"metadata":null}', '[]'),
);

describe('whatever a server answers', () => {
  let answer = '';
  let status = 200;
  let local: Promise<LocalApiServer> | undefined;
  const endings: (() => void)[] = [];
  after(() => {
    for (const end of endings) end();
  });
  const server = (): Promise<LocalApiServer> =>
    (local ??= localApiServer(
      { after: (end) => void endings.push(end as () => void) },
      { http: (_, response) => void response.writeHead(status).end(answer) },
    ));

  for (const [name, ask] of Object.entries(questions))
    it(`${name} is answered in its own shape, or fails with a ClusterError`, async () => {
      const { connection } = await server();
      await fc.assert(
        fc.asyncProperty(
          anyAnswer,
          fc.constantFrom(200, 200, 200, 201, 400, 403, 404, 409, 422, 500),
          async (text, code) => {
            [answer, status] = [text, code];
            try {
              checkShape(await ask(connection));
            } catch (error) {
              if (!isClusterError(error)) throw error;
              assert.ok(error.message !== '' && error.remedy !== '');
            }
          },
        ),
        { numRuns: 150 },
      );
    });

  it('nothing of another shape is taken for an answer', async () => {
    const { connection } = await server();
    const wrong: readonly (readonly [string, readonly unknown[]])[] = [
      ['read', [null, [], 5, 'x', {}, { metadata: null }, { metadata: { name: 5 } }]],
      ['read', [{ metadata: { ...metadata, labels: [] } }, { metadata: { ...metadata, finalizers: 'x' } }]],
      [
        'list',
        [null, { items: 5 }, { items: [null] }, { items: [{}] }, { metadata: 5 }, { metadata: { continue: 5 } }],
      ],
      ['serves', [null, { resources: [null] }, { resources: {} }, { resources: [{ name: 5 }] }]],
      ['typeOf', [null, { resources: [null] }, { resources: [{ name: 'x', kind: 5 }] }]],
      ['can', [null, {}, { status: null }, { status: { allowed: 'true' } }]],
      ['create', [null, {}]],
      ['patch', [null, {}]],
      ['delete', [null, []]],
    ];
    status = 200;
    for (const [name, answers] of wrong) {
      for (const each of answers) {
        answer = JSON.stringify(each);
        await assert.rejects(
          questions[name]!(connection),
          (error) => isClusterError(error, 'bad-answer'),
          `${name}: ${answer}`,
        );
      }
    }
  });

  it('what Go writes for nothing is nothing', async () => {
    const { connection } = await server();
    status = 200;
    const empty = { name: 'x', creationTimestamp: null, labels: null, annotations: null, finalizers: null };
    answer = JSON.stringify({ kind: null, metadata: empty, data: null });
    assert.deepEqual(await connection.read(map), { metadata: { name: 'x' }, data: null });
    answer = JSON.stringify({ metadata: {}, items: null });
    assert.deepEqual(await connection.list(pods), []);
  });
});

describe('whatever comes in a stream', () => {
  it('a watch tells of objects, and of errors that are ClusterErrors', async (t) => {
    const lines = fc.sample(anyLine, { numRuns: 300, seed: 1 });
    let sent = 0;
    const { connection } = await localApiServer(t, {
      http({ query }, response) {
        if (!query.has('watch')) return void response.end('{"metadata":{"resourceVersion":"1"},"items":[]}');
        // A wrong line ends the watch, so each has one of its own; the pauses between them are those of a real one.
        const some = sent === 0 ? lines.filter((line) => !isWrong(line)) : [lines.find(isWrong) ?? ''];
        sent++;
        response.writeHead(200).write(`${some.join('\n')}\n`);
      },
    });
    const controller = new AbortController();
    t.after(() => {
      controller.abort();
    });
    const seen: WatchEvent[] = [];
    connection.watch(pods, {}, (event) => seen.push(event), controller.signal);
    await until(() => seen.some(({ kind }) => kind === 'interrupted') || sent > 2);
    for (const event of seen) {
      if (event.kind === 'interrupted') assert.ok(event.error instanceof ClusterError);
      else if (event.kind !== 'all') checkShape(event.object);
    }
    assert.ok(seen.length > 1);
  });

  it('a program in a pod ends with a number or a ClusterError', async (t) => {
    let status = '';
    const { connection } = await localApiServer(t, {
      socket(socket) {
        socket.send(Buffer.from(`\u0003${status}`));
        socket.close(1000);
      },
    });
    const cause = fc.record({
      reason: fc.constantFrom('ExitCode', 5, null),
      message: fc.constantFrom('3', 'x', null, {}),
    });
    const failure = fc.record({
      status: fc.constantFrom('Failure', 'Success', null, 5),
      message: fc.constantFrom('it ended', null, []),
      details: fc.oneof(fc.constant(null), fc.record({ causes: fc.oneof(fc.constant(5), fc.array(fc.option(cause))) })),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.json(),
          failure.map((value) => JSON.stringify(value)),
          fc.string(),
        ),
        async (text) => {
          status = text;
          const running = connection.exec({ ...target, container: 'c', command: ['x'], stdout: new PassThrough() });
          const ended: unknown = await running.catch((error: unknown) => error);
          assert.ok(typeof ended === 'number' || isClusterError(ended), String(ended));
        },
      ),
      { numRuns: 100 },
    );
  });
});

const anyLine = fc.oneof(
  fc.json(),
  fc
    .tuple(fc.constantFrom('ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK'), nearlyRight)
    .map(([type, value]) => JSON.stringify({ type, object: value })),
);

/** As far as this test goes: no map with a type and an object. */
function isWrong(line: string): boolean {
  const value = JSON.parse(line) as { type?: unknown; object?: { metadata?: { labels?: unknown } } | null } | null;
  return typeof value?.type !== 'string' || typeof value.object !== 'object';
}

/** What the types of an answer promise. */
function checkShape(found: unknown): void {
  if (typeof found === 'boolean' || found === undefined) return;
  if (Array.isArray(found)) {
    for (const each of found) checkObject(each as KubernetesObject);
  } else if ('plural' in (found as object)) {
    assert.equal(typeof (found as { plural: unknown }).plural, 'string');
  } else {
    checkObject(found as KubernetesObject);
  }
}

function checkObject({ apiVersion = '', kind = '', metadata: about }: KubernetesObject): void {
  const { namespace = '', uid = '', resourceVersion = '', creationTimestamp = '', deletionTimestamp = '' } = about;
  for (const text of [
    apiVersion,
    kind,
    about.name,
    namespace,
    uid,
    resourceVersion,
    creationTimestamp,
    deletionTimestamp,
  ])
    assert.equal(typeof text, 'string');
  const { labels = {}, annotations = {}, finalizers = [], ownerReferences = [] } = about;
  for (const text of [...Object.values(labels), ...Object.values(annotations), ...finalizers])
    assert.equal(typeof text, 'string');
  for (const owner of ownerReferences) assert.equal(typeof owner.uid, 'string');
}

type Path = readonly (string | number)[];

function placesIn(value: unknown): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [[]];
  const inside = Object.entries(value).flatMap(([key, each]) => placesIn(each).map((path) => [key, ...path]));
  return [[], ...inside];
}

function replaced(value: unknown, [step, ...rest]: Path, by: unknown): unknown {
  if (step === undefined) return by;
  const copy: unknown = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  const at = copy as Record<string | number, unknown>;
  at[step] = replaced(at[step], rest, by);
  return copy;
}
