import { LineCounter, parseAllDocuments, type Scalar, visit } from 'yaml';
import type { Completion } from '../../server/language/answers.ts';
import type { LanguageService } from '../../server/language/languageService.ts';
import { accept, positionAt, uri, withoutTabStops } from './manifests.ts';

/** A place at which a person may be typing: a text with the cursor, and what the documents held without that line. */
export interface TypingPlace {
  readonly text: string;
  readonly offset: number;
  readonly before: string;
}

/** Made when it is visited: most are passed over. */
type MakePlace = () => TypingPlace;

/** How a line that a person has begun may look. */
export interface BegunLine {
  /** Left and right of the cursor. */
  readonly word: readonly [left: string, right: string];
  /** Behind the word. */
  readonly end?: string;
  readonly tabs?: boolean;
}

/** Such lines between two others, at any indentation that comes near. */
export function* linesBetween(text: string, { word, end = '', tabs = false }: BegunLine): Generator<MakePlace> {
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/);
  const inText = linesInText(text);
  for (let at = 0; at <= lines.length; at++) {
    if (inText.has(at)) continue;
    const around = [lines[at - 1], lines[at]].map((line) => /^ *(?:- )?/.exec(line ?? '')?.[0].length ?? 0);
    for (let column = 0; column <= Math.max(...around) + 4; column++) {
      yield () => {
        const above = lines.slice(0, at).map((line) => line + lineBreak);
        const head = above.join('') + (tabs ? '\t' : ' ').repeat(column) + word[0];
        const below = lines.slice(at);
        return { text: [head + word[1] + end, ...below].join(lineBreak), offset: head.length, before: text };
      };
    }
  }
}

/** The end of every line, right there and behind a blank: what is offered is a value, or nothing. */
export function* lineEnds(text: string): Generator<MakePlace> {
  const lines = text.split('\n');
  for (const [at, line] of lines.entries()) {
    const head = () => [...lines.slice(0, at), line].join('\n');
    const below = lines.slice(at + 1);
    yield () => ({ text, offset: head().length, before: text });
    yield () => ({ text: [`${head()} `, ...below].join('\n'), offset: head().length + 1, before: text });
  }
}

/** The end of every map in braces, where a key more is begun. */
export function* bracesOf(text: string, word: string): Generator<MakePlace> {
  for (const { index } of text.matchAll(/(?<=[^{]) \}/g)) {
    yield () => {
      const head = `${text.slice(0, index)}, ${word}`;
      return { text: head + text.slice(index), offset: head.length, before: text };
    };
  }
}

/** What accepting one of the offers does wrong; `undefined`: it adds one key or one item, and nothing else changes. */
export function wrongBy(place: TypingPlace, item: Completion): string | undefined {
  const documents = accepted(place, item);
  if (typeof documents === 'string') return documents;
  const added = additions(valuesBefore(place.before), documents, '');
  const label = item.label.replace(/^- /, '');
  if (added === undefined) return 'something else has changed';
  if (added.length !== 1) return `added ${added.join(' and ') || 'nothing'}`;
  const isThere = added[0]?.endsWith(']') || added[0]?.endsWith(`.${label}`);
  return item.kind === 'key' && !isThere ? `added ${String(added[0])}` : undefined;
}

/** What accepting one of the offers breaks. */
export function brokenBy(place: TypingPlace, item: Completion): string | undefined {
  const documents = accepted(place, item);
  return typeof documents === 'string' ? documents : undefined;
}

/** The text with everything filled in that the offer leaves to a person. */
export function filledIn({ text }: TypingPlace, item: Completion): string {
  return withoutTabStops(
    accept(text, item)
      .replaceAll(/\{ \$\d+ \}/g, '{}')
      .replaceAll(/\$\d+/g, 'x'),
  );
}

function accepted(place: TypingPlace, item: Completion): unknown[] | string {
  const documents = [...parseAllDocuments(filledIn(place, item), { version: '1.1' })];
  const error = documents.flatMap(({ errors }) => errors)[0];
  return error ? `${error.code}: ${error.message}` : documents.map((each) => each.toJS() as unknown);
}

const valuesBefore = remembered(valuesOf);

function valuesOf(text: string): unknown[] {
  return [...parseAllDocuments(text, { version: '1.1' })].map((each) => each.toJS() as unknown);
}

/** Paths of what is new; `undefined` if something is gone or other. */
function additions(old: unknown, now: unknown, path: string): string[] | undefined {
  if (old === null || old === undefined) return now === null || now === undefined ? [] : [`${path}${firstKey(now)}`];
  if (Array.isArray(old)) return Array.isArray(now) ? ofItems(old, now, path) : undefined;
  if (typeof old !== 'object' || typeof now !== 'object' || now === null) return Object.is(old, now) ? [] : undefined;
  const [was, is] = [old as Record<string, unknown>, now as Record<string, unknown>];
  const found: string[] = [];
  for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
    if (!(key in is)) return undefined;
    const inner = key in was ? additions(was[key], is[key], `${path}.${key}`) : [`${path}.${key}`];
    if (!inner) return undefined;
    found.push(...inner);
  }
  return found;
}

/** What was empty has become a map with one key, or a list. */
function firstKey(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '[0]';
  return `.${Object.keys(value)[0] ?? ''}`;
}

function ofItems(old: readonly unknown[], now: readonly unknown[], path: string): string[] | undefined {
  if (old.length === now.length) {
    const inner = old.map((each, index) => additions(each, now[index], `${path}[${String(index)}]`));
    return inner.every((each) => each !== undefined) ? inner.flat() : undefined;
  }
  if (now.length !== old.length + 1) return undefined;
  const text = JSON.stringify(old);
  const at = now.findIndex((_, index) => JSON.stringify(now.filter((__, other) => other !== index)) === text);
  return at === -1 ? undefined : [`${path}[${String(at)}]`];
}

/** Numbers of the lines that begin inside a quoted text: what is written in front of one is no line of its own. */
const linesInText = remembered((text: string) => {
  const found = new Set<number>();
  const counter = new LineCounter();
  const noteLines = (_: unknown, { type, range }: Scalar) => {
    if (!type?.startsWith('QUOTE_') || !range) return;
    const [first, last] = [counter.linePos(range[0]).line, counter.linePos(range[1]).line];
    for (let line = first; line < last; line++) found.add(line);
  };
  for (const document of parseAllDocuments(text, { lineCounter: counter, version: '1.1' }))
    visit(document, { Scalar: noteLines });
  return found;
});

function remembered<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const value = known.get(text) ?? work(text);
    known.set(text, value);
    return value;
  };
}

export function offersAt(service: LanguageService, { text, offset }: TypingPlace): Completion[] {
  service.setFile(uri, text);
  return service.complete(uri, positionAt(text, offset));
}
