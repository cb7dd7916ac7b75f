import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { KubernetesObject } from '../../../client/cluster/connection.ts';
import { readCredentials } from '../../../client/session/credentials.ts';
import { findPrimary } from '../../../client/session/members.ts';
import { makeTarget, withLive } from '../../../client/session/resolveTarget.ts';
import type { Target } from '../../../client/session/target.ts';
import type { ObjectType } from '../../../schemas/contract/index.ts';
import { pods, secrets } from '../../../schemas/vocabulary/objectTypes.ts';
import { standIn } from './support.ts';
import type { StandIn } from './support.ts';

/** An operator that was told to name things otherwise, with Zalando's as the example. */

const type = (plural: string, kind: string): ObjectType => ({
  ...{ group: 'acid.zalan.do', version: 'v1', plural, kind, scope: 'Namespaced' },
});
const clusters = type('postgresqls', 'postgresql');
const configurations = type('operatorconfigurations', 'OperatorConfiguration');

const manifest = {
  ...{ apiVersion: 'acid.zalan.do/v1', kind: 'postgresql', metadata: { name: 'acid-shop', namespace: 'shop' } },
  spec: { teamId: 'acid', users: { seller: [] }, databases: { shop: 'seller' } },
};

function pod(labels: Readonly<Record<string, string>>): KubernetesObject {
  const status = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] };
  return { metadata: { name: 'acid-shop-0', namespace: 'shop', labels }, spec: { containers: [] }, status };
}

function secret(name: string): KubernetesObject {
  const data = { username: 'c2VsbGVy', password: 'czNjcmV0' };
  return { metadata: { name, namespace: 'shop' }, data };
}

function configure(kubernetes: Readonly<Record<string, unknown>>): KubernetesObject {
  return { metadata: { name: 'operator', namespace: 'operators' }, configuration: { kubernetes } };
}

function cluster(labels: Readonly<Record<string, string>>, configuration: KubernetesObject | undefined): StandIn {
  return standIn({
    objects: [
      [clusters, { ...manifest }],
      [pods, pod(labels)],
      ...(configuration ? [[configurations, configuration] as const] : []),
    ],
  });
}

async function live({ connection }: StandIn): Promise<Target> {
  const target = makeTarget(connection, manifest);
  assert.ok(target);
  return withLive(target);
}

function seller({ recipe }: Target): NonNullable<Target['recipe']['access']>['logins'][number] {
  const login = recipe.access?.logins.find(({ role }) => role === 'seller');
  assert.ok(login);
  return login;
}

const usual = { application: 'spilo', 'cluster-name': 'acid-shop', 'spilo-role': 'master' };

describe('an operator that is configured otherwise', () => {
  test('its configuration is not asked for where the usual labels find pods', async () => {
    const bed = cluster(usual, configure({ cluster_name_label: 'pg-cluster' }));
    assert.equal((await findPrimary(await live(bed))).pod, 'acid-shop-0');
    assert.ok(!bed.calls.some((call) => call.includes('operatorconfigurations')));
  });

  test('renamed labels find the primary', async () => {
    const labels = { application: 'spilo', 'pg-cluster': 'acid-shop', 'pg-role': 'master' };
    const configuration = configure({ cluster_name_label: 'pg-cluster', pod_role_label: 'pg-role' });
    assert.equal((await findPrimary(await live(cluster(labels, configuration)))).pod, 'acid-shop-0');
    await assert.rejects(
      live(cluster(labels, undefined)).then((target) => findPrimary(target)),
      { code: 'no-pod' },
    );
  });

  test('a Secret of another name is found though the labels are the usual ones', async () => {
    const bed = cluster(usual, configure({ secret_name_template: '{username}-of-{cluster}' }));
    bed.put(secrets, secret('seller-of-acid-shop'));
    const target = await live(bed);
    const { password, source } = await readCredentials(target, seller(target));
    assert.deepEqual([password, source?.name], ['s3cret', 'seller-of-acid-shop']);
  });

  test('where neither name is there, the usual one is missed', async () => {
    const bed = cluster(usual, configure({ secret_name_template: '{username}-of-{cluster}' }));
    const target = await live(bed);
    await assert.rejects(readCredentials(target, seller(target)), { code: 'missing-secret' });
  });

  test('who may not look at configurations goes without', async () => {
    const bed = cluster({ 'pg-cluster': 'acid-shop' }, configure({ cluster_name_label: 'pg-cluster' }));
    bed.forbid({ verb: 'list', plural: 'operatorconfigurations' });
    await assert.rejects(
      live(bed).then((target) => findPrimary(target)),
      { code: 'no-pod' },
    );
  });
});
