import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepLines } from '../../client/keepLines.ts';
import { redact, valuesIn } from '../../client/redact.ts';
import { counted, foreign, joined, say } from '../../schemas/vocabulary/say.ts';
import { hostileTexts } from '../support/hostileTexts.ts';
import '../support/editorStandIn.ts';
import { env, workspace } from '../support/vscodeStandIn.ts';

const { problemReport } = await import('../../client/reportProblem.ts');

test('nothing of what is called something stays, as a word of its own', () => {
  const names = ['prod-eu', 'web', 'shop', 'seller', 'a', '', 'shop'];
  const text = 'postgresql shop does not exist in namespace web (context prod-eu); seller@shop, website, a shop-0';
  const left = redact(text, names);
  assert.equal(
    left,
    'postgresql <name> does not exist in namespace <name> (context <name>); <name>@<name>, website, a <name>-0',
  );
});

test('addresses, hosts, users, paths, quoted values and secrets go without being known', () => {
  for (const secret of [
    'https://10.0.0.1:6443/api/v1?x=y',
    'postgresql://seller:hunter2@127.0.0.1:5432/shop',
    '192.168.7.1:5432',
    'fe80:0:0:1::7',
    'db.prod.example.com',
    'db-rw.shop.svc:5432',
    'jane.doe@example.com',
    '/home/jane/work/shop.yaml',
    String.raw`C:\Users\jane\shop.yaml`,
    '~/work/secret.txt',
    '"seller"',
    "'crm data'",
    'eyJhbGciOiJSUzI1NiJ9abc123',
    'AKIAIOSFODNN7EXAMPLE0',
    '6f1c2b1e-0d7f-4f0b-9a55-8d1f0a2b3c4d',
    'password: hunter2 and more',
    'PGPASSWORD=hunter2',
    'Authorization: Bearer abc.def',
    'Bearer abcdef',
  ]) {
    const left = redact(`Before ${secret} after`);
    const gone = secret.split(/[\s=]/).at(-1) ?? '';
    assert.ok(!left.includes(gone), `${secret}: ${left}`);
    assert.match(left, /^Before /);
  }
});

test('what helps stays: our own words, codes, versions, places in our code', () => {
  const line = '2026-03-01T10:00:00.000Z warn no-primary: There is no primary.';
  assert.equal(redact(line), line);
  assert.equal(
    redact('    at serve (/home/jane/.vscode/extensions/x.db-manifests-0.1.0/dist/cluster.cjs:12:345)'),
    '    at serve (dist/cluster.cjs:12:345)',
  );
  assert.equal(redact('Clusters: loaded in 57 ms.'), 'Clusters: loaded in 57 ms.');
});

test('what was said is known by its values', () => {
  const said = joined(
    [say`Pod ${'shop-0'} has ${3} restarts.`, counted(2, say`one`, say`of ${'web'}`), foreign('no pg_hba entry')],
    ' ',
  );
  assert.deepEqual(valuesIn(said), ['shop-0', 'web', 'no pg_hba entry']);
});

test('any text is redacted in little time, and into lines that do nothing', () => {
  for (const { what, text } of hostileTexts) {
    const started = process.cpuUsage();
    redact(`${text}\n`.repeat(20).slice(0, 20_000), [text]);
    const { user } = process.cpuUsage(started);
    assert.ok(user < 1_000_000, what);
  }
});

test('an output is what it was, and its last lines are kept', () => {
  const written: string[] = [];
  const channel = {
    ...{ name: 'Database Manifests', logLevel: 3 },
    warn: (text: string) => written.push(text),
    error: (text: unknown) => written.push(String(text)),
    appendLine: (text: string) => written.push(text),
    show: () => undefined,
  };
  const { output, lines } = keepLines(channel as never, 3);
  output.warn('one\ntwo');
  output.error(new Error('three'));
  output.appendLine('four');
  output.show();
  assert.equal(output.name, 'Database Manifests');
  assert.deepEqual(written, ['one\ntwo', 'Error: three', 'four']);
  assert.equal(lines().length, 3);
  assert.match(lines().at(-1) ?? '', /^\d{4}-\S+ info four$/);
});

test('a report has versions, settings by words of ours only, and the lines', () => {
  const configured: Readonly<Record<string, unknown>> = {
    'dbManifests.lenses': false,
    'dbManifests.kubeconfig': '/home/jane/.kube/prod',
    'dbManifests.protectedContexts': ['prod-.*', 'eu'],
    'dbManifests.rules': { 'zalando/user': 'off', 'of jane': 'off' },
    'dbManifests.trace.server': 'messages',
  };
  const original = { ...workspace };
  Object.assign(workspace, {
    getConfiguration: () => ({ inspect: (key: string) => ({ globalValue: configured[key], defaultValue: true }) }),
  });
  try {
    const properties = Object.fromEntries(Object.keys(configured).map((key) => [key, {}]));
    const packageJSON = {
      version: '0.1.0',
      contributes: {
        configuration: [
          { properties: { ...properties, 'dbManifests.trace.server': { enum: ['off', 'messages'] } } },
          { properties: { 'dbManifests.other': {} } },
        ],
      },
    };
    const report = problemReport({
      ...{ extension: { packageJSON } as never, names: () => ['shop'] },
      lines: () => ['warn missing: shop', 'warn ``` /home/jane/a'],
    });
    assert.match(report, /Database Manifests 0\.1\.0/);
    assert.match(report, /`dbManifests\.lenses`: false/);
    assert.match(report, /`dbManifests\.kubeconfig`: set\n/);
    assert.match(report, /`dbManifests\.protectedContexts`: set, 2 entries/);
    assert.match(report, /`dbManifests\.rules`: zalando\/user = off, 1 more/);
    assert.match(report, /`dbManifests\.trace\.server`: messages/);
    assert.match(report, /missing: <name>/);
    assert.doesNotMatch(report, /jane|prod|shop|dbManifests\.other/);
    assert.equal(report.split('```').length, 3);
    assert.ok(env.appName);
  } finally {
    Object.assign(workspace, original);
  }
});
