import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { languagePacks } from '../../schemas/languageRegistry.ts';
import { commands, parseArguments } from '../../server/host/cli/arguments.ts';
import { completionScripts } from '../../server/host/cli/completionScripts.ts';
import { runCompletion } from '../../server/host/cli/runCompletion.ts';
import { dist } from '../support/fixtures.ts';
import { has } from '../support/has.ts';
import { runProcess } from '../support/runProcess.ts';

async function wordsFor(...words: string[]): Promise<string[]> {
  const parsed = parseArguments(['completion', '--words', '--', ...words.slice(0, -1), `:${words.at(-1) ?? ''}`]);
  assert.ok('completion' in parsed);
  let output = '';
  const write = (text: string) => Promise.resolve(void (output += text));
  await runCompletion(parsed.completion, new Map(Object.entries(commands)), dist, { write });
  return output.split('\n').filter(Boolean);
}

describe('what can stand at the cursor of a command line', () => {
  test('commands, options and their values', async () => {
    assert.deepEqual(await wordsFor('ch'), ['check']);
    assert.deepEqual(await wordsFor('check', '--base'), ['--baseline']);
    assert.deepEqual(await wordsFor('check', '--severity', ''), ['error', 'warning', 'information', 'hint']);
    assert.deepEqual(await wordsFor('check', '--format=j'), ['--format=json', '--format=junit']);
    assert.deepEqual(await wordsFor('derive', '--format', ''), ['text', 'json']);
    assert.deepEqual(await wordsFor('completion', ''), ['bash', 'zsh', 'fish', 'powershell']);
    assert.deepEqual(await wordsFor('--v'), ['--version']);
    assert.deepEqual(await wordsFor('check', '--crds', ''), [':files']);
    assert.deepEqual(await wordsFor('check', 'manifests/'), [':files']);
    assert.deepEqual(await wordsFor('check', '--against', ''), []);
  });

  test('rules with their severities, versions of operators', async () => {
    const rules = await wordsFor('check', '--rule', 'zalando/database-owner-m');
    assert.equal(rules[0], ':nospace');
    assert.match(rules[1] ?? '', /^zalando\/database-owner-missing=\t.*, warning$/);
    const everything = await wordsFor('check', '--rule', '');
    for (const id of languagePacks.flatMap((pack) => pack.rules.map((rule) => rule.id)))
      assert.ok(
        everything.some((line) => line.startsWith(`${id}=`)),
        id,
      );
    assert.deepEqual(await wordsFor('check', '--rule=names/unknown=o'), ['--rule=names/unknown=off']);
    assert.equal((await wordsFor('check', '--operator-version', 'zal'))[1]?.split('\t')[0], 'zalando=');
    assert.ok((await wordsFor('check', '--operator-version', 'zalando=1.1')).includes('zalando=1.15'));
    assert.deepEqual(await wordsFor('check', '--operator-version', 'nobody=1'), []);
  });

  test('kinds and fields', async () => {
    assert.equal((await wordsFor('explain', 'postgresq'))[0]?.split('\t')[0], 'postgresql');
    assert.ok(
      (await wordsFor('explain', 'postgresql.spec.us')).some((line) => line.startsWith('postgresql.spec.users\t')),
    );
    assert.deepEqual(await wordsFor('explain', 'nothing.spec.'), []);
  });

  test('a shell that nobody knows is told', () => {
    for (const wrong of [[], ['tcsh'], ['bash', 'zsh']])
      assert.ok('problem' in parseArguments(['completion', ...wrong]));
    assert.deepEqual(parseArguments(['completion', 'zsh']), { completion: { shell: 'zsh' } });
  });
});

describe('the shells themselves complete', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'db-manifests-completion-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  before(() => {
    const program = path.join(folder, 'db-manifests');
    writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${path.join(dist, 'cli.cjs')}' "$@"\n`);
    chmodSync(program, 0o755);
    for (const [shell, script] of Object.entries(completionScripts)) writeFileSync(path.join(folder, shell), script);
    writeFileSync(path.join(folder, 'a b.yaml'), '');
  });
  const run = async (program: string, args: readonly string[], script: string) => {
    const env = { PATH: `${folder}${path.delimiter}${process.env['PATH'] ?? ''}`, HOME: folder };
    const { output, errors } = await runProcess(program, [...args, '-c', script], { cwd: folder, env });
    assert.equal(errors, '');
    return output.split('\n').filter(Boolean);
  };

  test('bash, where "=" ends a word', async (context) => {
    if (!has('bash', context)) return;
    const complete = (line: string) =>
      run(
        'bash',
        ['--norc', '--noprofile'],
        `source ./bash; COMP_LINE='${line}'; COMP_POINT=\${#COMP_LINE}; _db_manifests; printf '%s\\n' "\${COMPREPLY[@]}"; complete -p db-manifests`,
      );
    const defined = 'complete -F _db_manifests db-manifests';
    assert.deepEqual(await complete('db-manifests che'), ['check', defined]);
    assert.deepEqual(await complete('db-manifests check --rule names/unknown=o'), ['off', defined]);
    assert.deepEqual(await complete('db-manifests check a'), ['a b.yaml', defined]);
    assert.deepEqual((await complete('db-manifests check --severity ')).slice(0, 2), ['error', 'warning']);
  });

  test('zsh', async (context) => {
    if (!has('zsh', context)) return;
    const complete = (words: string) =>
      run(
        'zsh',
        ['-f'],
        `compdef() { print -r -- defined $@ }; compadd() { print -rl -- $values }; _files() { print files }; source ./zsh; words=(${words}); CURRENT=$#words; _db_manifests`,
      );
    const defined = 'defined _db_manifests db-manifests';
    assert.deepEqual(await complete('db-manifests che'), [defined, 'check']);
    assert.deepEqual(await complete('db-manifests check --rule names/unknown=o'), [defined, 'names/unknown=off']);
    assert.deepEqual(await complete('db-manifests check ""'), [defined, 'files']);
  });

  test('fish', async (context) => {
    if (!has('fish', context)) return;
    const complete = (line: string) => run('fish', ['--no-config'], `source ./fish; complete -C '${line}'`);
    assert.deepEqual(await complete('db-manifests che'), ['check']);
    assert.deepEqual(await complete('db-manifests check --rule names/unknown=o'), ['names/unknown=off']);
    assert.deepEqual(await complete('db-manifests completion '), ['bash', 'fish', 'powershell', 'zsh']);
    assert.ok((await complete('db-manifests check ./a')).some((line) => line.startsWith('./a')));
  });
});
