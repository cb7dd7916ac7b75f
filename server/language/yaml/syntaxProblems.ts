import type { YAMLError } from 'yaml';
import type { Said, Span } from '../../../schemas/contract/index.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { lineEnd, lineStart } from './lineText.ts';
import { problem, type ProblemCode } from './problem.ts';
import type { SyntaxProblem, TextEdit } from './types.ts';

/** At most one problem a line, and few of them: after the first mistake a parser mostly guesses. */
const MAX_SYNTAX_PROBLEMS = 5;

/** The errors of `yaml` in our words, each at the place that has to be changed; none on a line that has one already. */
export function syntaxProblems(
  errors: readonly YAMLError[],
  text: string,
  known: readonly SyntaxProblem[],
): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const lines = new Set(known.map((each) => lineStart(text, each.span.start)));
  let done: Span = { start: -1, end: -1 };
  for (const error of errors) {
    const [at] = error.pos;
    // Thousands of errors in one long line: looking for its start each time would cost their product.
    if (at >= done.start && at < done.end && !isBlank(text[at])) continue;
    if (IGNORED.has(error.code) || error.message.startsWith('Missing closing')) continue;
    const code = codeOf(error, text);
    const span = spanOf(code, error, text);
    const line = lineStart(text, span.start);
    done = { start: line, end: lineEnd(text, span.start) };
    if (lines.has(line)) continue;
    lines.add(line);
    const found = code === 'tab-indent' ? tabProblem(text, line) : problem(code, span);
    for (const { edits } of found.fixes ?? []) for (const edit of edits) lines.add(edit.span.start);
    problems.push(found);
    if (problems.length === MAX_SYNTAX_PROBLEMS) break;
  }
  return problems;
}

/** Reported with better knowledge when nodes are built, or no problem to kubectl. */
const IGNORED: ReadonlySet<string> = new Set([
  'DUPLICATE_KEY',
  'TAG_RESOLVE_FAILED',
  'BAD_COLLECTION_TYPE',
  'MULTIPLE_DOCS',
]);

function codeOf({ code, message, pos }: YAMLError, text: string): ProblemCode {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'tab-indent';
    case 'BAD_INDENT':
      return message.includes('end with a') ? 'unclosed-flow' : 'indentation';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return message.startsWith('Nested') ? 'nested-colon' : 'indentation';
    case 'MULTILINE_IMPLICIT_KEY':
      return /["']/.test(text[pos[0]] ?? '') ? 'multiline-key' : 'missing-colon';
    case 'BAD_SCALAR_START':
      return 'scalar-start';
    case 'BAD_DQ_ESCAPE':
      return 'escape';
    case 'BLOCK_IN_FLOW':
      return 'block-in-flow';
    case 'KEY_OVER_1024_CHARS':
      return 'key-too-long';
    case 'BAD_ALIAS':
    case 'ALIAS_PROPS':
    case 'MULTIPLE_ANCHORS':
      return 'bad-alias';
    case 'RESOURCE_EXHAUSTION':
      return 'too-deep';
    case 'MISSING_CHAR':
      return missingCharacter(message);
    case 'UNEXPECTED_TOKEN':
      return message.includes(' , ') || message.includes('empty item') ? 'extra-comma' : 'syntax';
    default:
      return 'syntax';
  }
}

function missingCharacter(message: string): ProblemCode {
  if (message.startsWith('Implicit map keys')) return 'missing-colon';
  if (message.startsWith('Missing ,')) return 'missing-comma';
  if (message.includes('must end with a')) return 'unclosed-flow';
  if (message.startsWith('Missing space') || message.includes('must be separated')) return 'missing-space';
  return message.startsWith('Sequence item without') ? 'indentation' : 'syntax';
}

/** The word at the error, or the line's last characters if the error is where the text ends; never more than one line. */
function spanOf(code: ProblemCode, error: YAMLError, text: string): Span {
  const at = Math.min(error.pos[0], text.length);
  if (code === 'unclosed-flow') return openBracket(text, at);
  let start = at;
  if (start === text.length || text[start] === '\n' || text[start] === '\r') {
    while (start > 0 && isBlank(text[start - 1])) start--;
    const end = start;
    while (start > 0 && !isBlank(text[start - 1])) start--;
    return { start, end: Math.max(end, Math.min(text.length, start + 1)) };
  }
  while (text[start] === ' ' || text[start] === '\t') start++;
  let end = start;
  while (end < text.length && !isBlank(text[end])) end++;
  if (end > start + 1 && text[end - 1] === ':') end--;
  return { start, end: Math.max(end, Math.min(start + 1, text.length)) };
}

/** Of a tab in the indentation of the line that begins at an offset. */
export function tabProblem(text: string, start: number): SyntaxProblem {
  const indent = /^[ \t]*/.exec(text.slice(start, start + 200))?.[0].length ?? 0;
  const span = { start, end: start + Math.max(1, indent) };
  return { ...problem('tab-indent', span), fixes: [tabFix(text, start)] };
}

/** The last bracket before an offset that has no partner; quotes and comments are taken as they come. */
export function openBracket(text: string, before: number): Span {
  let depth = 0;
  for (let at = Math.min(before, text.length) - 1; at >= 0; at--) {
    const char = text[at];
    if (char === ']' || char === '}') depth++;
    else if (char === '[' || char === '{') {
      if (depth === 0) return { start: at, end: at + 1 };
      depth--;
    }
  }
  const start = Math.max(0, before - 1);
  return { start, end: Math.min(text.length, start + 1) };
}

/** Writes two spaces for each tab in this line's indentation and in that of the lines right below. */
function tabFix(text: string, start: number): { title: Said; edits: TextEdit[] } {
  const edits: TextEdit[] = [];
  let at = start;
  while (at < text.length) {
    let end = at;
    while (text[end] === ' ' || text[end] === '\t') end++;
    const indent = text.slice(at, end);
    if (!indent.includes('\t')) break;
    edits.push({ span: { start: at, end }, text: indent.replaceAll('\t', '  ') });
    const next = text.indexOf('\n', end);
    if (next === -1) break;
    at = next + 1;
  }
  return { title: say`Indent with spaces`, edits };
}

function isBlank(char: string | undefined): boolean {
  return char === undefined || char === ' ' || char === '\t' || char === '\n' || char === '\r';
}
