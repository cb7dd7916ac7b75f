import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { parseArguments } from '../../server/host/cli/arguments.ts';
import { runUpgrade } from '../../server/host/cli/runUpgrade.ts';
import { usage } from '../../server/host/cli/usage.ts';
import { dist } from '../support/fixtures.ts';
import { hostileTexts } from '../support/hostileTexts.ts';
import { assertInertTerminal } from '../support/inert.ts';

const temporary = realpathSync(mkdtempSync(path.join(tmpdir(), 'db-manifests-upgrade-')));
after(() => rmSync(temporary, { recursive: true, force: true }));

/** In this process: what it costs to start one is measured elsewhere. */
async function upgrade(args: readonly string[]) {
  const parsed = parseArguments(['upgrade', ...args]);
  if ('problem' in parsed) return { code: 2, output: '', errors: parsed.problem };
  assert.ok('upgrade' in parsed);
  let [output, errors] = ['', ''];
  const code = await runUpgrade(parsed.upgrade, dist, {
    stdin: (async function* () {})(),
    write: (text) => {
      output += text;
      return Promise.resolve();
    },
    complain: (sentence) => (errors += `${sentence}\n`),
    remark: (sentence) => (errors += `${sentence}\n`),
    untilInterrupted: () => Promise.resolve(),
    isTerminal: false,
    inColour: false,
  });
  return { code, output, errors };
}

