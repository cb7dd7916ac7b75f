import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KnownObject } from '../../../client/cluster/connection.ts';
import { isClusterError, type ClusterErrorCode } from '../../../client/cluster/errors.ts';
import { configMaps, pods, secrets, storageClasses } from '../../../schemas/vocabulary/objectTypes.ts';
import { until } from '../../support/until.ts';
import { json, localApiServer, status } from './localApiServer.ts';

const failsWith = (code: ClusterErrorCode) => (error: unknown) => isClusterError(error, code);
const item = (name: string): object => ({ metadata: { name } });
const map = (name: string): typeof configMaps & { name: string; namespace: string } => ({
  ...{ ...configMaps, name, namespace: 'web' },
});
const known = (name: string): KnownObject => ({ ...map(name), uid: 'u' });

describe('reading', () => {
  it('takes the namespace of the context where none is named, and none for what is in none', async (t) => {
    const { connection, received } = await localApiServer(t, { http: (_, response) => json(response, { items: [] }) });
    await connection.list(pods);
    await connection.list(pods, { namespace: 'web', labels: { a: 'b' }, fields: { 'metadata.name': 'x' } });
    await connection.list(pods, { everyNamespace: true });
    await connection.list(storageClasses);
    assert.deepEqual(
      received.map(({ path }) => path),
      [
        '/api/v1/namespaces/home/pods',
        '/api/v1/namespaces/web/pods',
        '/api/v1/pods',
        '/apis/storage.k8s.io/v1/storageclasses',
      ],
    );
    assert.equal(received[1]?.query.get('labelSelector'), 'a=b');
    assert.equal(received[1].query.get('fieldSelector'), 'metadata.name=x');
  });

  it('asks nothing where a label is none', async (t) => {
    const { connection, received } = await localApiServer(t, {});
    await assert.rejects(connection.list(pods, { labels: { app: 'a,b=c' } }), failsWith('refused'));
    assert.equal(received.length, 0);
  });

  it('reads every page, and says of each object what it is', async (t) => {
    const { connection, received } = await localApiServer(t, {
      http({ query }, response) {
        const page = Number(query.get('continue') ?? 0);
        json(response, {
          items: [item(`o${page}`)],
          metadata: page < 2 ? { continue: String(page + 1) } : {},
        });
      },
    });
    const found = await connection.list(configMaps);
    assert.deepEqual(
      found.map(({ kind, apiVersion, metadata }) => [kind, apiVersion, metadata.name]),
      [0, 1, 2].map((page) => ['ConfigMap', 'v1', `o${page}`]),
    );
    assert.deepEqual(new Set(received.map(({ query }) => query.get('limit'))), new Set(['500']));
  });

  it('begins again when pages have expired, in the end without pages', async (t) => {
    const { connection, received } = await localApiServer(t, {
      http({ query }, response) {
        if (query.has('continue')) status(response, 410, { message: 'expired', reason: 'Expired' });
        else if (query.has('limit')) json(response, { items: [item('a')], metadata: { continue: 'x' } });
        else json(response, { items: [item('a'), item('b')] });
      },
    });
    assert.deepEqual(
      (await connection.list(pods)).map(({ metadata }) => metadata.name),
      ['a', 'b'],
    );
    assert.equal(received.length, 5);
  });

  it('finds nothing of what the cluster does not know', async (t) => {
    const { connection } = await localApiServer(t, {});
    assert.deepEqual(await connection.list(pods), []);
    assert.equal(await connection.read(map('x')), undefined);
    assert.equal(await connection.serves(pods), false);
    assert.equal(await connection.delete(known('x')), false);
  });

  it('knows which types a version has', async (t) => {
    const { connection } = await localApiServer(t, {
      http: (_, response) => json(response, { resources: [{ name: 'pods' }, { name: 'secrets/status' }] }),
    });
    assert.equal(await connection.serves(pods), true);
    assert.equal(await connection.serves(secrets), false);
  });
});

