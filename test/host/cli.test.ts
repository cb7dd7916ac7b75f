import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, describe, test } from 'node:test';
import { parseArguments } from '../../server/host/cli/arguments.ts';
import { splitGlob } from '../../server/host/cli/inputs.ts';
import type { Found } from '../../server/language/found.ts';
import { decodeManifest, readManifestNow, reasonOf } from '../../server/host/manifestFiles.ts';
import { dist } from '../support/fixtures.ts';
import { has } from '../support/has.ts';
import { thing, toyDefinition } from '../support/toyDefinition.ts';
import { runProcess } from '../support/runProcess.ts';
import type { ProcessOptions } from '../support/runProcess.ts';

const cli = path.join(dist, 'cli.cjs');
const temporary = realpathSync(mkdtempSync(path.join(tmpdir(), 'db-manifests-cli-')));
after(() => rmSync(temporary, { recursive: true, force: true }));

/** A cluster without a fault; `change` puts one in. */
const clean = `apiVersion: acid.zalan.do/v1
kind: postgresql
metadata:
  name: acid-shop
spec:
  teamId: acid
  numberOfInstances: 2
  postgresql:
    version: "17"
  volume:
    size: 10Gi
  users:
    seller: []
  databases:
    shop: seller
`;
/** One that operators of all ages take. */
const old = clean.replace('"17"', '"14"');
const misspelt = clean.replace('  volume:', '  volum: {}\n  volume:');
/** The same fault in another cluster: two of one name would be a finding of their own. */
const misspeltToo = misspelt.replace('acid-shop', 'acid-stock');
const ownerless = clean.replace('shop: seller', 'shop: nobody');

function db(args: readonly string[], options: ProcessOptions = {}) {
  return runProcess(process.execPath, [cli, ...args], { cwd: temporary, ...options });
}

async function check(args: readonly string[], options: ProcessOptions = {}): Promise<Found[]> {
  const { output, errors } = await db(['check', '--format', 'json', ...args], options);
  assert.equal(errors, '');
  return JSON.parse(output) as Found[];
}

/** A folder of its own with files in it. */
function folder(name: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  const top = path.join(temporary, name);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(top, file)), { recursive: true });
    writeFileSync(path.join(top, file), content);
  }
  return top;
}

async function git(cwd: string, ...args: string[]): Promise<void> {
  const identity = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com', '-c', 'commit.gpgsign=false'];
  const { code, errors } = await runProcess('git', [...identity, ...args], { cwd });
  assert.equal(code, 0, errors);
}

const files = (found: readonly Found[]) => [...new Set(found.map(({ file }) => file))].sort();

