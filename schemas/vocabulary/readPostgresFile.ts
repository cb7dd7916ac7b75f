/** A line of postgresql.conf; offsets in UTF-16 from the beginning of the file, ends excluded. */
export interface PostgresLine {
  readonly start: number;
  /** Behind the last character that is neither a blank nor in a comment. */
  readonly end: number;
  /** `undefined`: it does not begin with a name. */
  readonly name: string | undefined;
  /** Where what stands behind the name begins. */
  readonly valueStart: number;
  /** Without quotes. `undefined`: PostgreSQL cannot read the line. */
  readonly value: string | undefined;
}

/** More lines than there are parameters: what is a longer file is none of PostgreSQL's, and to look names up takes its time. */
const mostLines = 500;

/**
 * The first lines of a postgresql.conf that are not empty, as PostgreSQL takes them apart (`src/backend/utils/misc/guc-file.l`): behind a name,
 * with or without `=`, comes one word, number or text in single quotes. Lines that take in other files are left out.
 */
export function* readPostgresFile(text: string): Iterable<PostgresLine> {
  let offset = 0;
  let left = mostLines;
  for (const line of text.split('\n')) {
    const read = readLine(line, offset);
    if (read) yield read;
    if (read && --left === 0) return;
    offset += line.length + 1;
  }
}

function readLine(line: string, offset: number): PostgresLine | undefined {
  const written = withoutComment(line).trimEnd();
  const start = written.length - written.trimStart().length;
  const name = /^[A-Z_]\w*(?:\.[A-Z_]\w*)?(?=[\s=']|$)/i.exec(written.slice(start))?.[0];
  if (written.trim() === '' || (name !== undefined && includes.includes(name.toLowerCase()))) return undefined;
  const behind = written.slice(start + (name?.length ?? 0));
  const value = behind.replace(/^\s*=?\s*/, '');
  return {
    start: offset + start,
    end: offset + written.length,
    name,
    valueStart: offset + written.length - value.length,
    value: name === undefined ? undefined : readValue(value),
  };
}

const includes: readonly string[] = ['include', 'include_if_exists', 'include_dir'];

/** `#` in single quotes is part of the text. */
function withoutComment(line: string): string {
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    const letter = line[at];
    if (letter === '#' && !isQuoted) return line.slice(0, at);
    if (letter === "'") isQuoted = !isQuoted;
    else if (letter === '\\' && isQuoted) at++;
  }
  return line;
}

function readValue(written: string): string | undefined {
  if (/^'(?:[^'\\]|\\.|'')*'$/.test(written))
    return written.slice(1, -1).replace(/''|\\(.)/g, (all, escaped?: string) => escaped ?? all.slice(1));
  return words.test(written) ? written : undefined;
}

/** A whole number with a unit, one with a fraction without, or a word. */
const words =
  /^(?:[+-]?(?:0x[\da-f]+(?:[g-z][a-z]*)?|\d+[a-z]*)|[+-]?(?:\d+\.\d*|\.\d+)(?:e[+-]?\d+)?|[a-z_][\w.:/-]*)$/i;
