import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertNothingLive, manuals } from '../../support/inert.ts';
import { asYamlScalar, hostileTexts } from '../../support/hostileTexts.ts';
import { readCursor, serviceWith, uri } from '../../support/manifests.ts';

const head = 'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: acid-demo\nspec:\n';

function hover(marked: string, options = {}) {
  const { text, position } = readCursor(marked);
  return serviceWith(text, options).hover(uri, position);
}
const textOf = (marked: string, options = {}) => hover(marked, options)?.text.markdown ?? '';
const text = (lines: string, options = {}) => textOf(head + lines, options);

describe('a hover', () => {
  test('on a key has path, type, help and manual, and covers the key', () => {
    const found = hover(`${head}  number$0OfInstances: 2\n`);
    assert.match(
      found?.text.markdown ?? '',
      /^\*\*`spec\.numberOfInstances`\*\* · integer · required\n\nPods: .*\n\n.{60}/,
    );
    assert.match(found?.text.markdown ?? '', /\[Manual\]\(https:/);
    assert.deepEqual(found?.range, { start: { line: 5, character: 2 }, end: { line: 5, character: 19 } });
  });

  test('on a value covers the value', () => {
    assert.deepEqual(hover(`${head}  teamId: ac$0id # why\n`)?.range, {
      start: { line: 5, character: 10 },
      end: { line: 5, character: 14 },
    });
  });

  test('on the value of several lines covers its first one', () => {
    const range = hover(`${head}  teamId: "a$0\n    b"\n`)?.range;
    assert.equal(range?.end.line, range?.start.line);
  });

  const cases: readonly (readonly [what: string, lines: string, found: RegExp])[] = [
    ['allowed values', '  postgresql:\n    ver$0sion: "17"\n', /Allowed: .*`16`, `17`/],
    ['since when', '  logicalBackup$0Schedule: "30 3 * * *"\n', /Since operator 1\.2/],
    [
      'a cron line in words, with its next runs',
      '  logicalBackupSchedule: "30 3 *$0 * *"\n',
      /Every day at 03:30.*Fri 2026-01-16 03:30, Sat 2026-01-17 03:30/,
    ],
    ['a quantity in bytes', '  volume:\n    size: 1$0Gi\n', /1 GiB = 1,073,741,824 bytes/],
    [
      'the Secret of a user',
      '  users:\n    sell$0er: []\n',
      /Secret `seller\.acid-demo\.credentials\.postgresql\.acid\.zalan\.do`.*keys `username`, `password`/,
    ],
    [
      'the roles of a prepared database',
      '  preparedDatabases:\n    f$0oo: {}\n',
      /Role `foo_owner`[^]*Role `foo_reader`/,
    ],
    [
      'a parameter of postgresql.conf',
      '  postgresql:\n    parameters:\n      max_conn$0ections: "100"\n',
      /max_connections`\*\* · .*restart/,
    ],
    ['a type of Kubernetes', '  tolerations:\n    - ef$0fect: NoSchedule\n', /`spec\.tolerations\[\]\.effect`/],
    ['an item of a list', '  users:\n    a:\n      - createdb$0\n', /spec\.users\.a/],
    ['what becomes of an old field', '  init_cont$0ainers: []\n', /Removed in operator 2\.0[^]*`initContainers`/],
  ];
  for (const [what, lines, found] of cases) test(`says ${what}`, () => assert.match(text(lines), found));

  test('says what a value of an enum means', () => {
    const tekton = (line: string) =>
      textOf(`apiVersion: operator.tekton.dev/v1alpha1\nkind: TektonResult\nspec:\n  ${line}\n`);
    assert.notEqual(tekton('db_sslmode: verify$0-full'), tekton('db_sslmode: dis$0able'));
  });

  test('works in an item of a List, and in a document behind a broken one', () => {
    assert.match(
      textOf(
        'apiVersion: v1\nkind: List\nitems:\n- apiVersion: acid.zalan.do/v1\n  kind: postgresql\n  spec:\n    team$0Id: a\n',
      ),
      /^\*\*`spec\.teamId`\*\*/,
    );
    assert.match(textOf(`a: [\n---\n${head}  team$0Id: acid\n`), /^\*\*`spec\.teamId`\*\*/);
  });

  test('puts what was worked out before the help, and each link once at the end', () => {
    const size = text('  volume:\n    size: 1$0Gi\n');
    const [title, bytes, help, ...rest] = size.split('\n\n');
    assert.match(title ?? '', /^\*\*`spec\.volume\.size`/);
    assert.match(bytes ?? '', /bytes/);
    assert.ok((help ?? '').length > 30);
    assert.match(rest.at(-1) ?? '', /^Zalando.*`acid\.zalan\.do\/v1 postgresql` · \[Manual\]/);
    assert.equal(size.match(/\]\(/g)?.length, 1);
    const user = text('  users:\n    sell$0er: []\n').split('\n\n');
    assert.match(user[1] ?? '', /^The operator makes/);
  });

  test('says for which version, and since when', () => {
    const settings = { operatorVersions: { zalando: '1.15' } };
    const shown = text('  logicalBackup$0Schedule: "30 3 * * *"\n', { settings });
    assert.match(shown, /Since operator 1\.2[^]*1\.15 · `acid/);
    assert.match(text('  logicalBackup$0Schedule: "30 3 * * *"\n'), /version not known · `acid/);
    const pod = textOf('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  restart$0Policy: Always\n');
    assert.match(pod, /Kubernetes, version not known · `v1 Pod`/);
  });

  describe('on a name leads to where it comes from', () => {
    const secret = `apiVersion: v1\nkind: Secret\nmetadata: {name: db}\nstringData:\n  username: seller\n  password: hidden-value\n`;
    const config = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {level: hidden-value}\n`;
    const pod = (env: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: app}\nspec:\n  containers:\n    - name: app\n      image: app\n      ${env}\n`;
    const at = (marked: string, more: Readonly<Record<string, string>> = {}) => {
      const { text: written, position } = readCursor(marked);
      const files = { 'manifest.yaml': written, 'secret.yaml': secret, 'config.yaml': config, ...more };
      return serviceWith(files).hover(uri, position)?.text.markdown ?? '';
    };
    const link = (file: string, line: number) => `[${file}](${uri.replace('manifest.yaml', file)}#L${String(line)})`;

    test('a Secret and a ConfigMap, with their keys and never a value', () => {
      const ofSecret = at(pod('envFrom: [{secretRef: {name: d$0b}}]'));
      assert.ok(ofSecret.includes(`Secret \`db\` in ${link('secret.yaml', 3)}`), ofSecret);
      assert.ok(ofSecret.includes('Keys: `username`, `password`'), ofSecret);
      const ofConfig = at(pod('envFrom: [{configMapRef: {name: set$0tings}}]'));
      assert.ok(ofConfig.includes(link('config.yaml', 3)) && ofConfig.includes('Keys: `level`'), ofConfig);
      for (const each of [ofSecret, ofConfig]) assert.ok(!each.includes('hidden-value'));
    });

    test('a key of one', () => {
      const key = at(pod('env: [{name: A, valueFrom: {secretKeyRef: {name: db, key: pass$0word}}}]'));
      assert.ok(key.includes(link('secret.yaml', 6)) && key.includes('Keys: `username`, `password`'), key);
      assert.ok(!key.includes('hidden-value'));
    });

    test('a Secret that the operator makes', () => {
      const name = 'seller.acid-demo.credentials.postgresql.acid.zalan.do';
      const made = at(pod(`envFrom: [{secretRef: {name: ${name.replace('acid', 'ac$0id')}}}]`), {
        'shop.yaml': `${head}  users:\n    seller: []\n`,
      });
      assert.ok(made.includes('Made by the operator: Secret') && made.includes(link('shop.yaml', 7)), made);
      assert.ok(made.includes('Keys: `username`, `password`'), made);
    });

    test('in a file with a strange name', () => {
      const file = 'a%20(b)%5Bc%5D.yaml';
      const { text: written, position } = readCursor(pod('envFrom: [{secretRef: {name: d$0b}}]'));
      const shown = serviceWith({ 'manifest.yaml': written, [file]: secret }).hover(uri, position)?.text.markdown ?? '';
      assert.ok(shown.includes('%28b%29%5Bc%5D.yaml#L3)'), shown);
      assertNothingLive(shown, manuals);
    });
  });

  const silent: readonly (readonly [what: string, text: string])[] = [
    ['a foreign kind', 'apiVersion: example.com/v1\nkind: Widget\ndata:\n  pass$0word: c2VjcmV0\n'],
    ['an unknown key', `${head}  bog$0us: 1\n`],
    ['a template', `${head}  teamId: {{ .Values.team }}\n  numberOf$0Instances: 2\n`],
    ['a comment', `${head}  # com$0ment\n  teamId: acid\n`],
    ['an empty line', `${head}\n$0\n`],
  ];
  for (const [what, marked] of silent) {
    test(`is silent on ${what}`, () => {
      const found = textOf(marked);
      assert.ok(found === '' || !found.includes('spec.'), found);
    });
  }

  test('never decodes base64', () => {
    const secret = Buffer.from('not for your eyes').toString('base64');
    for (const lines of [`  teamId: ${secret}$0\n`, `  users:\n    ${secret}$0: []\n`])
      assert.doesNotMatch(text(lines), /not for your eyes/);
    const inSecret = `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata:\n  password: ${secret}$0\n`;
    assert.doesNotMatch(textOf(inSecret), /not for your eyes/);
  });
});

describe('text from a manifest', () => {
  for (const { what, text: name } of hostileTexts) {
    test(`becomes no markup in a hover: ${what}`, () => {
      const key = asYamlScalar(name);
      const user = text(`  users:\n    ${key}$0: []\n`);
      assert.match(user, /^\*\*`spec/);
      assertNothingLive(user, manuals);
      assertNothingLive(text(`  clone:\n    clu$0ster: ${key}\n`), manuals);
      const named = (field: string) => textOf(`${head.replace('acid-demo', key)}  ${field}\n`);
      assertNothingLive(named('numberOf$0Instances: 2'), manuals);
      assertNothingLive(named('numberOfInstances: 3\n  volume:\n    si$0ze: 1Gi'), manuals);
    });
  }
});
