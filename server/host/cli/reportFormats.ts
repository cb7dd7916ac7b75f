import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Rule } from '../../../schemas/contract/index.ts';
import type { Found } from '../../language/found.ts';
import { severities } from './checkOptions.ts';
import { terminalJson, terminalLine, terminalPath } from './terminalText.ts';

/** One line per finding, in the form that terminals and editors make links of, and a summary. */
export function toText(found: readonly Found[], summary: string): string {
  const lines = found.map(({ file, line, column, severity, code, message }) => {
    return `${terminalPath(file)}:${String(line)}:${String(column)}: ${severity} ${code}: ${terminalLine(message.replaceAll(/\s+/g, ' '))}`;
  });
  return [...lines, summary, ''].join('\n');
}

export function toJson(found: readonly Found[]): string {
  return `${terminalJson(found)}\n`;
}

const sarifLevels = { error: 'error', warning: 'warning', information: 'note', hint: 'note' } as const;

/** SARIF 2.1.0, as code scanning of GitHub and others reads it; `problems` are what could not be read. */
export function toSarif(
  found: readonly Found[],
  problems: readonly string[],
  ruleOf: (code: string) => Pick<Rule, 'severity' | 'help' | 'source'> | undefined,
): string {
  const codes = [...new Set(found.map(({ code }) => code))].sort();
  const results = found.map(({ file, code, severity, message, line, column, endLine, endColumn }) => ({
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: sarifLevels[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: artifactUri(file) },
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
  }));
  const invocation = {
    executionSuccessful: problems.length === 0,
    toolExecutionNotifications: problems.map((text) => ({ level: 'error', message: { text } })),
  };
  const driver = { name: 'db-manifests', rules: codes.map((code) => sarifRule(code, ruleOf(code))) };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, invocations: [invocation], columnKind: 'utf16CodeUnits', results }],
  };
  return `${terminalJson(log)}\n`;
}

function sarifRule(id: string, rule: Pick<Rule, 'severity' | 'help' | 'source'> | undefined): object {
  if (!rule) return { id };
  return {
    id,
    defaultConfiguration: { level: sarifLevels[rule.severity] },
    help: { text: rule.help, markdown: rule.help },
    helpUri: rule.source,
  };
}

/** Relative to the folder that the check was run in, unless the person named an absolute path. */
export function artifactUri(file: string): string {
  if (path.isAbsolute(file)) return pathToFileURL(file).href;
  return file.split(path.sep).map(encodeURIComponent).join('/');
}

/** How much was checked, and what was found. */
export function toSummary(found: readonly Found[], files: number): string {
  const checked = `${String(files)} ${files === 1 ? 'file' : 'files'} checked`;
  if (found.length === 0) return `${checked}, nothing found.`;
  const counts = severities.flatMap((severity) => {
    const count = found.filter((each) => each.severity === severity).length;
    return count > 0
      ? [`${String(count)} ${count === 1 || severity === 'information' ? severity : `${severity}s`}`]
      : [];
  });
  return `${checked}: ${counts.join(', ')}.`;
}
