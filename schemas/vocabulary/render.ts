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

/** English is the source. */
export const english: Wording = wordingOf((text) => text);

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
  return filled(
    text,
    values.map((value) => renderValue(value, wording)),
    wording,
  );
}

function renderList({ parts, separator, last }: SaidList, wording: Wording): string {
  const words = parts.map((part) => renderValue(part, wording)).filter((word) => word !== '');
  if (last === undefined) return words.join(separator);
  const before = words.slice(0, -1).join(wording.translate(separator));
  return words.length < 2 ? words.join('') : filled(`{0} ${last} {1}`, [before, words.at(-1) ?? ''], wording);
}

function renderValue(value: SaidValue, wording: Wording): string {
  return isSaid(value) ? render(value, wording) : wording.show(String(value), usualLength);
}

function filled(text: string, words: readonly string[], { translate }: Wording): string {
  // Where nothing but values stands there is nothing to translate.
  const translated = /\p{Letter}/u.test(text) ? translate(text) : text;
  return translated.replaceAll(/\{(\d+)\}/g, (place, index: string) => words[Number(index)] ?? place);
}
