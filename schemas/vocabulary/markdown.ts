import type { Markdown, Prose, Said } from '../contract/index.ts';
import { inertText, usualLength } from './inertText.ts';
import { render as inWords, type Wording } from './render.ts';
import { literalText } from './say.ts';

/** The one door to Markdown. Our own words are the literal of a template; whatever is put into it is shown, and does nothing. */

/**
 * `` markdown`Copied from Service ${code(name)}.` ``: only the literal is markup. Texts become running text without markup,
 * Markdown is put in as it is.
 */
export function markdown(literal: TemplateStringsArray, ...values: readonly (Markdown | string | number)[]): Markdown {
  return asMarkdown(
    literal.reduce((before, after, index) => append(append(before, render(values[index - 1] ?? '')), after)),
  );
}

/**
 * `markdown` in the words of a language, which are found by the literal with `{0}` ... where its values stand, and are ours as well.
 * The result is called `worded`: by that name the literals are found.
 */
export function markdownIn({ translate }: { readonly translate: (text: string) => string }): typeof markdown {
  return (literal, ...values) => {
    const text = literalText(literal);
    const translated = translate(text);
    if (translated === text) return markdown(literal, ...values);
    const pieces = translated.split(/\{(\d+)\}/);
    return asMarkdown(
      pieces.reduce((before, piece, index) =>
        append(before, index % 2 === 0 ? piece : render(values[Number(piece)] ?? '')),
      ),
    );
  };
}

/**
 * In the typeface of code, whatever it holds: no markup, no links, no HTML; on one line. Its backticks stand between pieces of code,
 * for the reason that `references` gives. @param limit UTF-16 code units.
 */
export function code(text: string | number, limit = usualLength): Markdown {
  const line = inertText(String(text), limit);
  if (line === '') return asMarkdown('`  `');
  return asMarkdown(line.split('`').map(codeSpan).join(references['`']));
}

function codeSpan(text: string): string {
  const pad = /^ .* $/.test(text) ? ' ' : '';
  return text === '' ? '' : `\`${pad}${text}${pad}\``;
}

/** One after the other, with a separator of ours between them. */
export function joinMarkdown(parts: readonly Markdown[], separator: string): Markdown {
  const [first, ...others] = parts.map((each) => each.markdown);
  return asMarkdown(others.reduce((before, after) => append(append(before, separator), after), first ?? ''));
}

/** A link to a page of ours or of a manual. What is no address of the web becomes its title alone. */
export function link(title: string, address: string): Markdown {
  if (!/^https:\/\/[^\s\p{Cc}<>\\]+$/u.test(address)) return markdown`${title}`;
  const harmless = address.replaceAll(/[()]/g, (each) => (each === '(' ? '%28' : '%29'));
  return asMarkdown(`[${escape(inertText(title))}](${harmless})`);
}

/**
 * A link to a line of a file: of a URI with a scheme and an authority that leads to no page, or of a path whose parts have slashes between them, from
 * where the page lies. @param line from 1
 */
export function placeLink(title: string, place: string, line: number): Markdown {
  const isUri = /^[a-z][a-z0-9+.-]*:\/\//i.test(place) && !/^https?:/i.test(place);
  const isPath = !place.includes(':') && !place.startsWith('//');
  if (!isUri && !isPath) return markdown`${title}`;
  const address = isUri ? place : place.split('/').map(encoded).join('/');
  const harmless = address.replaceAll(/[^\w\-.~%/:@,;=&$!*?+]/gu, (each) => encoded(each));
  return asMarkdown(`[${escape(inertText(title))}](${harmless}#L${String(Math.trunc(line))})`);
}

/** As in an address; parentheses would end a link, and half a character is none. */
function encoded(text: string): string {
  const whole = text.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
  return encodeURIComponent(whole).replaceAll(/[()']/g, (each) => `%${each.charCodeAt(0).toString(16)}`);
}

/** What we wrote ourselves, in a schema or a rule, and the build put into a file: markup as it stands. Never foreign text. */
export function authoredMarkdown(text: string): Markdown {
  return asMarkdown(text);
}

/** UTF-16 code units of something long to read that are shown. */
const longest = 1000;

/** Something long to read that others may have written, as running text. */
export function proseMarkdown(prose: Prose): Markdown {
  return typeof prose === 'object' ? prose : asMarkdown(escape(inertText(prose, longest)));
}

/** A message, with words between backticks: these as code, whoever wrote them. */
export function messageMarkdown(text: string): Markdown {
  const pieces = inertText(text, longest).split('`');
  const isCode = (index: number) => index % 2 === 1 && index < pieces.length - 1;
  return joinMarkdown(
    pieces.map((piece, index) => {
      if (isCode(index)) return code(piece, longest);
      return asMarkdown(escape(index % 2 === 1 ? `\`${piece}` : piece));
    }),
    '',
  );
}

/** What was said, in the words of a language: as a message, with code between backticks. */
export function saidMarkdown(said: Said, words: Wording): Markdown {
  return messageMarkdown(inWords(said, words));
}

/** Backticks that come to stand side by side would be one fence, and what the code holds no longer code. */
function append(before: string, after: string): string {
  return before.endsWith('`') && after.startsWith('`') ? `${before} ${after}` : before + after;
}

function render(value: Markdown | string | number): string {
  return typeof value === 'object' ? value.markdown : escape(inertText(String(value)));
}

/**
 * What opens code, a link or a tag does not take a backslash. The parser that VS Code renders with hides all three from its search
 * for the end of emphasis, and knows no backslash there: an escaped one would hide our own `**` up to the next code, and uncover
 * what that holds.
 */
const references: Readonly<Record<string, string>> = { '`': '&#96;', '[': '&#91;', '<': '&#60;' };

/**
 * `:` and `@` are escaped too, because they make links of addresses; so is the dot of `www.`. Four blanks at the start would be
 * code, a number with a dot a list, `=` a heading of the line before; more than one blank is shown as one anyway. What cannot be
 * markup (`03:00`, `acid-shop`) stays as it is: some editors show the backslashes.
 */
function escape(line: string): string {
  return line
    .replaceAll(/ +/g, ' ')
    .replaceAll(
      /[\\`*_{}[\]()<>#+!|~&@]|(?<!\d):(?!\s)|:(?![\d\s])|(?<!\w)-|-(?!\w)/g,
      (each) => references[each] ?? `\\${each}`,
    )
    .replaceAll(/www\./gi, (found) => `${found.slice(0, 3)}\\.`)
    .replace(/^( ?\d+)\.(?= |$)/, '$1\\.')
    .replace(/^( ?)=/, '$1\\=');
}

function asMarkdown(text: string): Markdown {
  return { markdown: text } as Markdown;
}
