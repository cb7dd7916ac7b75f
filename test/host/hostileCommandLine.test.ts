import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { differenceOf } from '../../server/host/cli/applyFixes.ts';
import { parseArguments } from '../../server/host/cli/arguments.ts';
import { toGithub, toGitlab, toJunit } from '../../server/host/cli/pipelineReports.ts';
import { prettyReport } from '../../server/host/cli/prettyReport.ts';
import { toJson, toSarif, toText } from '../../server/host/cli/reportFormats.ts';
import type { Found } from '../../server/language/found.ts';
import { terminalLine } from '../../server/host/cli/terminalText.ts';
import { dist } from '../support/fixtures.ts';
import { asYamlScalar, hostileFileNames, hostileTexts } from '../support/hostileTexts.ts';
import { assertInertTerminal } from '../support/inert.ts';
import { runProcess } from '../support/runProcess.ts';

const temporary = mkdtempSync(path.join(tmpdir(), 'db-manifests-hostile-'));
after(() => rmSync(temporary, { recursive: true, force: true }));

describe('what is said on the command line is only read', () => {
  const summary = '1 file checked.';
  const found = hostileTexts.map(({ text }): Found => {
    const places = { line: 1, column: 1, endLine: 1, endColumn: 2 };
    return { file: text, ...places, severity: 'error', code: 'zalando/x', message: text, fixes: [text] };
  });

  test('as text: a line for each problem, whatever it holds', () => {
    const text = toText(found, summary);
    assertInertTerminal(text);
    assert.equal(text.split('\n').length, found.length + 2);
  });

  test('as JSON and as SARIF, which stay exact', () => {
    const json = toJson(found);
    assertInertTerminal(json);
    assert.deepEqual(JSON.parse(json), found);
    const problems = hostileTexts.map(({ text }) => text);
    const sarif = toSarif(
      found.filter(({ file }) => !/\p{Surrogate}/u.test(file)),
      problems,
      () => undefined,
    );
    assertInertTerminal(sarif);
    assert.ok(sarif.includes('toolExecutionNotifications'));
  });

  test('with the lines around it', () => {
    const everything = hostileTexts.map(({ text }) => text).join('\n');
    assertInertTerminal(prettyReport(found, summary, { textOf: () => everything, inColour: false }));
  });

  test('as an annotation: one command for each problem, which is ours', () => {
    const lines = toGithub(found).trimEnd().split('\n');
    assert.equal(lines.length, found.length);
    for (const line of lines) assert.match(line, /^::error file=[^,:]*,line=1,[^:]*title=zalando\/x::/);
    for (const line of lines) assertInertTerminal(line.replace(/^::error file=[^,]*/, ''));
  });

  test('as reports of tests and of code quality', () => {
    assertInertTerminal(toGitlab(found));
    const fingerprints = (JSON.parse(toGitlab(found)) as { fingerprint: string }[]).map((each) => each.fingerprint);
    assert.equal(new Set(fingerprints).size, found.length);
    const texts = hostileTexts.map(({ text }) => text);
    const report = toJunit(found, texts, texts);
    assertInertTerminal(report);
    assert.equal(report.match(/<failure /g)?.length, found.length);
    assert.equal(
      report.match(/<(?:testcase|\/testsuite)\b/g)?.length,
      2 * new Set(texts).size + 1 + (texts.length - new Set(texts).size),
    );
  });

  test('as a difference', () => {
    for (const { text } of hostileTexts) {
      assertInertTerminal(differenceOf({ input: { name: text, text: `${text}\na: 1\n` }, text: `${text}\na: 2\n` }));
    }
  });

  test('in complaints', () => {
    for (const { text } of hostileTexts) {
      const parsed = parseArguments([text, 'check']);
      assertInertTerminal(terminalLine('problem' in parsed ? parsed.problem : text));
    }
  });

  test('about files that are called so', async () => {
    const names = hostileFileNames.map(({ text }) => `${text}.yaml`);
    mkdirSync(path.join(temporary, 'files'));
    names.forEach((name, index) => {
      const value = asYamlScalar(hostileTexts[index]?.text ?? '');
      const text = `apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: ${value}\nspec:\n  ${value}: 1\n`;
      writeFileSync(path.join(temporary, 'files', name), text);
    });
    const check = (...args: string[]) =>
      runProcess(process.execPath, [path.join(dist, 'cli.cjs'), 'check', ...args], {
        cwd: path.join(temporary, 'files'),
      });
    const asText = await check('.');
    assertInertTerminal(asText.output);
    assert.ok(asText.output.split('\n').length > names.length);
    const asJson = await check('--format', 'json', '.');
    assertInertTerminal(asJson.output);
    const files = new Set((JSON.parse(asJson.output) as Found[]).map(({ file }) => path.basename(file)));
    assert.deepEqual([...files].sort(), names.sort());
    const missing = await check('--', ...names.map((name) => `${name}.gone`));
    assert.equal(missing.code, 2);
    assertInertTerminal(missing.errors);
  });
});
