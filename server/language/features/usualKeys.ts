import type { LanguageContext } from '../languageContext.ts';
import type { CursorSubject } from '../subjects/subjectAt.ts';
import type { ManifestPath } from '../../../schemas/contract/index.ts';

/** What people write in one map. */
export interface UsualMap {
  /** What is sorted by among keys of equal need: what people write most comes first, what hardly anybody writes last. */
  order(key: string): string;
  /** What nearly everybody keeps, beside what has to be there. */
  readonly kept: readonly string[];
  /** Hardly anybody writes it, though the schema may expect it. */
  isSeldom(key: string): boolean;
}

/** @param path of the map, counted from the subject */
export function usualKeys(
  context: LanguageContext,
  { claim, header }: Pick<CursorSubject, 'claim' | 'header'>,
  path: ManifestPath,
): UsualMap {
  const places = placesOf(header.kind, path);
  const tables = [claim.pack.vocabulary?.usualKeys, context.vocabulary.usualKeys];
  const line = tables.flatMap((table) => places.map((place) => table?.[place])).find((found) => found !== undefined);
  return line === undefined ? unknownMap : readLine(line);
}

/** Longest first; none is found in a table that inherits it, such as `constructor`, because each has a blank, a point or is a kind. */
function placesOf(kind: string, path: ManifestPath): string[] {
  const names = placeNames(path);
  const tails = names.map((_, index) => names.slice(index).join('.'));
  return [names.length === 0 ? kind : `${kind} ${names.join('.')}`, ...tails].filter((place) => !inherited.has(place));
}

/** Keys, with `[]` behind those of lists: `spec`, `users[]`. */
export function placeNames(path: ManifestPath): string[] {
  const names: string[] = [];
  for (const step of path) names.push(typeof step === 'string' ? step : `${names.pop() ?? ''}[]`);
  return names;
}

const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

const usual = '1';
const other = '2';
const seldom = '3';

const unknownMap: UsualMap = { order: () => other, kept: [], isSeldom: () => false };

function readLine(line: string): UsualMap {
  const [first = '', last = ''] = line.split('|');
  const words = wordsOf(first);
  const kept = words.filter((word) => word.endsWith('!')).map((word) => word.slice(0, -1));
  const orders = new Map<string, string>();
  for (const [index, word] of words.entries()) orders.set(word.replace(/!$/, ''), `${usual}${twoDigits(index)}`);
  for (const [index, word] of wordsOf(last).entries()) orders.set(word, `${seldom}${twoDigits(index)}`);
  const order = (key: string) => orders.get(key) ?? other;
  return { order, kept, isSeldom: (key) => order(key).startsWith(seldom) };
}

function wordsOf(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

function twoDigits(index: number): string {
  return String(index).padStart(2, '0');
}