describe('formats', () => {
  const cwd = folder('formats', {
    'a.yaml': misspelt,
    'with space #1.yaml': ownerless.replace('acid-shop', 'acid-stock'),
  });

  test('what kubectl alone refuses is an error in the built program too', async () => {
    const texts = { escape: '"a\\/b"', 'colon-start': '[::/0, 10.0.0.0/8]' };
    for (const [code, value] of Object.entries(texts)) {
      const input = `apiVersion: acid.zalan.do/v1\nkind: postgresql\nspec:\n  allowedSourceRanges: ${value}\n`;
      const found = await check(['--severity', 'error', '-'], { input });
      const ofYaml = found.map((each) => each.code).filter((each) => each.startsWith('yaml/'));
      assert.deepEqual(ofYaml, [`yaml/${code}`]);
    }
  });

  test('JSON is one array of findings with exactly these fields, places from 1, the end excluded', async () => {
    const [found, ...others] = await check(['a.yaml'], { cwd });
    assert.deepEqual(others, []);
    const { message, fixes, ...rest } = found as Found;
    assert.deepEqual(rest, {
      file: 'a.yaml',
      line: 10,
      column: 3,
      endLine: 10,
      endColumn: 8,
      severity: 'error',
      code: 'schema/unknown-key',
    });
    assert.deepEqual(Object.keys(found as Found), [
      'file',
      'line',
      'column',
      'endLine',
      'endColumn',
      'severity',
      'code',
      'message',
      'fixes',
    ]);
    assert.match(message, /`volum`/);
    assert.ok(fixes.length > 0 && fixes.every((title) => typeof title === 'string'));
  });

  test('JSON of nothing found is an empty array, and the exit code 0', async () => {
    const { code, output } = await db(['check', '--format=json', '-'], { input: clean });
    assert.deepEqual([JSON.parse(output), code], [[], 0]);
  });

  test('text is one line per finding and a summary', async () => {
    const { code, output } = await db(['check', 'a.yaml'], { cwd });
    const [line = '', summary, end] = output.split('\n');
    assert.match(line, /^a\.yaml:10:3: error schema\/unknown-key: \S/);
    assert.deepEqual([summary, end, code], ['1 file checked: 1 error.', '', 1]);
  });

  test('SARIF 2.1.0 has what the format requires', async () => {
    const { code, output } = await db(['check', '--format', 'sarif', '.'], { cwd });
    assert.equal(code, 1);
    const log = JSON.parse(output) as SarifLog;
    assert.equal(log.version, '2.1.0');
    const [run] = log.runs;
    assert.ok(run);
    assert.equal(run.tool.driver.name, 'db-manifests');
    assert.equal(run.columnKind, 'utf16CodeUnits');
    assert.deepEqual(
      run.invocations.map(({ executionSuccessful }) => executionSuccessful),
      [true],
    );
    assert.equal(run.results.length, 2);
    for (const result of run.results) {
      assert.equal(run.tool.driver.rules[result.ruleIndex]?.id, result.ruleId);
      assert.ok(['none', 'note', 'warning', 'error'].includes(result.level));
      assert.ok(result.message.text);
    }
    const places = run.results.map(({ locations }) => locations[0]?.physicalLocation);
    assert.deepEqual(
      places.map((place) => place?.artifactLocation.uri),
      ['a.yaml', 'with%20space%20%231.yaml'],
    );
    assert.deepEqual(places[0]?.region, { startLine: 10, startColumn: 3, endLine: 10, endColumn: 8 });
  });
});

interface SarifLog {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly { readonly id: string }[] } };
    readonly invocations: readonly { readonly executionSuccessful: boolean }[];
    readonly columnKind: string;
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: object };
      }[];
    }[];
  }[];
}

describe('paths', () => {
  const cwd = folder('paths', {
    'a.yaml': misspelt,
    'b.yml': misspeltToo,
    'notes.txt': misspelt,
    'deep/er/c.yaml': misspelt,
    '.hidden/d.yaml': misspelt,
    'node_modules/e.yaml': misspelt,
    '[x]/f.yaml': misspelt,
    '.gitignore': 'a.yaml\n',
  });
  const all = ['.hidden/d.yaml', '[x]/f.yaml', 'a.yaml', 'b.yml', 'deep/er/c.yaml']
    .map((file) => path.normalize(file))
    .sort();

  test('a folder is all manifests below it, hidden ones and those that git ignores too', async () => {
    assert.deepEqual(files(await check(['.'], { cwd })), all);
  });

  test('a file may have any name', async () => {
    assert.deepEqual(files(await check(['notes.txt'], { cwd })), ['notes.txt']);
  });

  test('folders hold back what others wrote, unless it is asked for', async () => {
    assert.deepEqual(files(await check(['node_modules'], { cwd })), [path.join('node_modules', 'e.yaml')]);
  });

  test('globs', async () => {
    assert.deepEqual(
      files(await check(['**/*.yaml'], { cwd })),
      all.filter((file) => file.endsWith('.yaml')),
    );
    assert.deepEqual(files(await check(['./deep/**'], { cwd })), [path.join('deep', 'er', 'c.yaml')]);
    assert.deepEqual(files(await check(['{a,b}.y{a,}ml'], { cwd })), ['a.yaml', 'b.yml']);
    assert.deepEqual(
      files(await check(['../[a-b].*'], { cwd: path.join(cwd, 'deep') })),
      ['../a.yaml', '../b.yml'].map((file) => path.normalize(file)),
    );
    assert.deepEqual(files(await check([`${cwd}/*.yaml`])), [path.join(cwd, 'a.yaml')]);
  });

  test('a name that reads like a glob is a name first', async () => {
    assert.deepEqual(files(await check(['[x]/f.yaml'], { cwd })), [path.join('[x]', 'f.yaml')]);
  });

  test('a file that several arguments name is checked once, under its first name', async () => {
    const found = await check(['./a.yaml', 'a.yaml', '.', '*.yaml', path.join(cwd, 'a.yaml')], { cwd });
    assert.deepEqual(
      found.map(({ file }) => file).filter((file) => file.endsWith('a.yaml')),
      ['./a.yaml'],
    );
    assert.equal(found.length, all.length);
  });

  test('standard input, however often it is named', async () => {
    const found = await check(['-', '-'], { cwd, input: misspelt });
    assert.deepEqual(
      found.map(({ file }) => file),
      ['<stdin>'],
    );
  });

  test('links to files count as what they point to, links to folders are not entered', async () => {
    const linked = folder('linked', { 'real/a.yaml': misspelt });
    symlinkSync(path.join(linked, 'real/a.yaml'), path.join(linked, 'b.yaml'));
    symlinkSync(linked, path.join(linked, 'real/loop'));
    symlinkSync('nowhere', path.join(linked, 'broken.yaml'));
    symlinkSync('self.yaml', path.join(linked, 'self.yaml'));
    assert.deepEqual(files(await check(['.'], { cwd: linked })), ['b.yaml']);
    symlinkSync(linked, path.join(temporary, 'link'));
    assert.equal((await check([path.join(temporary, 'link')])).length, 1);
  });

  test('where folders are separated by backslashes, a backslash in an argument separates folders', () => {
    assert.deepEqual(splitGlob('manifests\\prod\\**\\*.yaml', '\\'), { folder: 'manifests/prod', glob: '**/*.yaml' });
    assert.deepEqual(splitGlob('C:\\work\\a.yaml', '\\'), { folder: 'C:/work/a.yaml' });
    assert.deepEqual(splitGlob('a\\[1\\]/*.yaml', '/'), { folder: 'a[1]', glob: '*.yaml' });
    assert.deepEqual(splitGlob('!a*.yaml', '/'), { folder: '.', glob: '!a*.yaml' });
  });
});

