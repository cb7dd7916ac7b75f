import { trimEnd } from '../../schemas/vocabulary/trimEnd.ts';
import type { Scalar } from './secretValues.ts';

const notShown = '(not shown)';
/** UTF-16 code units of which a value is known again where a server has cut it, or has gone on after it. */
const recognized = 6;
/** Lines and words that are shorter do not tell anything. */
const shortestLine = 4;
/** Longer values are not looked for as the numbers of their bytes. */
const mostBytes = 4096;

/**
 * A text without the values, in whatever form a server prints them: as they are, quoted as in Go or JSON, as base64 or behind
 * it, line by line, the numbers as Go writes them, and cut off after six characters or more. What is shorter than
 * that is replaced where it stands alone.
 */
export function withhold(text: string, values: ReadonlySet<Scalar>): string {
  if (text === '' || values.size === 0) return text;
  const forms = new Set([...values].flatMap(formsOf));
  const spans: Span[] = [];
  for (const form of forms) {
    for (const span of form.length < recognized ? wordsLike(text, form) : startsOf(text, form)) spans.push(span);
  }
  return replaced(text, spans);
}

/** UTF-16 offsets, end excluded. */
interface Span {
  readonly start: number;
  readonly end: number;
}

function formsOf(value: Scalar): readonly string[] {
  if (typeof value === 'boolean') return [String(value)];
  if (typeof value === 'number') return [String(value), value.toExponential().replace(/([+-])(\d)$/, '$10$2')];
  const bytes = Buffer.from(value, 'utf8');
  const base64 = bytes.toString('base64');
  const behind = Buffer.from(value, 'base64');
  const isBase64 = value.length >= shortestLine && behind.toString('base64') === value;
  const decoded = isBase64 ? behind.toString('utf8') : '';
  const lines = [value, decoded].flatMap((each) => each.split(/\r\n|\r|\n/)).map((line) => line.trim());
  const plain = [value, value.trim(), decoded, ...lines.filter((line) => line.length >= shortestLine)];
  return [
    ...plain.flatMap((each) => [each, each.replaceAll(/\s+/g, ' '), ...quoted(each)]),
    ...[base64, trimEnd(base64, '='), bytes.toString('base64url')],
    ...(bytes.length <= mostBytes ? [bytes.join(' '), bytes.join(', '), bytes.toString('hex')] : []),
  ].filter((form) => form !== '');
}

/** As JSON and Go write it between quotation marks, once and twice over, and in a URL. */
function quoted(text: string): readonly string[] {
  const once = JSON.stringify(text).slice(1, -1);
  const twice = JSON.stringify(once).slice(1, -1);
  const inHtml = once.replaceAll(/[<>&]/g, (each) => `\\u00${each.charCodeAt(0).toString(16)}`);
  const inAscii = once.replaceAll(
    /[\u0080-\uFFFF]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const inUrl = new URLSearchParams({ '': text }).toString().slice(1);
  return [once, twice, inHtml, inAscii, inUrl, inUrl.replaceAll('+', '%20')];
}

/** Wherever a text begins as the form does, as far as the two go together. */
function* startsOf(text: string, form: string): Generator<Span> {
  const seed = form.slice(0, recognized);
  for (let start = text.indexOf(seed); start >= 0;) {
    let end = start + recognized;
    while (end < text.length && end - start < form.length && text[end] === form[end - start]) end++;
    yield { start, end };
    start = text.indexOf(seed, end);
  }
}

function* wordsLike(text: string, form: string): Generator<Span> {
  for (let start = text.indexOf(form); start >= 0; start = text.indexOf(form, start + form.length)) {
    const end = start + form.length;
    if (!isWord(text[start - 1]) && !isWord(text[end])) yield { start, end };
  }
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
}

function replaced(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of [...spans].sort((one, other) => one.start - other.start)) {
    if (end <= done) continue;
    // What overlaps or touches is one value in two forms.
    if (start > done || done === 0) parts.push(text.slice(done, start), notShown);
    done = end;
  }
  return [...parts, text.slice(done)].join('');
}
