declare const kind: unique symbol;

/**
 * Something to tell a person, before it is in the words of a language: our text, and beside it the values as data. Made by
 * `vocabulary/say.ts` alone, put into words by `vocabulary/render.ts` where it is shown. No text is `Said` by itself.
 */
export type Said = (SaidText | SaidList | SaidCount | SaidQuotation) & { readonly [kind]: true };

/** A name, a number, a quantity, a version, a path: what is the same in every language. Words of ours are `Said`. */
export type SaidValue = Said | string | number;

/** Words of ours. */
export interface SaidText {
  /** In English, with `{0}`, `{1}` ... where the values stand: what a translation is found by. */
  readonly text: string;
  readonly values: readonly SaidValue[];
}

/** One after the other; what is empty in words is left out. */
export interface SaidList {
  readonly parts: readonly SaidValue[];
  readonly separator: string;
  /** The word before the last part, instead of a separator. */
  readonly last?: 'and' | 'or';
}

/** Words that depend on a number. */
export interface SaidCount {
  readonly count: number;
  readonly one: Said;
  /** Of any number but one. */
  readonly other: Said;
}

/** Something long that others have written. */
export interface SaidQuotation {
  readonly quotation: string;
  /** UTF-16 code units of it that are shown where what is foreign is cut. */
  readonly limit: number;
}
