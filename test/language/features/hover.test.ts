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
    assert.match(found?.text.markdown ?? '', /^\*\*`spec\.numberOfInstances`\*\* · integer · required\n\n.{60}/);
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
      /03:30.*Fri 16 Jan 2026 03:30, .*17 Jan 2026/,
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