describe('severities and rules', () => {
  test('--severity leaves out what is below, and decides on the exit code', async () => {
    const below = await db(['check', '--severity', 'error', '-'], { input: ownerless });
    assert.deepEqual([below.output, below.code], ['1 file checked, nothing found.\n', 0]);
    const at = await db(['check', '--severity', 'warning', '-'], { input: ownerless });
    assert.equal(at.code, 1);
  });

  test('--rule gives a rule, or all of a pack, another severity', async () => {
    const severities = async (...rules: string[]) => {
      const found = await check([...rules.flatMap((rule) => ['--rule', rule]), '-'], { input: ownerless });
      return found.map(({ severity }) => severity);
    };
    assert.deepEqual(await severities('zalando/database-owner-missing=error'), ['error']);
    assert.deepEqual(await severities('zalando/*=off'), []);
    assert.deepEqual(await severities('zalando/*=off', 'zalando/database-owner-missing=hint'), ['hint']);
  });

  test('--operator-version decides which rules hold', async () => {
    const nameless = old.replace('acid-shop', 'shop');
    const codes = async (version: string) => {
      const found = await check(['--operator-version', `zalando=${version}`, '-'], { input: nameless });
      return found.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    };
    assert.deepEqual(await codes('1.8'), ['zalando/cluster-name-without-team']);
    assert.deepEqual(await codes('2.0'), []);
  });

  test("the operator's Deployment among the files decides too, in whatever order they come", async () => {
    const image = 'ghcr.io/zalando/postgres-operator:v1.8.2';
    const operator = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: postgres-operator
spec:
  selector:
    matchLabels:
      name: postgres-operator
  template:
    metadata:
      labels:
        name: postgres-operator
    spec:
      containers:
        - name: postgres-operator
          image: ${image}
`;
    const cwd = folder('versions', { 'a.yaml': old.replace('acid-shop', 'shop'), 'z/operator.yaml': operator });
    const found = await check(['a.yaml', 'z'], { cwd });
    assert.deepEqual(
      found.filter(({ severity }) => severity === 'error').map(({ file, code }) => [file, code]),
      [['a.yaml', 'zalando/cluster-name-without-team']],
    );
    assert.deepEqual(
      (await check(['a.yaml'], { cwd })).filter(({ severity }) => severity === 'error'),
      [],
    );
  });

  test('what a kustomization.yaml lists as a patch may leave out required fields', async () => {
    const part =
      'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: acid-shop\nspec:\n  numberOfInstances: 3\n';
    const cwd = folder('kustomize', {
      'a dir/more.yaml': part,
      'kustomization.yaml': 'resources: [base]\npatches:\n  - path: a dir/more.yaml\n',
    });
    assert.deepEqual(await check(['.'], { cwd }), []);
    assert.ok((await check(['a dir/more.yaml'], { cwd })).length > 0);
  });
});

describe('--against', () => {
  test('compares with a revision, from any folder, with one repository for many arguments', async (context) => {
    if (!has('git', context)) return;
    const cwd = folder('history', {
      'deep/a b.yaml': clean,
      'deep/b.yaml': clean.replace('acid-shop', 'acid-b'),
      'c.yaml': 'a: 1\n',
    });
    await git(cwd, 'init', '--quiet');
    await git(cwd, 'add', '.');
    await git(cwd, 'commit', '--quiet', '-m', 'one');
    const shrunk = clean.replace('10Gi', '5Gi');
    writeFileSync(path.join(cwd, 'deep/a b.yaml'), shrunk);
    const codes = async (args: string[], from = cwd, env = {}) =>
      (await check(args, { cwd: from, env })).map(({ code }) => code);
    assert.deepEqual(await codes(['.']), ['zalando/volume-shrunk']);
    assert.deepEqual(await codes(['a b.yaml', '*.yaml'], path.join(cwd, 'deep')), ['zalando/volume-shrunk']);
    symlinkSync(cwd, path.join(temporary, 'history-link'));
    assert.deepEqual(await codes([path.join(temporary, 'history-link')], temporary), ['zalando/volume-shrunk']);
    // As git runs a hook.
    assert.deepEqual(await codes(['deep'], cwd, { GIT_DIR: '.git', GIT_INDEX_FILE: '.git/index' }), [
      'zalando/volume-shrunk',
    ]);
    await git(cwd, 'commit', '--quiet', '-am', 'two');
    assert.deepEqual(await codes(['.']), []);
    assert.deepEqual(await codes(['--against', 'HEAD~1', '.']), ['zalando/volume-shrunk']);
  });

  test('says when there is no such revision, no repository, or an option in its place', async (context) => {
    if (!has('git', context)) return;
    const cwd = folder('no-history', { 'a.yaml': clean });
    const nowhere = await db(['check', '--against', 'HEAD', '.'], { cwd });
    assert.deepEqual(
      [nowhere.errors, nowhere.code],
      ['db-manifests: --against HEAD: no checked manifest is in a git repository.\n', 2],
    );
    assert.equal((await db(['check', '.'], { cwd })).code, 0);
    await git(cwd, 'init', '--quiet');
    const unknown = await db(['check', '--against', 'nowhere', '.'], { cwd });
    assert.match(unknown.errors, /^db-manifests: --against nowhere: git finds no such revision in .*no-history\.\n$/);
    assert.equal(unknown.code, 2);
    assert.ok('problem' in parseArguments(['check', '--against=--output=x', '.']));
  });
});

describe('wrong use', () => {
  const cwd = folder('wrong', {
    'good.yaml': clean,
    'utf16.yaml': new Uint8Array(Buffer.from(`\ufeff${clean}`, 'utf16le')),
    'binary.yaml': new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2]),
    'latin1.yaml': new Uint8Array(Buffer.from('a: é', 'latin1')),
    'empty/notes.txt': '',
  });
  const cases: readonly (readonly [what: string, args: readonly string[], sentence: RegExp])[] = [
    ['nothing', [], /nothing to do/],
    ['another command', ['lint', '.'], /unknown command "lint"/],
    ['no path', ['check'], /nothing to check/],
    ['an empty path', ['check', ''], /a PATH is empty/],
    ...(process.platform === 'win32'
      ? []
      : ([['a device', ['check', '/dev/zero'], /\/dev\/zero is a device, not a file that ends/]] as const)),
    ['a wrong path', ['check', 'nope.yaml'], /nope\.yaml does not exist/],
    ['a path through a file', ['check', 'good.yaml/x.yaml'], /does not exist/],
    ['a glob without a match', ['check', 'x*.yaml'], /matches no \.yaml or \.yml file/],
    ['a glob in no folder', ['check', 'nope/*.yaml'], /there is no folder nope/],
    ['a folder without manifests', ['check', 'empty'], /empty holds no \.yaml or \.yml file/],
    ['a wrong option', ['check', '--fromat', 'json', '.'], /Unknown option '--fromat'/],
    ['an option without its value', ['check', '.', '--format'], /--format/],
    ['a wrong format', ['check', '--format', 'xml', '.'], /--format xml: choose pretty, text, json, sarif, github/],
    ['a wrong severity', ['check', '--severity', 'bad', '.'], /--severity bad: choose error/],
    ['a rule without a severity', ['check', '--rule', 'zalando/x', '.'], /--rule zalando\/x: write ID=SEVERITY/],
    ['a rule that is none', ['check', '--rule', 'zalando/nope=off', '.'], /there is no such rule/],
    ['an operator that is none', ['check', '--operator-version', 'nope=1.0', '.'], /there is no operator "nope"/],
    ['a version that is none', ['check', '--operator-version', 'zalando=new', '.'], /write OPERATOR=VERSION/],
    ['UTF-16', ['check', 'utf16.yaml'], /utf16\.yaml is UTF-16 text/],
    ['a binary file', ['check', 'binary.yaml'], /binary\.yaml is a binary file/],
    ['Latin-1', ['check', 'latin1.yaml'], /latin1\.yaml is not UTF-8 text/],
  ];
  for (const [what, args, sentence] of cases) {
    test(`${what}: a sentence, and exit code 2`, async () => {
      const { code, output, errors } = await db(args, { cwd });
      assert.match(errors, sentence);
      assert.match(errors, /^db-manifests: .*\.\n(?:Try "db-manifests --help"\.\n)?$/);
      assert.deepEqual([output, code], ['', 2]);
    });
  }

  test('what can be read is checked all the same', async () => {
    const { code, output, errors } = await db(['check', '.', 'nope.yaml'], { cwd });
    assert.equal(output, '1 file checked, nothing found.\n');
    assert.equal(errors.trimEnd().split('\n').length, 4);
    assert.equal(code, 2);
  });

  test('a file that cannot be opened', async (context) => {
    const socket = path.join(cwd, 'socket.yaml');
    const server = createServer().listen(socket);
    await once(server, 'listening');
    context.after(() => server.close());
    const { code, errors } = await db(['check', socket], { cwd });
    assert.match(errors, /socket\.yaml is a socket, not a file that ends/);
    assert.equal(code, 2);
    assert.match(reasonOf(Object.assign(new Error(), { code: 'EACCES' })), /permissions/);
  });

  test('definitions of kinds are larger', () => {
    const text = `# CustomResourceDefinition\n${'#'.repeat(17 * 1024 * 1024)}\n`;
    const cwd = folder('large', { 'crd.yaml': text, 'other.yaml': text.replace('CustomResource', '') });
    assert.deepEqual(readManifestNow(path.join(cwd, 'crd.yaml')), { text });
    assert.deepEqual(readManifestNow(path.join(cwd, 'other.yaml')), { problem: 'is larger than 16 MB: no manifest' });
  });

  test('what is larger than any manifest', () => {
    assert.deepEqual(decodeManifest(new Uint8Array(16 * 1024 * 1024 + 1)), {
      problem: 'is larger than 16 MB: no manifest',
    });
  });

  test('a byte order mark does not move the first line', async () => {
    const [plain, marked] = await Promise.all(
      ['', '\ufeff'].map((mark) => check(['-'], { input: `${mark}apiVersion: acid.zalan.do/v9\nkind: postgresql\n` })),
    );
    assert.ok(plain && plain.length > 0);
    assert.deepEqual(marked, plain);
  });
});

