import type { Said, SaidCount, SaidList, SaidQuotation, SaidText, SaidValue } from '../contract/index.ts';

/**
 * `` say`Database ${name} does not exist.` ``: the literal is ours, and what translations are found by. A value is data, or was
 * said with `say` itself: a translation can move it, and not look into it.
 */
export function say(literal: TemplateStringsArray, ...values: readonly SaidValue[]): Said {
  return { text: literalText(literal), values, [mark]: true } as SaidText as unknown as Said;
}

/** What translations are found by: the literal of a template, with `{0}` ... where its values stand. */
export function literalText(literal: TemplateStringsArray): string {
  let text = texts.get(literal);
  if (text === undefined)
    texts.set(literal, (text = literal.reduce((before, after, index) => `${before}{${String(index - 1)}}${after}`)));
  return text;
}

/** One for all that is said with a literal: of names that operators make there are tens of thousands. */
const texts = new WeakMap<TemplateStringsArray, string>();

/** A sentence of ours that stands in a schema: what translations are found by, as a literal is. Never foreign text. */
export function authored(text: string): Said {
  return asSaid({ text, values: [] });
}

/** `"a", "b" or "c"`: in the order given. */
export function listed(parts: readonly SaidValue[], last: 'and' | 'or'): Said {
  return asSaid({ parts, separator: ', ', last });
}

/** Names as code where a page is made of it. */
export function coded(names: readonly string[]): Said {
  return joined(
    names.map((name) => say`\`${name}\``),
    ', ',
  );
}

/** `a-0`, `a-1` ... as code; of a long row only the ends. @param most of them that are all shown */
export function codedRow(names: readonly string[], most: number): Said {
  const [first = ''] = names;
  return names.length > most ? say`\`${first}\` to \`${names.at(-1) ?? ''}\`` : coded(names);
}

/** The first few, and how many more there are. */
export function fewOf(parts: readonly SaidValue[], most = 10): Said {
  if (parts.length <= most) return listed(parts, 'or');
  return say`${joined(parts.slice(0, most), ', ')} or one of ${parts.length - most} more`;
}

/** One after the other, with a separator of ours between them, which is no word. Parts that are empty are left out. */
export function joined(parts: readonly SaidValue[], separator: string): Said {
  return asSaid({ parts, separator });
}

/** `` counted(n, say`a pod`, say`${n} pods`) ``: other languages choose among more forms than these two by the number. */
export function counted(count: number, one: Said, other: Said): Said {
  return asSaid({ count, one, other });
}

/**
 * Something long that others have written, as a whole: the message of an error, the answer of a server.
 * @param limit UTF-16 code units of it that are shown.
 */
export function foreign(text: string, limit = 1000): Said {
  return asSaid({ quotation: text, limit });
}

/** Told by a mark that no JSON holds: an object that came where a name was expected is not taken for words of ours. */
export function isSaid(value: unknown): value is Said {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, mark);
}

/** The same in every bundle. */
const mark = Symbol.for('dbManifests.said');

function asSaid(said: SaidText | SaidList | SaidCount | SaidQuotation): Said {
  return Object.assign(said, { [mark]: true }) as unknown as Said;
}
