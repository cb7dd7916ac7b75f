import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ClusterConnection, KubernetesObject, ListQuery } from '../../client/cluster/connection.ts';
import { ClusterError } from '../../client/cluster/errors.ts';
import { readOperators, tellClusterOperators } from '../../client/clusterOperators.ts';
import type { Labels, ObjectType } from '../../schemas/contract/index.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { serviceWith } from '../support/manifests.ts';

type Objects = Readonly<Record<string, readonly KubernetesObject[]>>;

/** Lists objects of a kind by namespace and labels, as the API server does. */
function connectionTo(objects: Objects, forbidden: readonly string[] = [], release?: string): ClusterConnection {
  const connection: Partial<ClusterConnection> = {
    context: 'dev',
    namespace: 'home',
    release: () =>
      forbidden.includes('release')
        ? Promise.reject(new ClusterError('forbidden', say`No.`, say`Ask for it.`))
        : Promise.resolve(release),
    list({ kind }: ObjectType, { namespace, everyNamespace, labels }: ListQuery = {}) {
      if (forbidden.includes(kind))
        return Promise.reject(new ClusterError('forbidden', say`You may not list ${kind}s.`, say`Ask for it.`));
      const isThere = ({ metadata }: KubernetesObject) =>
        (everyNamespace === true || metadata.namespace === namespace) && has(metadata.labels, labels);
      return Promise.resolve((objects[kind] ?? []).filter(isThere));
    },
  };
  return connection as ClusterConnection;
}

function has(labels: Labels = {}, wanted: Labels = {}): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

const selector: Labels = { 'app.kubernetes.io/name': 'postgres-operator' };

function operatorPod(namespace = 'operators', labels: Labels = { ...selector, 'pod-template-hash': 'x1' }) {
  return { metadata: { name: 'postgres-operator-x1-abcde', namespace, labels } };
}

function deployment(tag: string, { name = 'postgres-operator', namespace = 'operators', matchLabels = selector } = {}) {
  const env = [{ name: 'PASSWORD', value: 'dragon' }];
  const image = `ghcr.io/zalando/postgres-operator:${tag}`;
  return {
    metadata: { name, namespace, labels: selector, annotations: { note: 'dragon' } },
    spec: {
      selector: { matchLabels },
      template: { spec: { containers: [{ name: 'postgres-operator', image, env }] } },
    },
  };
}

const read = (objects: Objects, forbidden?: readonly string[]) =>
  readOperators(connectionTo(objects, forbidden), new AbortController().signal);
const versions = async (objects: Objects, forbidden?: readonly string[]) =>
  serviceWith({}).operatorVersionsIn(await read(objects, forbidden));

describe('operators of a cluster', () => {
  test('are found by their pods, and the server reads their versions', async () => {
    assert.deepEqual(await versions({ Pod: [operatorPod()], Deployment: [deployment('v1.14.0')] }), {
      zalando: '1.14.0',
    });
  });

  test('come without their environment and annotations', async () => {
    const text = await read({ Pod: [operatorPod()], Deployment: [deployment('v1.14.0')] });
    assert.ok(text.includes('v1.14.0'));
    assert.ok(!text.includes('dragon'), text);
  });

  test('are not other Deployments beside them, nor such without pods', async () => {
    const other = deployment('v1.1.0', { name: 'other', matchLabels: { app: 'other' } });
    const all = deployment('v1.2.0', { name: 'all', matchLabels: {} });
    const idle = deployment('v1.3.0', { namespace: 'elsewhere' });
    const objects = { Pod: [operatorPod()], Deployment: [other, deployment('v1.14.0'), all, idle] };
    assert.deepEqual(await versions(objects), { zalando: '1.14.0' });
    assert.equal(await read({ Deployment: [deployment('v1.14.0')] }), '');
  });

  test('of two versions say nothing', async () => {
    const objects = {
      Pod: [operatorPod(), operatorPod('staging')],
      Deployment: [deployment('v1.14.0'), deployment('v1.15.1', { namespace: 'staging' })],
    };
    assert.equal((await read(objects)).split('---\n').length, 3);
    assert.deepEqual(await versions(objects), {});
  });

  test('come with the release of Kubernetes', async () => {
    const said = async (release: string, forbidden: readonly string[] = []) =>
      serviceWith({}).operatorVersionsIn(
        await readOperators(connectionTo({}, forbidden, release), new AbortController().signal),
      );
    assert.deepEqual(await said('v1.34.2'), { kubernetes: '1.34.2' });
    assert.deepEqual(await said('v1.33.5-gke.1080000'), { kubernetes: '1.33.5' });
    assert.deepEqual(await said('v1.32.9-eks-113cf36'), { kubernetes: '1.32.9' });
    assert.deepEqual(await said('nightly\n---\nkind: Secret'), {});
    assert.deepEqual(await said('v1.34.2', ['release']), {});
  });

  test('that may not be listed say nothing', async () => {
    const objects = { Pod: [operatorPod()], Deployment: [deployment('v1.14.0')] };
    assert.equal(await read(objects, ['Pod']), '');
    assert.equal(await read(objects, ['Deployment']), '');
  });
});

describe('the server', () => {
  const cluster = connectionTo({ Pod: [operatorPod()], Deployment: [deployment('v1.14.0')] });

  function setUp(isRunning = true) {
    const sent: string[] = [];
    const state = { isRunning, current: cluster as ClusterConnection | undefined };
    let listener: ((event: { newState: number }) => void) | undefined;
    const client = {
      isRunning: () => state.isRunning,
      sendNotification(method: string, { manifests }: { manifests: string }) {
        assert.equal(method, 'dbManifests/clusterOperators');
        sent.push(/v\d[\d.]*/.exec(manifests.replaceAll('/v1', ''))?.[0] ?? manifests);
        return Promise.resolve();
      },
      onDidChangeState(added: typeof listener) {
        listener = added;
        return { dispose: () => (listener = undefined) };
      },
    } as unknown as Parameters<typeof tellClusterOperators>[0];
    const operators = tellClusterOperators(client, () => state.current);
    return {
      operators,
      sent,
      state,
      start: () => listener?.({ newState: 2 }),
      stop: () => listener?.({ newState: 1 }),
    };
  }

  test('is told what there is, once, and when it has gone', async () => {
    const { operators, sent, state } = setUp();
    await operators.changed();
    await operators.changed();
    assert.deepEqual(sent, ['v1.14.0']);
    state.current = undefined;
    await operators.changed();
    await operators.changed();
    assert.deepEqual(sent, ['v1.14.0', '']);
  });

  test('is told nothing before anybody is connected', async () => {
    const { operators, sent, state, start } = setUp();
    state.current = undefined;
    await operators.changed();
    start();
    assert.deepEqual(sent, []);
  });

  test('is told again after a restart, and not while it is down', async () => {
    const { operators, sent, state, start, stop } = setUp(false);
    await operators.changed();
    assert.deepEqual(sent, []);
    state.isRunning = true;
    stop();
    assert.deepEqual(sent, []);
    start();
    assert.deepEqual(sent, ['v1.14.0']);
    operators.dispose();
    start();
    assert.equal(sent.length, 1);
  });

  test('is told of the last of two connections only', async () => {
    const { operators, sent, state } = setUp();
    const first = operators.changed();
    state.current = connectionTo({ Pod: [operatorPod()], Deployment: [deployment('v1.15.1')] });
    await Promise.all([first, operators.changed()]);
    assert.deepEqual(sent, ['v1.15.1']);
  });
});