describe('values of charts', () => {
  const chart = {
    'shop/Chart.yaml': 'name: shop\nversion: 1.0.0\n',
    'shop/values.yaml': 'replicas: two\nport: 1\ndb: {size: 1}\n',
    'shop/values.schema.json': '{"properties": {"replicas": {"type": "integer"}, "port": {"$ref": "parts/port.json"}}}',
    'shop/parts/port.json': '{"minimum": 1024}',
    'shop/charts/db/values.schema.json': '{"properties": {"size": {"type": "string"}}}',
  };
  const codes = (found: readonly Found[]) => found.map(({ line, code }) => `${String(line)} ${code}`);

  test('are compared with the schemas that these bring', async () => {
    const all = ['1 values/type', '2 values/bounds', '3 values/type'];
    assert.deepEqual(codes(await check(['.'], { cwd: folder('chart', chart) })), all);
    assert.deepEqual(codes(await check(['values.yaml'], { cwd: path.join(folder('chart', {}), 'shop') })), all);
  });

  test('are not compared with what lies outside of the chart, and links are not followed', async () => {
    const cwd = folder('outside', {
      ...chart,
      'shop/values.schema.json':
        '{"properties": {"replicas": {"$ref": "../other.json"}, "port": {"$ref": "link.json"}}}',
      'other.json': '{"type": "integer"}',
      'shop/charts/db/values.schema.json': '{',
    });
    rmSync(path.join(cwd, 'shop/link.json'), { force: true });
    symlinkSync(path.join(cwd, 'shop/parts/port.json'), path.join(cwd, 'shop/link.json'));
    assert.deepEqual(codes(await check(['.'], { cwd })), []);
  });
});

