import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import ts from 'typescript';
import { newRule } from '../../tools/newRule.ts';
import type { NewRule } from '../../tools/newRule.ts';
import { createFixtureService, parseFixture, root, toMarks, uriOf } from '../support/fixtures.ts';

const wanted: NewRule = { id: 'zalando/volume-odd', severity: 'warning' };
const manifest = `apiVersion: acid.zalan.do/v1
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
`;

function written(given: Partial<NewRule> = {}): Readonly<Record<string, string>> {
  const made = newRule({ ...wanted, ...given }, () => manifest);
  assert.ok('files' in made, 'problem' in made ? made.problem : '');
  return made.files;
}

function problem(given: Partial<NewRule>): string {
  const made = newRule({ ...wanted, ...given }, () => manifest);
  return 'problem' in made ? made.problem : '';
}

describe('a new rule', () => {
  test('is refused where its id, severity or kind cannot be', () => {
    assert.match(problem({ id: 'oracle/volume-odd' }), /no system "oracle".*zalando/);
    assert.match(problem({ id: 'zalando/volume-shrunk' }), /there already/);
    for (const id of [
      'zalando',
      'zalando/',
      'zalando/odd',
      'zalando/Volume-odd',
      'zalando/2-odd',
      'zalando/a/volume-odd',
    ])
      assert.match(problem({ id }), /no id of a rule/, id);
    assert.match(problem({ kind: 'Postgresql' }), /no kind "Postgresql".*postgresql/);
    assert.match(newRuleOfUnknownSeverity(), /no severity "fatal".*warning/);
  });

  test('has a file, a fixture in which it speaks and one in which it is silent', () => {
    const folder = 'schemas/systems/zalando';
    assert.deepEqual(Object.keys(written()), [
      `${folder}/rules/volume-odd.ts`,
      `${folder}/testdata/volume-odd.yaml`,
      `${folder}/testdata/volume-odd.silent.yaml`,
    ]);
    const [rule = ''] = Object.values(written({ severity: 'error', kind: 'PostgresTeam' }));
    assert.match(rule, /export const volumeOdd: Rule/);
    assert.match(rule, /severity: 'error'/);
    assert.match(rule, /kinds: \['PostgresTeam'\]/);
  });

  test('compiles as it is written', () => {
    const [file = '', text = ''] = Object.entries(written())[0] ?? [];
    assert.deepEqual(compile(path.join(root, file), text), []);
  });

  test('has fixtures that fail until somebody has written them', () => {
    for (const [name, text] of Object.entries(written()).slice(1)) {
      const fixture = parseFixture(name, 'zalando', text);
      const found = createFixtureService(fixture).diagnose(uriOf('manifest.yaml'));
      assert.deepEqual(toMarks(found), []);
      assert.match(fixture.files[0]?.marks.join() ?? '', /warning zalando\/volume-odd: /);
    }
  });
});

function newRuleOfUnknownSeverity(): string {
  const given: object = { ...wanted, severity: 'fatal' };
  return problem(given);
}

/** What the compiler says of a file of `schemas/` with this text. */
function compile(file: string, text: string): string[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    path.join(root, 'schemas/tsconfig.json'),
    { noEmit: true, composite: false, incremental: false },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  assert.ok(config);
  const host = ts.createCompilerHost(config.options);
  const onDisk = { ...host };
  host.readFile = (name) => (name === file ? text : onDisk.readFile(name));
  host.fileExists = (name) => name === file || onDisk.fileExists(name);
  host.getSourceFile = (name, options) => {
    const content = host.readFile(name);
    return content === undefined ? undefined : ts.createSourceFile(name, content, options);
  };
  const program = ts.createProgram({ rootNames: [file], options: config.options, host });
  const source = program.getSourceFile(file);
  assert.ok(source);
  return [...program.getSemanticDiagnostics(source), ...program.getSyntacticDiagnostics(source)].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'),
  );
}
