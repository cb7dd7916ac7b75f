import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { KubernetesObject } from '../../../client/cluster/connection.ts';
import { ClusterError } from '../../../client/cluster/errors.ts';
import { countProblems, renderReport } from '../../../client/session/report.ts';
import { verify } from '../../../client/session/verify.ts';
import type { ProbedDatabase } from '../../../client/session/verify.ts';
import type { DatabaseAccess, HealthLine, Need, Recipe } from '../../../schemas/contract/index.ts';
import { persistentVolumeClaims, pods, secrets } from '../../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { standIn, toyMembers, toyPod, toyTarget } from './support.ts';
import type { StandIn } from './support.ts';
import { plainText } from '../../../schemas/vocabulary/plainText.ts';
import { assertNothingLive } from '../../support/inert.ts';

const login = { role: 'seller', secret: { name: 'shop-seller', userKey: 'username', passwordKey: 'password' } };

const access: DatabaseAccess = {
  engine: 'postgresql',
  container: 'postgres',
  port: 5432,
  logins: [login],
  databases: ['shop'],
  tls: { mode: 'require' },
  localClient: ['psql'],
  readOnlySessions: 'kept' as const,
};

const live: KubernetesObject = { apiVersion: 'toy.example/v1', kind: 'Toy', metadata: { name: 'shop' } };
const answers: ProbedDatabase = { version: 'PostgreSQL 17.5', inRecovery: false, encrypted: true };

function withClaim(pod: KubernetesObject, claimName: string): KubernetesObject {
  const spec = pod['spec'] as object;
  return { ...pod, spec: { ...spec, volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }] } };
}

function secret(data: Readonly<Record<string, string>>): KubernetesObject {
  const encoded = Object.entries(data).map(([key, text]) => [key, Buffer.from(text).toString('base64')]);
  return { metadata: { name: 'shop-seller', namespace: 'shop' }, data: Object.fromEntries(encoded) as object };
}

function healthy(): StandIn {
  return standIn({
    objects: [
      [pods, withClaim(toyPod('shop-0', 'master'), 'data-shop-0')],
      [pods, toyPod('shop-1', 'replica')],
      [secrets, secret({ username: 'seller', password: 's3cret' })],
      [
        persistentVolumeClaims,
        {
          metadata: { name: 'data-shop-0', namespace: 'shop' },
          spec: { resources: { requests: { storage: '10Gi' } }, storageClassName: 'fast' },
          status: { phase: 'Bound', capacity: { storage: '10Gi' } },
        },
      ],
    ],
  });
}

interface Look {
  readonly recipe?: Partial<Recipe>;
  readonly live?: KubernetesObject | null;
  readonly probe?: () => Promise<ProbedDatabase>;
}

async function lines(cluster: StandIn, look: Look = {}): Promise<readonly HealthLine[]> {
  const { recipe = {}, probe = () => Promise.resolve(answers) } = look;
  const exists = look.live === null ? {} : { live: look.live ?? live };
  const target = toyTarget(cluster.connection, { members: [toyMembers], access, ...recipe }, exists);
  const options = { probe, tell: () => undefined, signal: new AbortController().signal };
  return (await verify(target, options)).sections.flatMap((section) => section.lines);
}

function bad(all: readonly HealthLine[]): readonly string[] {
  return all.filter(({ state }) => state === 'bad').map(({ title, text }) => `${title}: ${plainText(text)}`);
}

