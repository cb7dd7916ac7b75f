import type { HealthLine, Markdown, Prose } from '../../schemas/contract/index.ts';
import { joinMarkdown, markdown, proseMarkdown } from '../../schemas/vocabulary/markdown.ts';

/** A page for people about something in a cluster. Never holds a value of a Secret. */
export interface Report {
  readonly title: string;
  /** A sentence under the title. */
  readonly summary: Prose;
  readonly sections: readonly ReportSection[];
}

export interface ReportSection {
  readonly title: string;
  readonly lines: readonly HealthLine[];
  /** Shown below the lines; the first row is the header. Cells are text, for no code is safe from every reader of tables. */
  readonly table?: readonly (readonly string[])[];
}

const marks: Readonly<Record<HealthLine['state'], string>> = { good: '✅', bad: '❌', unknown: '❔', note: 'ℹ️' };

/** Whatever comes from a cluster is shown as it is, never as markup. */
export function renderReport({ title, summary, sections }: Report): Markdown {
  const parts = sections.flatMap((section) => [
    markdown`## ${section.title}`,
    ...(section.lines.length > 0 ? [joinMarkdown(section.lines.map(renderLine), '\n')] : []),
    ...(section.table && section.table.length > 1 ? [renderTable(section.table)] : []),
  ]);
  return markdown`${joinMarkdown([markdown`# ${title}`, proseMarkdown(summary), ...parts], '\n\n')}\n`;
}

/** `2 problems`, `1 problem`, `no problem found`. */
export function countProblems(sections: readonly ReportSection[]): string {
  const problems = sections.flatMap(({ lines }) => lines).filter(({ state }) => state === 'bad').length;
  if (problems === 0) return 'no problem found';
  return problems === 1 ? '1 problem' : `${String(problems)} problems`;
}

function renderLine({ title, state, text, remedy }: HealthLine): Markdown {
  const line = markdown`- ${marks[state]} **${title}**: ${proseMarkdown(text)}`;
  return remedy === undefined ? line : markdown`${line}\n  - ${proseMarkdown(remedy)}`;
}

function renderTable([header = [], ...rows]: readonly (readonly string[])[]): Markdown {
  const row = (cells: readonly Prose[]) => {
    const said = cells.map((cell) => proseMarkdown(cell));
    return markdown`| ${joinMarkdown(said, ' | ')} |`;
  };
  const line = header.map(() => markdown`---`);
  return joinMarkdown([row(header), row(line), ...rows.map(row)], '\n');
}