describe('definitions of kinds', () => {
  const cwd = folder('definitions', {
    'crds/thing.yaml': toyDefinition(),
    'things/a.yaml': thing('{size: 12}'),
    'broken/thing.yaml': toyDefinition().replace('self.size <', '<'),
  });
  const found = async (...args: string[]) =>
    (await check(args, { cwd })).map(({ file, code }) => `${file.replaceAll(path.sep, '/')} ${code}`);

  test('count among the files, or when they are named', async () => {
    assert.deepEqual(await found('things'), []);
    assert.deepEqual(await found('crds', 'things'), ['things/a.yaml schema/rule']);
    assert.deepEqual(await found('--crds', 'crds', 'things/a.yaml'), ['things/a.yaml schema/rule']);
  });

  test('are checked where they are files to check', async () => {
    assert.deepEqual(await found('broken'), ['broken/thing.yaml schema/definition']);
    assert.deepEqual(await found('--crds', 'broken', 'things'), []);
  });

  test('that cannot be read are told', async () => {
    const { code, errors } = await db(['check', '--crds', 'nowhere', 'things'], { cwd });
    assert.match(errors, /nowhere does not exist/);
    assert.equal(code, 2);
  });
});

describe('as a program', () => {
  /** Several times what a pipe takes in before somebody reads. */
  const findings = 800;

  test('a reader that goes away is no failure', async () => {
    const many = Array.from({ length: findings }, (_, index) =>
      misspelt.replace('acid-shop', `acid-${String(index)}`),
    ).join('---\n');
    const cwd = folder('many', { 'many.yaml': many });
    const child = spawn(process.execPath, [cli, 'check', 'many.yaml'], { cwd });
    let errors = '';
    child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const [code] = (await once(child, 'close')) as [number | null];
    assert.deepEqual([errors, code], ['', 1]);
  });

  test('the output reaches a slow reader whole', async () => {
    const found = await check(['many.yaml'], { cwd: folder('many', {}) });
    assert.equal(found.length, findings);
  });

  test('--help and --version', async () => {
    const help = await db(['check', '-h']);
    assert.match(help.output, /^Checks manifests/);
    assert.match(help.output, /endColumn is the column behind the last character/);
    assert.ok(help.output.split('\n').every((line) => line.length <= 120));
    assert.equal(help.code, 0);
    const version = await db(['--version']);
    assert.match(version.output, /^\d+\.\d+\.\d+\n$/);
    assert.equal(version.code, 0);
  });

  test('both programs work through the links that npm makes', async () => {
    const bin = folder('bin', { 'a.yaml': misspelt });
    symlinkSync(cli, path.join(bin, 'db-manifests'));
    symlinkSync(path.join(dist, 'server.cjs'), path.join(bin, 'db-manifests-language-server'));
    const { output } = await runProcess(process.execPath, [path.join(bin, 'db-manifests'), 'check', 'a.yaml'], {
      cwd: bin,
    });
    assert.match(output, /schema\/unknown-key/);
    const help = await runProcess(process.execPath, [path.join(bin, 'db-manifests-language-server'), '--help']);
    assert.match(help.output, /--stdio/);
  });
});