describe('writing', () => {
  it('sends what is asked for', async (t) => {
    const { connection, received } = await localApiServer(t, { http: (_, response) => json(response, item('x')) });
    await connection.create(configMaps, { a: 1 }, { namespace: 'web', dryRun: true });
    await connection.patch(known('x'), { b: 2, metadata: { a: 1 } }, { subresource: 'status', resourceVersion: '7' });
    await connection.apply(known('x'), { c: 3 }, { force: true });
    await connection.apply({ ...map('x'), uid: null }, { c: 3 });
    await connection.delete(known('x'), { resourceVersion: '7', gracePeriod: 0, dryRun: true });
    const [create, merge, apply, fresh, remove] = received;
    assert.deepEqual(
      [create?.method, create?.path, create?.body],
      ['POST', '/api/v1/namespaces/web/configmaps', { a: 1 }],
    );
    assert.equal(create?.query.get('dryRun'), 'All');
    assert.deepEqual(
      [create.query.get('fieldManager'), merge?.query.get('fieldManager')],
      ['db-manifests-command', 'db-manifests-command'],
    );
    assert.equal(merge?.path, '/api/v1/namespaces/web/configmaps/x/status');
    assert.equal(merge.headers['content-type'], 'application/merge-patch+json');
    assert.equal(merge.query.has('fieldValidation'), false);
    assert.deepEqual(merge.body, { b: 2, metadata: { a: 1, uid: 'u', resourceVersion: '7' } });
    assert.equal(apply?.headers['content-type'], 'application/apply-patch+yaml');
    assert.deepEqual(apply.body, { c: 3, metadata: { uid: 'u' } });
    assert.deepEqual(fresh?.body, { c: 3, metadata: { resourceVersion: '1' } }, 'only if there is none');
    assert.deepEqual(Object.fromEntries(apply.query), {
      ...{ fieldManager: 'db-manifests', fieldValidation: 'Strict', force: 'true' },
    });
    assert.deepEqual(remove?.body, {
      ...{ kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: 'Background' },
      ...{ preconditions: { uid: 'u', resourceVersion: '7' }, gracePeriodSeconds: 0, dryRun: ['All'] },
    });
  });

  const conflict = { code: 409, reason: 'Conflict', message: 'the object has been modified' };
  const immutable = { field: 'metadata.uid', message: 'Invalid value: "u": field is immutable' };
  const taken = { field: '.spec.size', message: 'conflict with "kubectl" using v1' };
  for (const [title, answer, code] of [
    ['another version', conflict, 'changed'],
    ['another object', { code: 422, reason: 'Invalid', message: 'no', details: { causes: [immutable] } }, 'changed'],
    ["somebody else's fields", { ...conflict, details: { causes: [taken] } }, 'refused'],
    ['what is there already', { code: 409, reason: 'AlreadyExists', message: 'exists' }, 'refused'],
    ['a field that is wrong', { code: 422, reason: 'Invalid', message: 'no' }, 'refused'],
  ] as const)
    it(`tells ${title} from other refusals`, async (t) => {
      const { connection } = await localApiServer(t, { http: (_, response) => status(response, answer.code, answer) });
      await assert.rejects(connection.patch(known('x'), {}, { resourceVersion: '7' }), failsWith(code));
      await assert.rejects(connection.apply(known('x'), {}), failsWith(code));
    });

  it('leaves another object of the same name alone', async (t) => {
    const message =
      'Operation cannot be fulfilled: the UID in the precondition (a) does not match the UID in record (b).';
    const { connection } = await localApiServer(t, {
      http: (_, response) => status(response, 409, { reason: 'Conflict', message }),
    });
    assert.equal(await connection.delete(known('x')), false);
    assert.equal(await connection.delete(known('x'), { resourceVersion: '7' }), false);
    await assert.rejects(connection.patch(known('x'), {}), failsWith('changed'));
  });

  it('deletes no object that has changed', async (t) => {
    const message = 'Operation cannot be fulfilled: the ResourceVersion in the precondition (1) does not match (2).';
    const { connection } = await localApiServer(t, {
      http: (_, response) => status(response, 409, { reason: 'Conflict', message }),
    });
    await assert.rejects(connection.delete(known('x'), { resourceVersion: '7' }), failsWith('changed'));
  });

  it('passes warnings on', async (t) => {
    const { connection } = await localApiServer(t, {
      http(_, response) {
        response.setHeader('Warning', ['299 - "unknown field \\"spec.a\\""', '299 - "deprecated, soon gone"']);
        json(response, item('x'));
      },
    });
    const heard: string[] = [];
    await connection.create(configMaps, {}, { onWarning: (warning) => heard.push(warning) });
    assert.deepEqual(heard, ['unknown field "spec.a"', 'deprecated, soon gone']);
  });
});

