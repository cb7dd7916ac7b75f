import type { Span } from '../../contract/index.ts';

/** A line of an option file that sets something. Offsets are UTF-16 units into the text, end excluded. */
export interface OptionLine {
  /** The section that it stands in, without brackets; `undefined`: none stands above it. */
  readonly section: string | undefined;
  /** As written: `max-connections`. */
  readonly name: string;
  readonly at: Span;
  /** Without quotes around it; `undefined`: no `=` behind the name. */
  readonly value: string | undefined;
  /** With the quotes; of a line without a value its end. */
  readonly valueAt: Span;
}

export interface OptionSection {
  readonly name: string;
  readonly at: Span;
}

export interface OptionFile {
  readonly sections: readonly OptionSection[];
  readonly lines: readonly OptionLine[];
}

/** Longer than any file of settings, in UTF-16 units; what is longer is not read. */
const longest = 100_000;

/**
 * An option file as MariaDB's programs read it (`search_default_file_with_ext` of mysys/my_default.c): `#` and `;` begin a comment
 * line, `#` outside of quotes one behind a value, `!include` takes in other files. Never throws.
 */
export function readOptionFile(text: string): OptionFile {
  const sections: OptionSection[] = [];
  const lines: OptionLine[] = [];
  let start = 0;
  for (const written of text.length > longest ? [] : text.split('\n')) {
    const line = withoutComment(written);
    const from = start + line.length - line.trimStart().length;
    const content = line.trim();
    start += written.length + 1;
    if (content === '' || /^[;!]/.test(content)) continue;
    if (content.startsWith('[')) {
      const end = content.indexOf(']');
      const name = content.slice(1, end).trim();
      if (end > 0) sections.push({ name, at: { start: from, end: from + end + 1 } });
      continue;
    }
    lines.push({ section: sections.at(-1)?.name, ...settingOf(content, from) });
  }
  return { sections, lines };
}

function settingOf(content: string, from: number): Omit<OptionLine, 'section'> {
  const equals = content.indexOf('=');
  const name = equals < 0 ? content : content.slice(0, equals).trimEnd();
  const at = { start: from, end: from + name.length };
  if (equals < 0) return { name, at, value: undefined, valueAt: { start: at.end, end: at.end } };
  const value = content.slice(equals + 1).trimStart();
  const end = from + content.length;
  return { name, at, value: unquoted(value), valueAt: { start: end - value.length, end } };
}

function unquoted(value: string): string {
  const quote = value.at(0);
  const isQuoted = value.length > 1 && (quote === '"' || quote === "'") && value.endsWith(quote);
  return isQuoted ? value.slice(1, -1) : value;
}

function withoutComment(line: string): string {
  let quote = '';
  for (let index = 0; index < line.length; index += 1) {
    const letter = line[index] ?? '';
    if (letter === '#' && quote === '') return line.slice(0, index);
    if (letter === '\\' && quote !== '') index += 1;
    else if ((letter === '"' || letter === "'") && (quote === '' || quote === letter))
      quote = quote === '' ? letter : '';
  }
  return line;
}
