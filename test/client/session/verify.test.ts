import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { KubernetesObject } from '../../../client/cluster/connection.ts';
import { ClusterError } from '../../../client/cluster/errors.ts';
import { countProblems, renderReport } from '../../../client/session/report.ts';
import { verify } from '../../../client/session/verify.ts';
import type { ProbedDatabase } from '../../../client/session/verify.ts';
import type { DatabaseAccess, HealthLine, Need, Recipe } from '../../../schemas/contract/index.ts';
import { cronJobs, persistentVolumeClaims, pods, secrets } from '../../../schemas/vocabulary/objectTypes.ts';
import { inertEnglish, render } from '../../../schemas/vocabulary/render.ts';
import { foreign, isSaid, say } from '../../../schemas/vocabulary/say.ts';
import { standIn, toyMembers, toyPod, toyTarget } from './support.ts';
import type { StandIn, StandInOptions } from './support.ts';
import { plainText } from '../../support/plainText.ts';
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

type StandInObjects = NonNullable<StandInOptions['objects']>;

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
  return all.filter(({ state }) => state === 'bad').map(({ title, text }) => `${render(title)}: ${plainText(text)}`);
}

describe('verify', () => {
  test('of a healthy cluster every line is good, and no value of a Secret is in the report', async () => {
    const found = await lines(healthy());
    assert.deepEqual([...new Set(found.map(({ state }) => state))], ['good']);
    assert.deepEqual(
      found.map(({ title }) => render(title)),
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
    assert.match(
      bad(await lines(healthy(), { live: going }))[0] ?? '',
      /is being deleted: that was asked for on 1 January 2026/,
    );
  });

  test('no primary is said, and the pods are listed all the same', async () => {
    const cluster = standIn({ objects: [[pods, toyPod('shop-1', 'replica')]] });
    const found = await lines(cluster, { recipe: { access: undefined as never } });
    assert.match(bad(found)[0] ?? '', /^Primary: shop in namespace shop has no primary/);
    assert.ok(found.some(({ title }) => render(title) === 'Pod shop-1'));
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
      ...{ object: { ...secrets, name }, keys, purpose: say`credentials`, remedy: say`Create it.` },
    });
    const needs = [need('shop-seller', ['password']), need('shop-seller', ['user']), need('other', [])];
    const found = (await lines(healthy(), { recipe: { needs } })).filter(({ title }) =>
      render(title).startsWith('Secret'),
    );
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
    const hidden = (await lines(cluster, { recipe: { needs } })).filter(({ title }) =>
      render(title).startsWith('Secret'),
    );
    assert.deepEqual([...new Set(hidden.map(({ state }) => state))], ['unknown']);
  });

  test('a Secret that is among the needed objects is not reported twice, what is odd about it is', async () => {
    const needs = [
      {
        object: { ...secrets, name: 'shop-seller' },
        keys: ['password'],
        purpose: say`credentials`,
        remedy: say`Create it.`,
      },
    ];
    const titles = (found: readonly HealthLine[]) => found.map(({ title }) => render(title));
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
    const line = found.find(({ title }) => render(title) === 'Connection as seller');
    assert.ok(line?.remedy);
    assert.deepEqual(
      [line.state, render(line.text), render(line.remedy)],
      ['bad', 'The password is wrong.', 'Read the Secret.'],
    );
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
  const section = (lines: readonly HealthLine[]) => ({ title: say`Pods`, lines });

  test('counts problems', () => {
    const line = (state: HealthLine['state']): HealthLine => ({ title: say`a`, state, text: say`b` });
    assert.equal(render(countProblems([section([line('good'), line('note')])])), 'no problem found');
    assert.equal(render(countProblems([section([line('bad')])])), '1 problem');
    assert.equal(
      render(countProblems([section([line('bad')]), section([line('bad'), line('unknown')])])),
      '2 problems',
    );
  });

  test('what comes from a cluster is no markup: links, HTML, tables and line breaks', () => {
    const text = '[click](command:evil) <script>\n# title | cell';
    const table = [['Pod'], ['a|b']];
    const line = { title: say`a*b`, text: foreign(text), remedy: say`Run \`kubectl get pod a|b\`.` };
    const report = {
      ...{ title: say`Toy shop`, summary: say`x` },
      sections: [{ ...section([{ ...line, state: 'bad' }]), table }],
    };
    const { markdown: page } = renderReport(report, inertEnglish);
    assertNothingLive(page, { blocks: ['heading', 'table'] });
    assert.match(page, /\*\*a\\\*b\*\*/);
    assert.match(page, /^\| a\\\|b \|$/m);
    assert.doesNotMatch(page, /^# title/m);
  });
});

describe('what stands beside the databases', () => {
  const primary = { ...toyPod('shop-0', 'master') };
  const withPrimary = (...objects: StandInObjects): StandIn => standIn({ objects: [[pods, primary], ...objects] });
  const silent = { access, needs: [] };
  const linesOf = async (cluster: StandIn, recipe: Partial<Recipe>, probe?: () => Promise<ProbedDatabase>) =>
    (await lines(cluster, { recipe: { ...silent, ...recipe }, ...(probe ? { probe } : {}) })).map(
      ({ state, title, text }) => `${state} ${render(title)}: ${plainText(text)}`,
    );

  test('pods of a companion, and none where there has to be one', async () => {
    const api = { ...toyPod('api-1', 'x'), metadata: { name: 'api-1', namespace: 'shop', labels: { app: 'api' } } };
    const found = await linesOf(withPrimary([pods, api]), {
      companions: [
        { title: say`API`, labels: { app: 'api' }, needed: true },
        { title: say`Watcher`, labels: { app: 'watcher' }, needed: true },
        { title: say`Pooler`, labels: { app: 'pooler' } },
      ],
    });
    assert.deepEqual(
      found.filter((line) => /API|Watcher|Pooler/.test(line)),
      ['good API, pod api-1: Running, ready, on node-1', 'bad Watcher: no pod is there'],
    );
  });

  test('a CronJob by its last run', async () => {
    const job = (name: string, status: object, spec: object = {}) =>
      [cronJobs, { metadata: { name, namespace: 'shop' }, spec, status }] as const;
    const at = (hour: number) => `2026-01-01T0${String(hour)}:00:00Z`;
    const scheduled = ['fresh', 'fine', 'late', 'running', 'suspended', 'gone'].map((name) => ({
      title: say`${name}`,
      name,
    }));
    const cluster = withPrimary(
      job('fresh', {}),
      job('fine', { lastScheduleTime: at(1), lastSuccessfulTime: at(2) }),
      job('late', { lastScheduleTime: at(3), lastSuccessfulTime: at(2) }),
      job('running', { lastScheduleTime: at(3), active: [{ name: 'a' }] }),
      job('suspended', {}, { suspend: true }),
    );
    const found = await linesOf(cluster, { scheduled });
    assert.deepEqual(found.slice(-6), [
      'note fresh: has not run yet',
      'good fine: last success on 1 January 2026',
      'bad late: the last run, on 1 January 2026, did not succeed; the last that did ended on 1 January 2026',
      'note running: runs; it began on 1 January 2026',
      'note suspended: suspended',
      'bad gone: CronJob gone does not exist',
    ]);
  });

  test('what a program in the primary prints, with the meaning of a line that is known', async () => {
    const cluster = withPrimary();
    const lookup = (title: string) => ({
      title: say`${title}`,
      command: ['look', title],
      remedy: say`Look elsewhere.`,
    });
    cluster.onExec = ({ command: [, what = ''], stdout, stderr }) => {
      if (what === 'fine') stdout.write('base_1 password=hunter2\nbase_2');
      if (what === 'bad') stderr?.write('The store says NO WAY.\n');
      return what === 'bad' ? 1 : 0;
    };
    const target = toyTarget(
      cluster.connection,
      {
        ...{ members: [toyMembers], access, lookups: ['fine', 'empty', 'bad'].map(lookup) },
        knownLines: [{ text: 'no way', meaning: say`The key is wrong.` }],
      },
      { live },
    );
    const options = {
      probe: () => Promise.resolve(answers),
      tell: () => undefined,
      signal: new AbortController().signal,
    };
    const [fine, empty, bad] = (await verify(target, options)).sections.slice(-3);
    assert.deepEqual(
      fine?.table?.map((row) => row.map((cell) => (isSaid(cell) ? render(cell) : cell))),
      [['fine'], ['base_1 password=***'], ['base_2']],
    );
    assert.deepEqual([empty?.lines[0]?.state, empty?.table?.length], ['note', 1]);
    const [line] = bad?.lines ?? [];
    assert.deepEqual([line?.state, line?.remedy && render(line.remedy)], ['bad', 'The key is wrong.']);
    assert.ok(cluster.calls.includes('exec shop/shop-0 look fine'));
  });

  test('an archive that fails, and a server that is too old', async () => {
    const probe = (more: Partial<ProbedDatabase>) => () => Promise.resolve({ ...answers, ...more });
    const archive = async (state: ProbedDatabase['archive']) =>
      (await linesOf(withPrimary(), {}, probe(state ? { archive: state } : {}))).filter((line) =>
        line.includes('Archive'),
      );
    assert.deepEqual(await archive(undefined), []);
    assert.deepEqual(await archive({ archived: 'noon' }), ['good Archive of WAL: last file noon']);
    assert.deepEqual(await archive({ failed: 'one', archived: 'noon' }), [
      'bad Archive of WAL: fails, the last time one; last file noon',
    ]);
    const old = await linesOf(
      withPrimary(),
      { access: { ...access, oldestServer: 12 } },
      probe({ version: 'PostgreSQL 11.22' }),
    );
    assert.ok(old.includes('bad Version: the server is older than PostgreSQL 12'));
    const newer = await linesOf(
      withPrimary(),
      { access: { ...access, oldestServer: 12 } },
      probe({ version: 'PostgreSQL 17.1' }),
    );
    assert.ok(!newer.some((line) => line.includes('Version')));
  });
});