describe('a request', () => {
  it('is sent once more with new credentials, and only once', async (t) => {
    const fine = await localApiServer(t, {
      http({ headers }, response) {
        if (headers.authorization === 'Bearer new') json(response, item('x'));
        else status(response, 401, { message: 'Unauthorized' });
      },
    });
    assert.equal((await fine.connection.read(map('x')))?.metadata.name, 'x');
    assert.deepEqual(fine.logins, [false, true]);
    const never = await localApiServer(t, { http: (_, response) => status(response, 401, {}) });
    await assert.rejects(never.connection.read(map('x')), failsWith('unauthenticated'));
    assert.equal(never.received.length, 2);
  });

  it('waits where the server is busy and says for how long', async (t) => {
    let left = 2;
    const { connection, received } = await localApiServer(t, {
      http(_, response) {
        if (left-- > 0) status(response.setHeader('Retry-After', '0'), 429, { message: 'too many' });
        else json(response, item('x'));
      },
    });
    assert.equal((await connection.read(map('x')))?.metadata.name, 'x');
    assert.equal(received.length, 3);
  });

  it('gives up on a server that stays busy', async (t) => {
    const { connection, received } = await localApiServer(t, {
      http: (_, response) => status(response.setHeader('Retry-After', '0'), 503, { message: 'starting' }),
    });
    await assert.rejects(connection.read(map('x')), failsWith('unreachable'));
    assert.equal(received.length, 6);
  });

  it('does not hang on a server that accepts it and says nothing', async (t) => {
    const { connection } = await localApiServer(t, { http: () => undefined, patience: { read: 40, write: 40 } });
    await assert.rejects(connection.read(map('x')), failsWith('timeout'));
    await assert.rejects(connection.create(configMaps, {}), (error) => {
      return isClusterError(error, 'timeout') && error.message.includes('may have been done');
    });
  });

  it('does not hang on half an answer', async (t) => {
    const { connection } = await localApiServer(t, {
      http: (_, response) => void response.writeHead(200).write('{"items":'),
      patience: { read: 40, write: 40 },
    });
    await assert.rejects(connection.list(pods), failsWith('timeout'));
  });

  it('ends with its signal: before, while it waits, and in the middle of an answer', async (t) => {
    const { connection, received } = await localApiServer(t, {
      http({ path }, response) {
        if (path.endsWith('pods')) response.writeHead(200).write('{"items":');
      },
    });
    await assert.rejects(connection.list(pods, { signal: AbortSignal.abort() }), failsWith('cancelled'));
    assert.equal(received.length, 0);
    for (const type of [secrets, pods]) {
      const controller = new AbortController();
      const listing = connection.list(type, { signal: controller.signal });
      const before = received.length;
      void until(() => received.length > before).then(() => setTimeout(() => controller.abort(), 20));
      await assert.rejects(listing, failsWith('cancelled'));
    }
  });

  it('ends when the connection is closed', async (t) => {
    const { connection, received } = await localApiServer(t, { http: () => undefined });
    const reading = connection.read(map('x'));
    void until(() => received.length === 1).then(() => {
      connection.close();
    });
    await assert.rejects(reading, failsWith('cancelled'));
  });

  it('fails in words where something else answers', async (t) => {
    const { connection } = await localApiServer(t, { http: (_, response) => void response.end('<html>Hello</html>') });
    await assert.rejects(connection.list(pods), failsWith('bad-answer'));
  });
});

describe('permissions', () => {
  it('are asked for once, and again after a failure', async (t) => {
    let broken = true;
    const { connection, received } = await localApiServer(t, {
      http({ body }, response) {
        if (broken) {
          status(response, 500, {});
          return;
        }
        const { verb } = (body as { spec: { resourceAttributes: { verb: string } } }).spec.resourceAttributes;
        json(response, { status: { allowed: verb === 'get' } });
      },
    });
    const permission = { group: '', plural: 'pods', subresource: 'exec', namespace: 'web' } as const;
    await assert.rejects(connection.can({ ...permission, verb: 'get' }), failsWith('unreachable'));
    broken = false;
    assert.equal(await connection.can({ ...permission, verb: 'get' }), true);
    assert.equal(await connection.can({ ...permission, verb: 'get' }), true);
    assert.equal(await connection.can({ ...permission, verb: 'create' }), false);
    assert.equal(received.length, 3);
    assert.deepEqual((received[1]?.body as { spec: unknown }).spec, {
      resourceAttributes: { verb: 'get', group: '', resource: 'pods', subresource: 'exec', namespace: 'web' },
    });
  });
});

describe('logs', () => {
  it('come as whole lines, also where a character is cut in two', async (t) => {
    const { connection, received } = await localApiServer(t, {
      http(_, response) {
        const bytes = Buffer.from('grün\nhalf');
        response.writeHead(200).write(bytes.subarray(0, 3));
        setTimeout(() => response.end(bytes.subarray(3)), 20);
      },
    });
    const { signal } = new AbortController();
    const logs = await connection.logs({ namespace: 'web', pod: 'p', container: 'c', lastLines: 5, signal });
    const lines: unknown[] = [];
    for await (const line of logs) lines.push(line);
    assert.deepEqual(lines, ['grün\n', 'half\n']);
    assert.deepEqual(Object.fromEntries(received[0]!.query), { container: 'c', tailLines: '5' });
  });

  it('end without an error when nobody wants them any more', async (t) => {
    const { connection } = await localApiServer(t, {
      http: (_, response) => void response.writeHead(200).write('a\n'),
    });
    const controller = new AbortController();
    const logs = await connection.logs({
      ...{ namespace: 'web', pod: 'p', container: 'c', follow: true, signal: controller.signal },
    });
    const lines: unknown[] = [];
    for await (const line of logs) {
      lines.push(line);
      controller.abort();
    }
    assert.deepEqual(lines, ['a\n']);
  });

  it('say so when they break', async (t) => {
    const { connection } = await localApiServer(t, {
      http(_, response) {
        response.writeHead(200).write('a\n');
        setTimeout(() => response.destroy(), 20);
      },
    });
    const { signal } = new AbortController();
    const logs = await connection.logs({ namespace: 'web', pod: 'p', container: 'c', signal });
    await assert.rejects(async () => {
      for await (const line of logs) assert.equal(line, 'a\n');
    }, failsWith('stream'));
  });
});
