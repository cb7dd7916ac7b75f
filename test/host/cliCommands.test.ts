import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { writeFixed } from '../../server/host/cli/applyFixes.ts';
import { parseArguments } from '../../server/host/cli/arguments.ts';
import { plainMarkdown } from '../../server/host/cli/plainMarkdown.ts';
import { prettyReport } from '../../server/host/cli/prettyReport.ts';
import type { Found } from '../../server/language/found.ts';
import { usage } from '../../server/host/cli/usage.ts';
import { dist } from '../support/fixtures.ts';
import { runProcess } from '../support/runProcess.ts';

const temporary = realpathSync(mkdtempSync(path.join(tmpdir(), 'db-manifests-commands-')));
after(() => rmSync(temporary, { recursive: true, force: true }));

function db(args: readonly string[], env: Record<string, string> = {}) {
  return runProcess(process.execPath, [path.join(dist, 'cli.cjs'), ...args], {
    cwd: temporary,
    env,
  });
}

function write(name: string, content: string | Uint8Array): string {
  const file = path.join(temporary, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

/** Two faults with one right answer each, and one that a person has to decide. */
const broken = `apiVersion: acid.zalan.do/v1
kind: postgresql
metadata:
  name: acid-shop # ours
spec:
  teamId: acid
  numberOfInstances: 2
  postgresql:
    version: 17
  volume:
    size: 10gi
  users:
    seller: []
  databases:
    shop: nobody-there
  nonsense: 1
`;
const mended = broken.replace('version: 17', 'version: "17"').replace('10gi', '10Gi');

describe('check --fix', () => {
  test('mends what has one right answer, says what is left, and keeps comments', async () => {
    const file = write('fix/a.yaml', broken);
    const { code, output, errors } = await db(['check', '--fix', 'fix']);
    assert.equal(readFileSync(file, 'utf8').replace(/ {4}nobody-there: \[\]\n/, ''), mended);
    assert.match(output, /fix.a\.yaml:\d+:3: error schema\/unknown-key/);
    assert.doesNotMatch(output, /schema\/type|quantity/);
    assert.deepEqual([errors, code], ['1 file changed.\n', 1]);
    const again = await db(['check', '--fix', 'fix']);
    assert.equal(again.errors, '');
  });

  test('line ends and a byte order mark stay', async () => {
    const file = write('crlf/a.yaml', `\ufeff${broken.replaceAll('\n', '\r\n')}`);
    await db(['check', '--fix', 'crlf']);
    const text = readFileSync(file, 'utf8');
    assert.ok(text.startsWith('\ufeffapiVersion'));
    assert.ok(text.includes('    version: "17"\r\n'));
    assert.equal(text.replaceAll('\r\n', '').includes('\n'), false);
  });

  test('with --dry-run the difference is printed and nothing changes', async () => {
    const file = write('dry/a.yaml', broken);
    const { code, output, errors } = await db(['check', '--fix', '--dry-run', 'dry/a.yaml']);
    assert.equal(readFileSync(file, 'utf8'), broken);
    assert.match(output, /^--- dry.a\.yaml\n\+\+\+ dry.a\.yaml\n@@ /);
    assert.match(output, /\n-    version: 17\n\+    version: "17"\n/);
    assert.deepEqual([errors, code], ['1 file would change.\n', 1]);
  });

  test('of a lower severity than asked for nothing is touched', async () => {
    const text = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n';
    const file = write('calm/a.yaml', text);
    const { code, output } = await db(['check', '--fix', '--severity', 'error', 'calm']);
    assert.equal(readFileSync(file, 'utf8'), text);
    assert.deepEqual([output, code], ['1 file checked, nothing found.\n', 0]);
  });

  test('what cannot be written is the end of a sentence', () => {
    const input = { name: 'fix', file: path.join(temporary, 'fix'), text: '' };
    assert.equal(writeFixed({ input, text: 'a' }), 'is a folder');
    const gone = { ...input, file: path.join(temporary, 'gone/a.yaml') };
    assert.match(writeFixed({ input: gone, text: 'a' }) ?? '', /^does not exist/);
  });

  for (const [args, sentence] of [
    [['check', '--fix', '-'], /standard input cannot be changed/],
    [['check', '--dry-run', '.'], /it goes with --fix/],
  ] as const) {
    test(args.join(' '), () => {
      const parsed = parseArguments(args);
      assert.match('problem' in parsed ? parsed.problem : '', sentence);
    });
  }
});

describe('formats', () => {
  test('GitHub, GitLab and JUnit', async () => {
    write('formats/a.yaml', broken);
    write('formats/b.yaml', 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n');
    const [github, gitlab, junit] = await Promise.all(
      ['github', 'gitlab', 'junit'].map((format) => db(['check', '--format', format, 'formats'])),
    );
    assert.match(
      github?.output ?? '',
      /^::error file=formats\/a\.yaml,line=9,endLine=9,col=14,endColumn=15,title=schema\/type::/m,
    );
    const entries = JSON.parse(gitlab?.output ?? '') as { location: object; severity: string; check_name: string }[];
    assert.deepEqual(entries.find(({ check_name }) => check_name === 'schema/type')?.location, {
      path: 'formats/a.yaml',
      lines: { begin: 9, end: 9 },
    });
    assert.match(junit?.output ?? '', /<testsuite name="db-manifests" tests="2" failures="1" errors="0">/);
    assert.match(junit?.output ?? '', /<testcase classname="db-manifests" name="formats.b\.yaml"\/>/);
  });

  const found: Found = {
    ...{ file: 'a.yaml', line: 2, column: 4, endLine: 2, endColumn: 6, severity: 'warning' },
    ...{ code: 'schema/type', message: 'Wrong.', fixes: ['Write it so'] },
  };
  const summary = '1 file checked: 1 warning.';

  test('pretty: the line, a mark below it, and what mends it', () => {
    const text = prettyReport([found], summary, { textOf: () => 'one: 1\r\na: xy\r\nthree: 3\r\n', inColour: false });
    assert.equal(
      text,
      'a.yaml:2:4 warning schema/type\n  Wrong.\n  1 | one: 1\n  2 | a: xy\n    |    ^^\n  Fix: Write it so\n\n1 file checked: 1 warning.\n',
    );
  });

  test('pretty: of a long line what is around the finding', () => {
    const long = { ...found, line: 1, column: 1001, endLine: 1, endColumn: 1003 };
    const text = prettyReport([long], summary, {
      textOf: () => `${'-'.repeat(1000)}xy${'-'.repeat(1000)}`,
      inColour: false,
    });
    const [, , line = '', marks = ''] = text.split('\n');
    assert.equal(line[marks.indexOf('^')], 'x');
    assert.ok(line.length < 200);
  });

  test('pretty: a finding behind the last line', () => {
    const text = prettyReport([{ ...found, line: 9, endLine: 9 }], summary, { textOf: () => 'a: 1', inColour: false });
    assert.match(text, /Wrong\.\n/);
  });

  test('colours where they are asked for, and nowhere else', async () => {
    write('colour/a.yaml', broken);
    const args = ['check', '--format', 'pretty', 'colour'];
    assert.ok((await db(args, { FORCE_COLOR: '1' })).output.includes('\u001b[31m'));
    assert.ok(!(await db(args, { FORCE_COLOR: '0' })).output.includes('\u001b'));
  });
});

describe('explain', () => {
  test('a field, as kubectl lays it out', async () => {
    const { code, output } = await db(['explain', 'postgresql.spec.volume', '--version', '1.15']);
    assert.match(
      output,
      /^KIND: {5}postgresql\nVERSION: {2}acid\.zalan\.do\/v1\n\nFIELD: {4}spec\.volume <object> -required-\n\nDESCRIPTION:\n {4}\S/,
    );
    assert.match(output, /\nFIELDS:\n {2}size +<string> -required-\n/);
    assert.ok(output.split('\n').every((line) => line.length <= 120));
    assert.equal(code, 0);
  });

  test('as JSON', async () => {
    const { output } = await db(['explain', '--format', 'json', 'postgresqls.spec.numberOfInstances']);
    const { type, path: steps } = JSON.parse(output) as { type: string; path: string[] };
    assert.deepEqual([type, steps], ['integer', ['spec', 'numberOfInstances']]);
  });

  test('what is misspelt: a sentence, and exit code 2', async () => {
    const { code, output, errors } = await db(['explain', 'postgresql.spec.numberOfInstance']);
    assert.equal(errors, 'db-manifests: postgresql.spec has no field "numberOfInstance": is it numberOfInstances?\n');
    assert.deepEqual([output, code], ['', 2]);
  });

  const widget = (group: string, description: string) =>
    [
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: widgets.example.com }\nspec:',
      `  group: ${group}\n  scope: Namespaced\n  names: { kind: Widget, plural: widgets }\n  versions:`,
      '    - name: v1\n      served: true\n      storage: true\n      schema:\n        openAPIV3Schema:\n          type: object',
      `          properties: { spec: { type: object, properties: { size: { type: integer, description: ${JSON.stringify(description)} } } } }\n`,
    ].join('\n');

  test('a field of a kind that a definition makes, whose text does nothing', async () => {
    const text = 'How [large](https://example.com) it is.\n::error::\u001b[31m';
    write('widget.yaml', widget('example.com', text));
    const { code, output } = await db(['explain', '--crds', 'widget.yaml', 'widgets.spec.size']);
    assert.equal(
      output,
      'KIND:     Widget\nVERSION:  example.com/v1\nDEFINED:  widget.yaml\n\nFIELD:    spec.size <integer>\n\n' +
        'DESCRIPTION:\n    How [large](https://example.com) it is. ::error::\uFFFD[31m\n\n',
    );
    assert.equal(code, 0);
  });

  test('a kind that nobody knows, and one that two groups have', async () => {
    write('widget.yaml', widget('example.com', 'Size.'));
    write('other.yaml', widget('example.org', 'Size.'));
    const asked = async (...args: string[]) => (await db(['explain', ...args])).errors;
    assert.match(await asked('widget.spec'), /No kind is called "widget"/);
    const both = ['--crds', 'widget.yaml', '--crds', 'other.yaml', 'widget.spec'];
    assert.match(await asked(...both), /Several kinds .*: choose .* example\.com\/v1, example\.org\/v1\./);
    assert.equal(await asked('--api-version', 'example.org/v1', ...both), '');
    assert.match(await asked('--api-version', 'example.net/v1', ...both), /no widget in example\.net\/v1: choose/);
    assert.match(await asked('--crds', 'nowhere.yaml', 'widget'), /nowhere\.yaml/);
  });

  for (const [args, sentence] of [
    [['explain'], /write one field/],
    [['explain', 'a', 'b'], /write one field/],
    [['explain', 'a', '--version', 'new'], /--version new: write the version/],
    [['explain', 'a', '--format', 'sarif'], /choose text, json/],
    [['derive'], /nothing to read/],
  ] as const) {
    test(args.join(' '), () => {
      const parsed = parseArguments(args);
      assert.match('problem' in parsed ? parsed.problem : '', sentence);
    });
  }

  test('help of ours as lines', () => {
    assert.deepEqual(
      plainMarkdown('Take `a`, **not** b; see [the page](https://a.b/c).\n- one two three\n```yaml\na: `1`\n```', 14),
      ['Take a, not b;', 'see the page', '(https://a.b/c).', '- one two', '  three', '    a: `1`'],
    );
  });
});

describe('derive', () => {
  test('Secrets with their keys, by the field that causes them', async () => {
    write('derive/a.yaml', broken);
    const { code, output } = await db(['derive', 'derive']);
    assert.match(output, /^derive.a\.yaml:2: postgresql acid-shop\n/);
    assert.match(
      output,
      /\n {2}Secret seller\.acid-shop\.credentials\.postgresql\.acid\.zalan\.do \(.*\): username, password <- spec\.users\.seller\n/,
    );
    assert.equal(code, 0);
    const asJson = await db(['derive', '--format', 'json', 'derive/a.yaml']);
    const [made] = JSON.parse(asJson.output) as { line: number; makes: { type: string; because: string }[] }[];
    assert.ok(made);
    assert.equal(made.line, 2);
    assert.ok(made.makes.some(({ type, because }) => type === 'Database' && because === 'spec.databases.shop'));
  });

  test('nothing: a sentence', async () => {
    write('nothing/a.yaml', 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n');
    const { code, output } = await db(['derive', 'nothing']);
    assert.deepEqual([output, code], ['No operator that is known here makes anything of these.\n', 0]);
  });
});

test('each command has a page of help, whose lines fit', async () => {
  for (const command of ['check', 'explain', 'derive', 'completion'] as const) {
    assert.deepEqual(parseArguments([command, '--help']), { show: 'help', of: command });
    assert.ok(usage().includes(`  ${command} `));
    for (const line of usage(command).split('\n')) assert.ok(line.length <= 120, line);
  }
  const { output, code } = await db(['--help']);
  assert.equal(output, usage());
  assert.equal(code, 0);
});
