import type { Suggestion } from '../contract/index.ts';
import { authoredMarkdown } from './markdown.ts';

/** Values to offer, from a table of values and help in Markdown. */
export function describedValues(rows: Readonly<Record<string, string>>): readonly Suggestion[] {
  return Object.entries(rows).map(([value, help]) => ({ value, help: authoredMarkdown(help) }));
}
