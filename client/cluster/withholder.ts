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
 * Makes of a text one without the values, in whatever form a server prints them: as they are, quoted as in Go or JSON, as base64
 * or behind it, line by line, the numbers as Go writes them, and cut off after six characters or more. What is shorter than
 * that is replaced where it stands alone. A text costs what it is long, however many values there are.
 */
export function withholder(values: ReadonlySet<Scalar>): (text: string) => string {
  const short = new Set<string>();
  const long = new Map<string, string[]>();
  for (const value of values) {
    for (const form of formsOf(value)) {
      if (form.length < recognized) short.add(form);
      else addTo(long, form.slice(0, recognized), form);
    }
  }
  for (const forms of long.values()) forms.sort(byUnits);
  return (text) => (values.size === 0 ? text : replaced(text, [...startsOf(text, long), ...wordsLike(text, short)]));
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
  // It leaves more signs as they are; half a character it refuses.
  const inPath = encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD'));
  return [once, twice, inHtml, inAscii, inUrl, inUrl.replaceAll('+', '%20'), inPath];
}

/** Wherever a text begins as one of the forms does, as far as the two go together. */
function* startsOf(text: string, forms: ReadonlyMap<string, readonly string[]>): Generator<Span> {
  let covered = 0;
  for (let start = 0; start + recognized <= text.length; start++) {
    const group = forms.get(text.slice(start, start + recognized));
    const end = group ? longestStart(text, start, { group, covered }) : 0;
    if (end <= covered) continue;
    covered = end;
    yield { start, end };
  }
}

/** Where the longest common beginning ends; 0 if it is not beyond what is covered. The next ones in order share most with a text. */
function longestStart(
  text: string,
  start: number,
  { group, covered }: { readonly group: readonly string[]; readonly covered: number },
): number {
  const rest = text.slice(start);
  let [low, high] = [0, group.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((group[middle] ?? '') < rest) low = middle + 1;
    else high = middle;
  }
  const sure = text.slice(start, Math.max(covered, start + recognized));
  let longest = 0;
  for (const form of [group[low - 1], group[low]]) {
    if (form?.startsWith(sure) !== true) continue;
    let end = start + sure.length;
    while (end < text.length && end - start < form.length && text[end] === form[end - start]) end++;
    longest = Math.max(longest, end);
  }
  return longest;
}

function* wordsLike(text: string, forms: ReadonlySet<string>): Generator<Span> {
  if (forms.size === 0) return;
  for (let start = 0; start < text.length; start++) {
    if (isWord(text[start - 1])) continue;
    for (let end = start + 1; end < start + recognized && end <= text.length; end++)
      if (!isWord(text[end]) && forms.has(text.slice(start, end))) yield { start, end };
  }
}

function addTo(groups: Map<string, string[]>, key: string, form: string): void {
  const group = groups.get(key);
  if (group) group.push(form);
  else groups.set(key, [form]);
}

/** As `<` compares: by code units. */
function byUnits(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
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
