import type { HealthLine, Markdown, Said, SaidValue } from '../../schemas/contract/index.ts';
import { joinMarkdown, markdown, proseMarkdown, saidMarkdown } from '../../schemas/vocabulary/markdown.ts';
import { render, type Wording } from '../../schemas/vocabulary/render.ts';
import { counted, joined, say } from '../../schemas/vocabulary/say.ts';

/** A page for people about something in a cluster. Never holds a value of a Secret. */
export interface Report {
  readonly title: Said;
  /** A sentence under the title. */
  readonly summary: Said;
  readonly sections: readonly ReportSection[];
}

export interface ReportSection {
  readonly title: Said;
  readonly lines: readonly HealthLine[];
  /** Shown below the lines; the first row is the header. Cells are text, for no code is safe from every reader of tables. */
  readonly table?: readonly (readonly SaidValue[])[];
}

/** In every font and in the colour of the text: pictures of colours are missing on some machines, and lost in some themes. */
const marks: Readonly<Record<HealthLine['state'], string>> = { good: '✓ ', bad: '✗ ', unknown: '? ', note: '' };

/** Whatever comes from a cluster is shown as it is, never as markup. */
export function renderReport({ title, summary, sections }: Report, words: Wording): Markdown {
  const written = (said: Said) => saidMarkdown(said, words);
  const lineOf = ({ title: name, state, text, remedy }: HealthLine) => {
    const line = markdown`- ${marks[state]}**${written(name)}**: ${written(text)}`;
    return remedy === undefined ? line : markdown`${line}\n  - ${written(remedy)}`;
  };
  const row = (cells: readonly Markdown[]) => markdown`| ${joinMarkdown(cells, ' | ')} |`;
  const textRow = (cells: readonly SaidValue[]) =>
    row(cells.map((cell) => proseMarkdown(render(joined([cell], ''), words))));
  const tableOf = ([header = [], ...rows]: readonly (readonly SaidValue[])[]) =>
    joinMarkdown([textRow(header), row(header.map(() => markdown`---`)), ...rows.map(textRow)], '\n');
  const parts = sections.flatMap((section) => [
    markdown`## ${written(section.title)}`,
    ...(section.lines.length > 0 ? [joinMarkdown(section.lines.map(lineOf), '\n')] : []),
    ...(section.table && section.table.length > 1 ? [tableOf(section.table)] : []),
  ]);
  return markdown`${joinMarkdown([markdown`# ${written(title)}`, written(summary), ...parts], '\n\n')}\n`;
}

/** `2 problems`, `1 problem`, `no problem found`. */
export function countProblems(sections: readonly ReportSection[]): Said {
  const problems = sections.flatMap(({ lines }) => lines).filter(({ state }) => state === 'bad').length;
  if (problems === 0) return say`no problem found`;
  return counted(problems, say`1 problem`, say`${problems} problems`);
}
