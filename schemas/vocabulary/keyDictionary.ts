import type { KeyDictionary, KnownKey, Said, Suggestion } from '../contract/index.ts';
import { authoredMarkdown } from './markdown.ts';

/** A known key of an open map, as it stands in a table. */
export interface KeyRow {
  readonly key: string;
  /** Markdown of ours. */
  readonly help: string;
  readonly detail?: Said;
  readonly values?: readonly Suggestion[];
  /** What completion writes behind the key. */
  readonly insert?: string;
}

export function dictionaryOf(rows: readonly KeyRow[]): KeyDictionary {
  const known = new Map(rows.map((row): [string, KnownKey] => [row.key, { ...row, help: authoredMarkdown(row.help) }]));
  return { keys: () => known.values(), find: (key) => known.get(key) };
}

/** A text to be written in quotes, as maps of texts need it. */
export function quoted(value: string): string {
  return JSON.stringify(value);
}
