import type { HealthLine } from '../../schemas/contract/recipe.ts';

/** A page for people about something in a cluster. Never holds a value of a Secret. */
export interface Report {
  readonly title: string;
  /** A sentence under the title. */
  readonly summary: string;
  readonly sections: readonly ReportSection[];
}

export interface ReportSection {
  readonly title: string;
  readonly lines: readonly HealthLine[];
  /** Shown below the lines; the first row is the header. */
  readonly table?: readonly (readonly string[])[];
}

const marks: Readonly<Record<HealthLine['state'], string>> = { good: '✅', bad: '❌', unknown: '❔', note: 'ℹ️' };

/** A report as Markdown; whatever comes from a cluster is shown as it is, never as markup. */
export function renderReport({ title, summary, sections }: Report): string {
  const parts = sections.flatMap((section) => [
    `## ${plain(section.title)}`,
    ...(section.lines.length > 0 ? [section.lines.map(renderLine).join('\n')] : []),
    ...(section.table && section.table.length > 1 ? [renderTable(section.table)] : []),
  ]);
  return `${[`# ${plain(title)}`, plain(summary), ...parts].join('\n\n')}\n`;
}

/** `2 problems`, `1 problem`, `no problem found`. */
export function countProblems(sections: readonly ReportSection[]): string {
  const problems = sections.flatMap(({ lines }) => lines).filter(({ state }) => state === 'bad').length;
  if (problems === 0) return 'no problem found';
  return problems === 1 ? '1 problem' : `${String(problems)} problems`;
}

function renderLine({ title, state, text, remedy }: HealthLine): string {
  const line = `- ${marks[state]} **${plain(title)}**: ${plain(text)}`;
  return remedy === undefined ? line : `${line}\n  - ${plain(remedy)}`;
}

function renderTable([header = [], ...rows]: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.map(plain).join(' | ')} |`;
  return [row(header), row(header.map(() => '---')), ...rows.map(row)].join('\n');
}

/** Line breaks become spaces; characters that Markdown reads as markup are escaped, code spans stay. */
function plain(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part.replaceAll('|', '\\|') : part.replaceAll(/[\\*_[\]<>|#]/g, '\\$&')))
    .join('');
}
