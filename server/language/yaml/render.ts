import type { ManifestValue, ScalarStyle } from '../../../schemas/contract/index.ts';
import { renderKey, renderScalar } from './renderScalar.ts';

/** How new lines are to look. */
export interface LineStyle {
  /** Columns from a key to the keys below it. */
  readonly step: number;
  /** Columns from a key to the dashes of its list: 0 or more. */
  readonly listStep: number;
}

/** One line or more, without the indentation that is common to them. */
export type Lines = readonly string[];

/** A value as block style writes it. Scalars and empty collections are one line; `isInline` says that it fits behind a colon. */
export function renderBlock(value: ManifestValue, style: LineStyle): { lines: Lines; isInline: boolean } {
  if (typeof value === 'string' && isMultiline(value)) return { lines: literal(value, style.step), isInline: true };
  if (isScalar(value)) return { lines: [renderScalar(value)], isInline: true };
  if (isList(value)) {
    if (value.length === 0) return { lines: ['[]'], isInline: true };
    return { lines: value.flatMap((item) => renderItem(item, style)), isInline: false };
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return { lines: ['{}'], isInline: true };
  return { lines: entries.flatMap(([key, each]) => renderEntry(key, each, style)), isInline: false };
}

/** `key: value`, the lines below it included. */
export function renderEntry(key: string, value: ManifestValue, style: LineStyle): Lines {
  const { lines, isInline } = renderBlock(value, style);
  const name = renderKey(key);
  if (isInline) return [`${name}: ${lines[0] ?? ''}`, ...lines.slice(1)];
  return [`${name}:`, ...indent(lines, isList(value) ? style.listStep : style.step)];
}

/** `- value`, the lines below it included. */
export function renderItem(value: ManifestValue, style: LineStyle): Lines {
  const { lines } = renderBlock(value, style);
  const [first = '', ...rest] = lines;
  return [`- ${first}`, ...indent(rest, 2)];
}

/** A value between brackets; `quote` is for keys and text, as in JSON. */
export function renderFlow(value: ManifestValue, quote?: ScalarStyle): string {
  if (isScalar(value)) return renderScalar(value, quote, true);
  if (isList(value)) return `[${value.map((item) => renderFlow(item, quote)).join(', ')}]`;
  const entries = Object.entries(value).map(
    ([key, each]) => `${renderKey(key, quote, true)}: ${renderFlow(each, quote)}`,
  );
  return `{${entries.join(', ')}}`;
}

export function indent(lines: Lines, columns: number): string[] {
  const pad = ' '.repeat(columns);
  return lines.map((line) => (line === '' ? '' : pad + line));
}

export function isList(value: ManifestValue): value is readonly ManifestValue[] {
  return Array.isArray(value);
}

export function isScalar(value: ManifestValue): value is string | number | boolean | null {
  return value === null || typeof value !== 'object';
}

/** Text of several lines that a literal block can hold as it is. */
function isMultiline(text: string): boolean {
  return (
    /\S\n/.test(text) && !/[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe]|[\u2028\u2029]|^[ \n]|[ ]\n|\n\n$|[ ]$/.test(text)
  );
}

function literal(text: string, step: number): Lines {
  const isClipped = text.endsWith('\n');
  const lines = (isClipped ? text.slice(0, -1) : text).split('\n');
  return [isClipped ? '|' : '|-', ...indent(lines, step)];
}
