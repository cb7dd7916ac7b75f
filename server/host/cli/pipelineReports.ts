import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Severity } from '../../../schemas/contract/index.ts';
import type { Found } from '../../language/found.ts';
import { terminalJson, terminalLine, terminalXml } from './terminalText.ts';

/** Reports that pipelines read. Each is as the maker of the pipeline documents it; messages are one line. */

const annotations = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' } as const;

/** Workflow commands of GitHub Actions: an annotation at the line of each finding. */
export function toGithub(found: readonly Found[]): string {
  return found
    .map(({ file, line, column, endLine, endColumn, severity, code, message }) => {
      // The column behind the last character: GitHub's end is the last one, and a finding may be empty.
      const end = endLine === line ? `,endColumn=${String(Math.max(column, endColumn - 1))}` : '';
      const place = `file=${property(slashes(file))},line=${String(line)},endLine=${String(endLine)},col=${String(column)}${end}`;
      return `::${annotations[severity]} ${place},title=${property(code)}::${data(terminalLine(message))}\n`;
    })
    .join('');
}

/** As `@actions/core` escapes them: nothing in a text ends the command or begins another. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

const gitlabSeverities = { error: 'critical', warning: 'major', information: 'minor', hint: 'info' } as const;

/** GitLab's code quality report. What was there before keeps its fingerprint, also where lines have moved. */
export function toGitlab(found: readonly Found[]): string {
  const seen = new Map<string, number>();
  const entries = found.map(({ file, line, endLine, severity, code, message }) => {
    const shown = slashes(file);
    const what = JSON.stringify([shown, code, message]);
    const number = seen.get(what) ?? 0;
    seen.set(what, number + 1);
    return {
      description: terminalLine(message),
      check_name: code,
      fingerprint: createHash('sha256')
        .update(`${what}${String(number)}`)
        .digest('hex'),
      severity: gitlabSeverities[severity],
      location: { path: shown, lines: { begin: line, end: endLine } },
    };
  });
  return `${terminalJson(entries)}\n`;
}

const failures: Readonly<Record<Severity, boolean>> = { error: true, warning: true, information: false, hint: false };

/** JUnit's XML: a test case per file, which fails where there is an error or a warning. Remarks are its output. */
export function toJunit(found: readonly Found[], files: readonly string[], unread: readonly string[]): string {
  const byFile = new Map(files.map((file) => [file, new Array<Found>()]));
  for (const each of found) byFile.get(each.file)?.push(each);
  const cases = [...byFile].map(([file, here]) => {
    const grave = here.filter(({ severity }) => failures[severity]);
    const failed = grave.map(
      ({ line, column, code, message, severity }) =>
        `    <failure type="${terminalXml(code)}" message="${terminalXml(terminalLine(message))}">${terminalXml(`${file}:${String(line)}:${String(column)}: ${severity}`)}</failure>\n`,
    );
    const remarks = here
      .filter(({ severity }) => !failures[severity])
      .map(({ line, code, message }) => `${String(line)}: ${code}: ${terminalLine(message)}`);
    const output = remarks.length > 0 ? `    <system-out>${remarks.map(terminalXml).join('\n')}</system-out>\n` : '';
    return { failed: grave.length > 0, text: testCase(file, failed.join('') + output) };
  });
  const errors = unread.map((problem) => testCase('input', `    <error message="${terminalXml(problem)}"/>\n`));
  const count = cases.length + errors.length;
  const failed = cases.filter((each) => each.failed).length;
  const suite = `name="db-manifests" tests="${String(count)}" failures="${String(failed)}" errors="${String(errors.length)}"`;
  const body = [...cases.map(({ text }) => text), ...errors].join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n<testsuite ${suite}>\n${body}</testsuite>\n</testsuites>\n`;
}

function testCase(name: string, inside: string): string {
  const head = `  <testcase classname="db-manifests" name="${terminalXml(name)}"`;
  return inside === '' ? `${head}/>\n` : `${head}>\n${inside}  </testcase>\n`;
}

/** Paths in reports have slashes, whatever the machine's are. */
function slashes(file: string): string {
  return file.split(path.sep).join('/');
}
