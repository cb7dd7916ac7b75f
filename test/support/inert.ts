import assert from 'node:assert/strict';
import { marked } from 'marked';
import type { Token } from 'marked';
import type { Markdown } from '../../schemas/contract/index.ts';
import { hostileTexts } from './hostileTexts.ts';

/** What a renderer is allowed to find beside text, emphasis, code, lists and paragraphs: only what we wrote ourselves. */
export interface Ours {
  /** Links that we set; none unless said. */
  readonly links?: (address: string) => boolean;
  /** Of `heading`, `code` (a fence), `table`, `hr`, `blockquote`. */
  readonly blocks?: readonly string[];
}

/** Pages of manuals, and lines of files of the workspace; the hostile texts all lead to one host. */
export const manuals: Ours = {
  links: (address) =>
    (address.startsWith('https://') && !address.includes('evil')) || /^file:\/\/\/[^\s"<>]*\.yaml#L\d+$/.test(address),
};

/**
 * Whether a renderer of Markdown shows the text and does nothing for it: no links but ours, no images, no HTML, no headings or
 * fences that strangers wrote, no characters that are not seen. Read by the parser that VS Code renders with, with the extensions
 * of GitHub, which also make links of bare addresses.
 */
export function assertNothingLive(text: Markdown | string, { links = () => false, blocks = [] }: Ours = {}): void {
  const source = typeof text === 'string' ? text : text.markdown;
  const refuse = (what: string, raw: string) => assert.fail(`${what}: ${excerpt(raw)}\nin ${excerpt(source)}`);
  void marked.walkTokens(marked.lexer(source, { gfm: true, breaks: true }), (token: Token) => {
    if (token.type === 'link' && !links(String((token as { href?: unknown }).href))) refuse('A link', token.raw);
    if (['image', 'html', 'tag', 'def'].includes(token.type)) refuse(`Live (${token.type})`, token.raw);
    if (['heading', 'code', 'table', 'hr', 'blockquote'].includes(token.type) && !blocks.includes(token.type))
      refuse(`Not ours (${token.type})`, token.raw);
  });
  assertNothingHidden(source);
}

/** Whether a text is one line that does nothing where it is shown. @param limit UTF-16 code units, ours included. */
export function assertInertLine(text: string, limit = 1000): void {
  assert.doesNotMatch(text, /[\n\r\t\u2028\u2029]/, `More than one line: ${excerpt(text)}`);
  assert.ok(text.length <= limit, `${text.length} characters, more than ${limit}: ${excerpt(text)}`);
  assertNothingHidden(text);
}

/**
 * Whether something that the client shows does nothing: no link that VS Code makes in messages and prompts, no icon but one of ours
 * at the start, and in a terminal no control but our colours. It may have lines.
 */
export function assertInertScreen(text: string, how: string): void {
  const ours = how === 'terminal' ? text.replaceAll(/\u001B\[\d*m/g, '').replaceAll('\r\n', '\n') : text;
  const body = ours.replace(/^\$\([a-z-]+(?:~spin)?\) /, '');
  for (const line of body.split('\n')) assertInertLine(line.replaceAll('\t', ' '), how === 'terminal' ? 12_000 : 2500);
  // Terminals know neither.
  if (how === 'terminal') return;
  assert.doesNotMatch(body, /\[[^\]]+\]\((?:https?:\/\/|command:|file:)/i, `A link (${how}): ${excerpt(text)}`);
  assert.doesNotMatch(body, /\$\([a-z]/i, `An icon (${how}): ${excerpt(text)}`);
}

/** Whether a terminal, and a pipeline that reads its lines, only shows a text: it may have lines. */
export function assertInertTerminal(text: string): void {
  assertNothingHidden(text);
  // GitHub's runner looks behind blanks for `::`, and anywhere in a line for `##[`; Azure's and TeamCity's for `##word[`.
  assert.doesNotMatch(text, /^\s*::/m, 'A line begins as a workflow command');
  assert.doesNotMatch(text, /##\w*\[/, 'A line holds a logging command');
}

/** Control characters (line feeds and tabs aside), bidirectional overrides, invisible characters, halves of characters. */
function assertNothingHidden(text: string): void {
  const found = hidden.exec(text)?.[0];
  assert.equal(found, undefined, `Hidden U+${found?.codePointAt(0)?.toString(16) ?? ''} in ${excerpt(text)}`);
}

/** Written apart from `inertText`, so that a mistake there is seen. */
const hidden =
  /[\0-\x08\x0B-\x1F\x7F-\x9F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|\uDB40[\uDC00-\uDC7F]/;

function excerpt(text: string): string {
  return JSON.stringify(text.length > 300 ? `${text.slice(0, 150)} ... ${text.slice(-150)}` : text);
}

/** The names of the hostile texts that make `assertion` fail. */
export function refusedTexts(assertion: (text: string) => void): string[] {
  return hostileTexts.flatMap(({ what, text }) => {
    try {
      assertion(text);
      return [];
    } catch {
      return [what];
    }
  });
}