function write(name: string, content: string): string {
  const file = path.join(temporary, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

const text = `apiVersion: acid.zalan.do/v1
kind: postgresql
metadata:
  name: acid-shop
spec:
  teamId: acid
  numberOfInstances: 1
  postgresql:
    version: "16"
    parameters: {password_encryption: md5}
  volume: {size: 10Gi}
  useLoadBalancer: true # for the office
`;
const file = write('shop.yaml', text);
const steps = ['--from', 'zalando=1.15', '--to', 'zalando=2.0'];

describe('upgrade', () => {
  test('text: a line each, what becomes of it first, and a summary', async () => {
    const { code, output, errors } = await upgrade([...steps, file]);
    const [line = '', summary] = output.split('\n');
    assert.ok(line.startsWith(`${file}:12:3: error schema/removed-field: Refused since zalando 2.0: `), line);
    assert.equal(summary, '1 file compared, Zalando Postgres Operator from 1.15 to 2.0: 1 refused.');
    assert.deepEqual([errors, code], ['', 1]);
  });

  test('JSON: what a program asks for stands by itself', async () => {
    const { output } = await upgrade([...steps, '--format', 'json', file]);
    const [change] = JSON.parse(output) as readonly Record<string, unknown>[];
    assert.deepEqual(
      [change?.['effect'], change?.['system'], change?.['from'], change?.['to'], change?.['since'], change?.['line']],
      ['refused', 'zalando', '1.15', '2.0', '2.0', 12],
    );
    assert.deepEqual(change?.['fixes'], ['Rename to `enableMasterLoadBalancer`']);
  });

  test('SARIF, annotations, pages and frames', async () => {
    const sarif = JSON.parse((await upgrade([...steps, '--format', 'sarif', file])).output) as {
      runs: { results: { ruleId: string; level: string }[] }[];
    };
    assert.deepEqual(
      sarif.runs[0]?.results.map(({ ruleId, level }) => [ruleId, level]),
      [['schema/removed-field', 'error']],
    );
    assert.match((await upgrade([...steps, '--format', 'github', file])).output, /^::error file=/);
    assert.match((await upgrade([...steps, '--format', 'pretty', file])).output, / {2}12 \| {3}useLoadBalancer: true/);
    const page = (await upgrade([...steps, '--format', 'markdown', file])).output;
    assert.match(page, /^# Before an upgrade\n\n- Zalando Postgres Operator from 1\.15 to 2\.0\n\n## Refused \(1\)\n/);
    assert.match(page, /- \[Line 12\]\(file:\/\/\/\S+shop\.yaml#L12\): /);
  });

  test('--fix mends what has one right answer, before the upgrade', async () => {
    const copy = write('fix/shop.yaml', text.replaceAll('\n', '\r\n'));
    const dry = await upgrade([...steps, '--fix', '--dry-run', copy]);
    assert.match(dry.output, /\+ {2}enableMasterLoadBalancer: true # for the office/);
    assert.deepEqual([dry.errors, dry.code], ['1 file would change.\n', 1]);
    const { errors } = await upgrade([...steps, '--fix', copy]);
    assert.equal(errors, '1 file changed.\n');
    assert.match(readFileSync(copy, 'utf8'), / {2}enableMasterLoadBalancer: true # for the office\r\n/);
  });

  test('nothing changes', async () => {
    const same = write('same.yaml', text.replace(/ {2}useLoad.*\n/, ''));
    const { code, output } = await upgrade([...steps, same]);
    assert.deepEqual(
      [code, output],
      [0, '1 file compared, Zalando Postgres Operator from 1.15 to 2.0: nothing changes.\n'],
    );
    const page = (await upgrade([...steps, '--format', 'markdown', same])).output;
    assert.match(page, /Nothing changes for what is written here/);
    assert.equal((await upgrade([...steps, '--format', 'json', same])).output, '[]\n');
  });

  test('what is solved is told and is no failure', async () => {
    const solved = write('solved.yaml', text.replace(/ {2}useLoad.*\n/, '').replace('"16"', '"18"'));
    const { code, output } = await upgrade([...steps, solved]);
    assert.match(output, /hint schema\/enum: Solved since zalando 2\.0: /);
    assert.equal(code, 0);
  });

  test('what runs is what the files say; where they do not, that is said', async () => {
    const unknown = await upgrade(['--to', 'zalando=2.0', file]);
    assert.match(
      unknown.errors,
      /^which version of Zalando Postgres Operator runs is not known, .*--from zalando=VERSION/,
    );
    assert.equal(unknown.code, 2);
    write(
      'known/operator.yaml',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: o}\nspec: {template: {spec: {containers: [{name: o, image: "zalando/postgres-operator:v1.14.0"}]}}}\n',
    );
    write('known/shop.yaml', text);
    const known = await upgrade(['--to', 'zalando=2.0', path.join(temporary, 'known')]);
    assert.match(known.output, /from 1\.14\.0 to 2\.0: 1 refused/);
  });

  for (const [args, problem] of [
    [['a.yaml'], /^nothing to upgrade to: write --to/],
    [['--to', 'zalando=2.0'], /^nothing to compare/],
    [['--to', 'oracle=2.0', 'a.yaml'], /^--to oracle=2\.0: there is no system "oracle"; choose .*zalando/],
    [['--to', 'zalando', 'a.yaml'], /^--to zalando=: write a version behind it, one of 1\.0, /],
    [['--to', 'zalando=9.9', 'a.yaml'], /Zalando Postgres Operator 9\.9 is not known here; known are 1\.0, .*2\.0\./],
    [['--to', 'zalando=2.x', 'a.yaml'], /is not known here/],
    [['--from', 'zalando=2.0', '--to', 'zalando=1.15', 'a.yaml'], /leads to a later version than 2\.0/],
    [['--from', 'zalando=1.15', '--to', 'cloudnative-pg=1.30', 'a.yaml'], /not said what zalando is upgraded to/],
    [['--to', 'zalando=2.0', '--format', 'x', 'a.yaml'], /^--format x: choose /],
    [['--to', 'zalando=2.0', '--severity', 'x', 'a.yaml'], /^--severity x: choose /],
    [['--to', 'zalando=2.0', '--dry-run', 'a.yaml'], /^--dry-run/],
    [['--to', 'zalando=2.0', '--fix', '-'], /^--fix: standard input/],
  ] as const) {
    test(`wrong use: ${args.join(' ')}`, async () => {
      const { code, errors } = await upgrade(args);
      assert.match(errors, problem);
      assert.equal(code, 2);
    });
  }

  test('a file that is not there is said', async () => {
    const { code, errors } = await upgrade([...steps, path.join(temporary, 'gone.yaml')]);
    assert.match(errors, /gone\.yaml does not exist/);
    assert.equal(code, 2);
  });

  test('what strangers wrote does nothing', async () => {
    for (const { text: hostile } of hostileTexts) {
      const manifest = write('hostile.yaml', text.replace('acid-shop', JSON.stringify(hostile)));
      for (const format of ['text', 'json', 'pretty'])
        assertInertTerminal((await upgrade([...steps, '--format', format, manifest])).output);
    }
  });

  test('help has the systems and their versions', () => {
    assert.match(usage('upgrade'), /^ {2}zalando +1\.0 to 2\.0$/m);
    assert.match(usage(), /^ {2}upgrade PATH/m);
  });
});
