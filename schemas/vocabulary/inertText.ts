/** Text of people whom we do not know (names, values, messages of servers, lines of logs), made harmless for a reader. */

/** UTF-16 code units of a foreign text that are shown unless a place has room for more. */
export const usualLength = 300;

/**
 * One line that does nothing where it is shown: line breaks and tabs become blanks; other control characters (C0, C1, ESC among
 * them), bidirectional overrides, invisible format characters and halves of characters become U+FFFD, so that they can be seen;
 * what is longer than `limit` (UTF-16 code units) is cut, with an ellipsis as its last character. Linear in `limit`.
 */
export function inertText(text: string, limit = usualLength): string {
  if (text.length <= limit && /^[ -~]*$/.test(text)) return text;
  return clip(text, limit).replaceAll(lineBreaks, ' ').replaceAll(dangerous, '\uFFFD');
}

/** UTF-16 code units of a sentence of ours that holds foreign texts. */
const sentenceLength = 1000;

/** The same for a sentence: what is too long is cut in the middle, because the consequence stands first and the remedy last. */
export function inertSentence(text: string): string {
  if (text.length <= sentenceLength) return inertText(text, sentenceLength);
  const end = Math.floor(sentenceLength / 3);
  return `${inertText(text, sentenceLength - end)}${inertText(` ${text.slice(1 - end)}`, end)}`;
}

/**
 * The same with its line breaks, as LF, and its tabs: for logs and pages of code.
 * @param limit UTF-16 code units.
 */
export function inertLines(text: string, limit: number): string {
  return clip(text, limit)
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(dangerousInLines, '\uFFFD');
}

/** Whether a text holds anything that `inertLines` would replace, or a line break: what is pasted into a shell may not. */
export function hasControlCharacters(text: string): boolean {
  return text.search(lineBreaks) >= 0 || text.search(dangerous) >= 0;
}

function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
  return `${text.slice(0, Math.max(0, end))}…`;
}

const lineBreaks = /\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/g;
/** Zero-width joiners stay: scripts and emoji need them. U+2028 and U+2029 are line breaks above. */
const invisible = String.raw`\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}`;
const halves = String.raw`\p{Surrogate}`;
const dangerous = new RegExp(String.raw`[\p{Cc}${invisible}${halves}]`, 'gu');
const dangerousInLines = new RegExp(String.raw`(?![\n\t])[\p{Cc}${invisible}${halves}]`, 'gu');
