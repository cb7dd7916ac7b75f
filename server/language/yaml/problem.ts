import type { Span } from '../../../schemas/contract/index.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import type { SyntaxProblem } from './types.ts';

/** What can be wrong with a text as YAML; codes read `yaml/<key>`. */
const MESSAGES = {
  syntax: say`This cannot be read as YAML, so kubectl refuses the file: check quotes, colons and indentation here.`,
  'tab-indent': say`A tab indents this line, which YAML forbids, so kubectl refuses the file: use spaces.`,
  indentation: say`The indentation fits none of the lines above, so kubectl refuses the file: start entries that belong together in the same column.`,
  'missing-colon': say`This key has no colon behind it, so kubectl refuses the file: write \`key: value\`.`,
  'nested-colon': say`A second \`: \` stands in this line, so kubectl refuses the file: quote the value, or put the inner map on lines of its own.`,
  'multiline-key': say`A key must stand on one line with its colon, so kubectl refuses the file: a colon is missing here, or a quote is not closed.`,
  'unclosed-quote': (detail: string) =>
    say`This quote is never closed, so kubectl refuses the file: add \`${detail}\` at the end of the value.`,
  'unclosed-flow': say`This bracket is never closed, so kubectl refuses the file: add the closing bracket.`,
  'missing-comma': say`A comma is missing between two entries in brackets, so kubectl refuses the file: add it.`,
  'extra-comma': say`This comma separates nothing, so kubectl refuses the file: remove it.`,
  'scalar-start': say`A value cannot begin with this character, so kubectl refuses the file: put the value in quotes.`,
  escape: say`This is no escape sequence of YAML, so kubectl refuses the file: write \`\\\\\` for a backslash, or use single quotes.`,
  'block-in-flow': say`A block cannot stand between brackets, so kubectl refuses the file: write it with brackets too.`,
  'key-too-long': say`A key of more than 1024 characters is refused by kubectl: shorten it, or write \`? \` in front of it.`,
  'bad-alias': say`The name of an anchor or alias is missing or wrong, so kubectl refuses the file: write \`&name\` or \`*name\`.`,
  'missing-space': say`A space is missing here, so kubectl refuses the file: add it.`,
  directive: say`kubectl cuts a line that begins with \`%\` off from the document that it is meant for, and then refuses the file: remove it.`,
  separator: say`kubectl takes every line that begins with \`---\` for a separator of documents, and refuses text behind it: move the text to the next line.`,
  'ignored-text': say`kubectl stops reading before this and drops everything up to the next \`---\` without a word: write \`---\` on a line of its own above it, or remove it.`,
  'control-character': say`This control character is not allowed in YAML, so kubectl refuses the file: remove it, or write it as an escape sequence in double quotes.`,
  'bad-tag': say`This is no tag that kubectl can read, so it refuses the file: remove it, or put the value in quotes if text is meant.`,
  'block-header': say`Only \`+\`, \`-\`, a digit from 1 to 9 and a comment may stand behind \`|\` or \`>\`, so kubectl refuses the file: start the text on the next line.`,
  'list-here': say`A list cannot begin here, so kubectl refuses the file: start it on the next line, or put the value in quotes if text is meant.`,
  'colon-alone': say`A colon must stand on the line of its key, so kubectl refuses the file: move it behind the key.`,
  'question-mark': say`Between brackets kubectl takes every \`?\` for the sign of a key, and refuses the file: put the value in quotes.`,
  'colon-start': say`Between brackets kubectl takes a colon at the start of a value for that behind a key, and refuses the file: put the value in quotes.`,
  'unknown-anchor': (detail: string) =>
    say`The alias \`*${detail}\` has no anchor above it, so kubectl refuses the file: write \`&${detail}\` before the value it stands for.`,
  'alias-loop': (detail: string) =>
    say`The alias \`*${detail}\` stands for a value that holds the alias itself, so kubectl refuses the file: write the value out.`,
  'too-many-aliases': say`Aliases make this document grow beyond all measure, so kubectl refuses it: write the values out.`,
  'many-aliases': say`Aliases make this document very large from here on: what they stand for is not checked.`,
  'too-deep': say`The document is nested too deeply here: what lies below is not checked.`,
  'too-large': say`This document has more than 4 million characters, so it is not checked: divide it.`,
  'duplicate-key': (detail: string) =>
    say`The key \`${detail}\` stands above already: kubectl takes this one and drops the other without a word. Remove one of them.`,
  'invalid-key': say`Kubernetes accepts only text as a key, so kubectl refuses the file: put the key in quotes.`,
  'merge-value': say`A merge key brings the entries of a map, so kubectl refuses any other value: use an alias of a map, or a list of them.`,
  infinite: (detail: string) =>
    say`JSON knows no infinite numbers, so kubectl refuses \`${detail}\`: put it in quotes if text is meant.`,
  'wrong-tag': (detail: string) =>
    say`The value \`${detail}\` does not fit the tag before it, so kubectl refuses the file: remove the tag, or correct the value.`,
  'invalid-base64': say`This is not base64, so kubectl refuses the file: encode the value, or remove the tag \`!!binary\`.`,
} as const;

export type ProblemCode = keyof typeof MESSAGES;

/** Those that nothing is refused for. */
export const WARNINGS: ReadonlySet<ProblemCode> = new Set([
  'duplicate-key',
  'ignored-text',
  'many-aliases',
  'too-deep',
  'too-large',
]);

/** `detail` is what the message names: a key, an alias, a value. */
export function problem(code: ProblemCode, span: Span, detail = ''): SyntaxProblem {
  const shown = detail.length > MAX_SHOWN ? `${detail.slice(0, MAX_SHOWN)}…` : detail;
  const message = MESSAGES[code];
  return {
    code: `yaml/${code}`,
    severity: WARNINGS.has(code) ? 'warning' : 'error',
    message: typeof message === 'function' ? message(shown) : message,
    span,
  };
}

const MAX_SHOWN = 60;
