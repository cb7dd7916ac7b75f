import * as vscode from 'vscode';
import { inertText, usualLength } from '../../schemas/vocabulary/inertText.ts';

declare const kind: unique symbol;

/**
 * Text that the editor may show. No text is said by itself: what comes from a manifest, a cluster or a database gets to the
 * screen as a value of `say`, which shows it and lets it do nothing.
 */
export interface Said {
  readonly said: string;
  readonly [kind]: true;
}

/**
 * `` say`Database ${name} does not exist.` ``: the literal is ours, and what translations are found by; every value is foreign
 * and becomes inert, on one line, of 300 UTF-16 code units at most. What was said before is put in as it is.
 *
 * Nothing said holds a link or an icon: the editor makes links of `[text](command:...)` in messages, prompts and details, and
 * icons of `$(name)` in labels. An icon of our own is a property beside the label.
 */
export function say(literal: TemplateStringsArray, ...values: readonly (Said | string | number)[]): Said {
  const texts = values.map((value) => (typeof value === 'object' ? value.said : inertText(String(value), usualLength)));
  const key = literal.reduce((before, after, index) => `${before}{${String(index - 1)}}${after}`);
  // Where nothing but values stands there is nothing to translate.
  const isText = literal.some((part) => /\p{Letter}/u.test(part));
  const whole = isText ? vscode.l10n.t(key, ...texts) : fill(literal, texts);
  return asSaid(whole);
}

/**
 * Something long that others have written, as a whole: the message of an error, the consequence of an action.
 * @param limit UTF-16 code units.
 */
export function foreign(text: string, limit = 1000): Said {
  return asSaid(inertText(text, limit));
}

/** One after the other, with a separator of ours between them; texts among the parts are foreign. Parts that are empty are left out. */
export function joinSaid(parts: readonly (Said | string)[], separator: string): Said {
  const texts = parts.map((part) => (typeof part === 'object' ? part.said : inertText(part)));
  return asSaid(texts.filter((text) => text !== '').join(separator));
}

function fill(literal: TemplateStringsArray, texts: readonly string[]): string {
  return literal.reduce((before, after, index) => `${before}${texts[index - 1] ?? ''}${after}`);
}

/** Of the whole, so that no link comes about where two texts meet. */
function asSaid(text: string): Said {
  return { said: text.replaceAll('](', '] (').replaceAll('$(', '$ (') } as Said;
}
