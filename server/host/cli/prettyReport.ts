import type { Severity } from '../../../schemas/contract/index.ts';
import { inertText } from '../../../schemas/vocabulary/inertText.ts';
import { remembered } from '../remembered.ts';
import type { Found } from '../../language/found.ts';
import { severities } from './checkOptions.ts';
import { terminalLine, terminalPath, terminalStart } from './terminalText.ts';

/** UTF-16 units of a line that are shown. */
const widest = 160;
/** Lines of one finding that are shown. */
const mostLines = 4;

/** SGR parameters (ECMA-48). */
const colours = { error: '31', warning: '33', information: '36', hint: '2', bold: '1', dim: '2', fix: '32' } as const;

/** For people: each finding with the lines that it is about, what mends it, and a summary. @param textOf of a file, by the name in its findings. */
export function prettyReport(
  found: readonly Found[],
  summary: string,
  { textOf, inColour }: { textOf: (file: string) => string; inColour: boolean },
): string {
  const paint = (colour: keyof typeof colours, text: string) =>
    inColour ? `\u001b[${colours[colour]}m${text}\u001b[0m` : text;
  const linesOf = remembered((file: string) => textOf(file).split(/\r\n|\r|\n/));
  const blocks = found.map((each) => {
    const { file, line, column, severity, code, message, fixes } = each;
    const place = paint('bold', `${terminalPath(file)}:${String(line)}:${String(column)}`);
    const frame = frameOf(
      linesOf(file),
      each,
      (gutter) => paint('dim', gutter),
      (mark) => paint(severity, mark),
    );
    return [
      `${place} ${paint(severity, severity)} ${paint('dim', code)}`,
      `  ${terminalStart(message)}`,
      ...frame,
      ...(fixes[0] === undefined ? [] : [`  ${paint('fix', 'Fix:')} ${terminalLine(fixes[0])}`]),
      '',
    ].join('\n');
  });
  return [...blocks, paint(worst(found), summary), ''].join('\n');
}

function worst(found: readonly Found[]): Severity | 'fix' {
  return severities.find((each) => found.some(({ severity }) => severity === each)) ?? 'fix';
}

type Paint = (text: string) => string;

/** The line above, and those of the finding with a mark below the first. */
function frameOf(lines: readonly string[], found: Found, gutter: Paint, mark: Paint): string[] {
  const last = Math.min(found.endLine, found.line + mostLines - 1, lines.length);
  const width = String(last).length;
  const first = Math.max(1, found.line - 1);
  // A long line is shown from where the finding is.
  const from = found.column > widest / 2 ? found.column - Math.floor(widest / 4) : 1;
  const shown: string[] = [];
  for (let line = first; line <= last; line++) {
    const text = (lines[line - 1] ?? '').slice(from - 1);
    shown.push(`${gutter(`  ${String(line).padStart(width)} |`)} ${inertText(text, widest)}`.trimEnd());
    if (line === found.line) shown.push(`${gutter(`  ${' '.repeat(width)} |`)} ${mark(marksOf(found, text, from))}`);
  }
  return shown;
}

function marksOf({ line, column, endLine, endColumn }: Found, text: string, from: number): string {
  const start = column - from;
  const end = endLine === line ? endColumn - from : text.length;
  const count = Math.max(1, Math.min(end, widest) - start);
  return `${' '.repeat(start)}${'^'.repeat(count)}`;
}