describe('verify', () => {
  test('of a healthy cluster every line is good, and no value of a Secret is in the report', async () => {
    const found = await lines(healthy());
    assert.deepEqual([...new Set(found.map(({ state }) => state))], ['good']);
    assert.deepEqual(
      found.map(({ title }) => title),
      [
        'Toy shop',
        'Primary',
        'Pod shop-0',
        'Pod shop-1',
        'Volume claim data-shop-0',
        'Credentials of seller',
        'Connection as seller',
        'Encryption',
        'Writes',
      ],
    );
    assert.doesNotMatch(JSON.stringify(found), /s3cret/);
  });

  test('a resource that was never applied, or is being deleted, is a problem', async () => {
    assert.match(bad(await lines(healthy(), { live: null }))[0] ?? '', /^Toy shop: does not exist in namespace shop/);
    const going = { ...live, metadata: { ...live.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } };
    assert.match(bad(await lines(healthy(), { live: going }))[0] ?? '', /is being deleted since 2026-01-01/);
  });

  test('no primary is said, and the pods are listed all the same', async () => {
    const cluster = standIn({ objects: [[pods, toyPod('shop-1', 'replica')]] });
    const found = await lines(cluster, { recipe: { access: undefined as never } });
    assert.match(bad(found)[0] ?? '', /^Primary: shop in namespace shop has no primary/);
    assert.ok(found.some(({ title }) => title === 'Pod shop-1'));
  });

  test('a pod that is not ready, a claim that waits and one that is not there are problems', async () => {
    const waiting = { metadata: { name: 'data-shop-0', namespace: 'shop' }, status: { phase: 'Pending' } };
    const cluster = standIn({
      objects: [
        [pods, withClaim(toyPod('shop-0', 'master', { ready: false }), 'data-shop-0')],
        [pods, withClaim(toyPod('shop-1', 'replica'), 'data-shop-1')],
        [persistentVolumeClaims, waiting],
      ],
    });
    const found = bad(await lines(cluster, { recipe: { access: undefined as never } }));
    assert.deepEqual(
      found.map((each) => each.split(':')[0]),
      ['Pod shop-0', 'Volume claim data-shop-0', 'Volume claim data-shop-1'],
    );
  });

  test('needed objects: there, without a key, not there, not to be seen', async () => {
    const need = (name: string, keys: readonly string[]): Need => ({
      ...{ object: { ...secrets, name }, keys, purpose: 'credentials', remedy: 'Create it.' },
    });
    const needs = [need('shop-seller', ['password']), need('shop-seller', ['user']), need('other', [])];
    const found = (await lines(healthy(), { recipe: { needs } })).filter(({ title }) => title.startsWith('Secret'));
    assert.deepEqual(
      found.map(({ state, text }) => [state, plainText(text)]),
      [
        ['good', 'has password; credentials'],
        ['bad', 'has no key user; credentials'],
        ['bad', 'does not exist; credentials'],
      ],
    );
    const cluster = healthy();
    cluster.forbid({ verb: 'get', plural: 'secrets' });
    const hidden = (await lines(cluster, { recipe: { needs } })).filter(({ title }) => title.startsWith('Secret'));
    assert.deepEqual([...new Set(hidden.map(({ state }) => state))], ['unknown']);
  });

  test('a Secret that is among the needed objects is not reported twice, what is odd about it is', async () => {
    const needs = [
      { object: { ...secrets, name: 'shop-seller' }, keys: ['password'], purpose: 'credentials', remedy: 'Create it.' },
    ];
    const titles = (found: readonly HealthLine[]) => found.map(({ title }) => title);
    assert.ok(!titles(await lines(healthy(), { recipe: { needs } })).includes('Credentials of seller'));
    const empty = standIn({ objects: [[pods, toyPod('shop-0', 'master')]] });
    assert.equal(
      bad(await lines(empty, { recipe: { needs } })).filter((each) => each.includes('shop-seller')).length,
      1,
    );
    const odd = healthy();
    odd.put(secrets, secret({ username: 'seller', password: 's3cret\n' }));
    assert.ok(titles(await lines(odd, { recipe: { needs } })).includes('Credentials of seller'));
  });

  test('what the connection fails with is a line with its remedy', async () => {
    const refuse = () =>
      Promise.reject(new ClusterError('database', say`The password is wrong.`, say`Read the Secret.`));
    const found = await lines(healthy(), { probe: refuse });
    const line = found.find(({ title }) => title === 'Connection as seller');
    assert.deepEqual([line?.state, line?.text, line?.remedy], ['bad', 'The password is wrong.', 'Read the Secret.']);
  });

  test('a line break at the end of a Secret is a remark, a server in recovery a problem unless it is a standby', async () => {
    const cluster = healthy();
    cluster.put(secrets, secret({ username: 'seller', password: 's3cret\n' }));
    const found = await lines(cluster, { probe: () => Promise.resolve({ ...answers, inRecovery: true }) });
    assert.ok(found.some(({ state, text }) => state === 'note' && plainText(text).includes('line break')));
    assert.match(bad(found)[0] ?? '', /^Writes: the server is in recovery/);
    const standby = await lines(healthy(), {
      recipe: { access: { ...access, readOnly: true } },
      probe: () => Promise.resolve({ ...answers, inRecovery: true }),
    });
    assert.deepEqual(bad(standby), []);
  });

  test('only a person who gives up ends it', async () => {
    const cancel = () => Promise.reject(new ClusterError('cancelled', say`Cancelled.`, say``));
    await assert.rejects(lines(healthy(), { probe: cancel }), { code: 'cancelled' });
  });
});

describe('report', () => {
  const section = (lines: readonly HealthLine[]) => ({ title: 'Pods', lines });

  test('counts problems', () => {
    const line = (state: HealthLine['state']): HealthLine => ({ title: 'a', state, text: 'b' });
    assert.equal(countProblems([section([line('good'), line('note')])]), 'no problem found');
    assert.equal(countProblems([section([line('bad')])]), '1 problem');
    assert.equal(countProblems([section([line('bad')]), section([line('bad'), line('unknown')])]), '2 problems');
  });

  test('what comes from a cluster is no markup: links, HTML, tables and line breaks', () => {
    const text = '[click](command:evil) <script>\n# title | cell';
    const table = [['Pod'], ['a|b']];
    const { markdown: page } = renderReport({
      ...{ title: 'Toy shop', summary: 'x' },
      sections: [{ ...section([{ title: 'a*b', state: 'bad', text, remedy: 'Run `kubectl get pod a|b`.' }]), table }],
    });
    assertNothingLive(page, { blocks: ['heading', 'table'] });
    assert.match(page, /\*\*a\\\*b\*\*/);
    assert.match(page, /^\| a\\\|b \|$/m);
    assert.doesNotMatch(page, /^# title/m);
  });
});
