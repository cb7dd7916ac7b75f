import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { parseArguments } from '../../server/host/cli/arguments.ts';
import { root } from '../support/fixtures.ts';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const { version } = JSON.parse(read('package.json')) as { version: string };

test('files for pipelines name the version that they belong to', () => {
  for (const file of ['.pre-commit-hooks.yaml', 'docs/ci/gitlab-ci.yml'])
    for (const [, named] of read(file).matchAll(/db-manifests@([\d.]+)/g)) assert.equal(named, version, file);
  assert.ok(read('Containerfile').includes(`ARG VERSION=${version}\n`));
  assert.ok(read('docs/ci.md').includes(`@v${version}`));
});

test('what they call is understood', () => {
  const hooks = parse(read('.pre-commit-hooks.yaml')) as { entry: string }[];
  const { script } = (parse(read('docs/ci/gitlab-ci.yml')) as { 'db-manifests': { script: string[] } })['db-manifests'];
  const lines = [...hooks.map(({ entry }) => `${entry} a.yaml`), ...script];
  assert.equal(lines.length, 3);
  for (const line of lines) {
    const args = line.split(/ db-manifests(?:@\S+)? /)[1]?.split(' ') ?? [];
    assert.ok('check' in parseArguments(args), line);
  }
});

test('the action gives what comes from outside to its script in variables, and each input has a line in the manual', () => {
  const action = parse(read('action.yml')) as {
    inputs: Readonly<Record<string, unknown>>;
    runs: { steps: { run?: string }[] };
  };
  for (const { run = '' } of action.runs.steps) assert.ok(!run.includes('${{'), run);
  const manual = read('docs/ci.md');
  for (const name of Object.keys(action.inputs)) assert.ok(manual.includes(`| \`${name}\` |`), name);
  const script = action.runs.steps.find(({ run }) => run?.includes('arguments='))?.run ?? '';
  for (const [option] of script.matchAll(/--(?!quiet|depth)[a-z-]+/g))
    assert.ok(!('problem' in parseArguments(['check', ...(valued[option] ?? [option]), '.'])), option);
});

/** Options of the script, with a value each. */
const valued: Readonly<Record<string, readonly string[]>> = {
  '--format': ['--format', 'github'],
  '--report': ['--report', 'sarif=a.sarif'],
  '--severity': ['--severity', 'warning'],
  '--baseline': ['--baseline', 'a.json'],
  '--against': ['--against', 'abc'],
  '--changed-since': ['--changed-since', 'abc'],
};
