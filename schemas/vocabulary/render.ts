import type { Said, SaidList, SaidText, SaidValue } from '../contract/index.ts';
import { inertText, usualLength } from './inertText.ts';
import { isSaid } from './say.ts';

/** The words of a language, and what becomes of values in them. */
export interface Wording {
  /** Our text in the language, with the same places `{0}` ...; the text itself where it has none. */
  readonly translate: (text: string) => string;
  /** A value as it is shown. @param limit UTF-16 code units. */
  readonly show: (value: string, limit: number) => string;
}

/** The words of a language in which values stand as they are. */
export function wordingOf(translate: Wording['translate']): Wording {
  return { translate, show: (value) => value };
}

const asWritten: Wording['translate'] = (text) => text;

/** English is the source. */
export const english: Wording = wordingOf(asWritten);

/** English in which foreign values do nothing, for logs and for what is shown as text. */
export const inertEnglish: Wording = { ...english, show: inertText };

/** Puts into words what was said. */
export function render(said: Said, wording = english): string {
  if ('text' in said) return renderText(said, wording);
  if ('parts' in said) return renderList(said, wording);
  if ('count' in said) return render(said.count === 1 ? said.one : said.other, wording);
  return wording.show(said.quotation, said.limit);
}

function renderText({ text, values }: SaidText, wording: Wording): string {
  const translated = translatedIn(wording, text);
  // What a language lacks is English as a whole: nobody reads a sentence in two languages.
  const within = translated === text && hasWords(text) ? { ...wording, translate: asWritten } : wording;
  return filled(
    translated,
    values.map((value) => renderValue(value, within)),
  );
}

function renderList({ parts, separator, last }: SaidList, wording: Wording): string {
  const words = parts.map((part) => renderValue(part, wording)).filter((word) => word !== '');
  if (last === undefined) return words.join(separator);
  const before = words.slice(0, -1).join(wording.translate(separator));
  return words.length < 2
    ? words.join('')
    : filled(translatedIn(wording, `{0} ${last} {1}`), [before, words.at(-1) ?? '']);
}

function renderValue(value: SaidValue, wording: Wording): string {
  return isSaid(value) ? render(value, wording) : wording.show(String(value), usualLength);
}

function translatedIn({ translate }: Wording, text: string): string {
  return hasWords(text) ? translate(text) : text;
}

/** Where nothing but values stands there is nothing to translate. */
function hasWords(text: string): boolean {
  return /\p{Letter}/u.test(text);
}

function filled(text: string, words: readonly string[]): string {
  return text.replaceAll(/\{(\d+)\}/g, (place, index: string) => words[Number(index)] ?? place);
}
