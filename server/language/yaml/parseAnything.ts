import { Composer, type Document, Lexer, Parser, type ParsedNode } from 'yaml';
import type { Span } from '../../../schemas/contract/index.ts';
import { type BuiltDocument, buildNodes } from './buildNodes.ts';
import { bySpan, documentOf, emptyRoot } from './documentOf.ts';
import { withIndentationFixes } from './withIndentationFixes.ts';
import { lineStart } from './lineText.ts';
import { problem, type ProblemCode } from './problem.ts';
import type { Refusal } from './libyaml/token.ts';
import { findRepair, masked, type Repair } from './repairs.ts';
import { unifyLineBreaks } from './splitDocuments.ts';
import { syntaxProblems, tabProblem } from './syntaxProblems.ts';
import { type TokenWatch, watchTokens } from './watchTokens.ts';
import type { Comment, ManifestDocument, SyntaxProblem } from './types.ts';

/**
 * Reads a document that kubectl does not, with `yaml`, which goes on after errors: what is broken becomes a problem, and
 * the rest keeps its nodes. Where `yaml` minds nothing, what kubectl minds is said.
 */
export function parseAnything(text: string, refusal?: Refusal): ManifestDocument {
  let source = unifyLineBreaks(text);
  const repairs: Repair[] = [];
  const covered: Comment[] = [];
  for (;;) {
    const tokens = watchTokens(source);
    try {
      const parsed = compose(source, tokens);
      const errors = parsed?.errors.filter((error) => !isFine(error)) ?? [];
      const built = build(parsed, text, repairs, errors.length > 0);
      const isRepairable = !tokens.isTemplate && repairs.length < MAX_REPAIRS && text.length < MAX_REPAIRED_LENGTH;
      const repair = isRepairable ? findRepair(source, errors, built.openQuote) : undefined;
      if (!repair) {
        const repaired = repairs.flatMap((each) => each.problem ?? []);
        const problems = withRefusal([...repaired, ...syntaxProblems(errors, source, repaired)], refusal, text).map(
          (each) => withIndentationFixes(each, text),
        );
        const comments = [...covered, ...tokens.comments].sort(bySpan);
        return documentOf({
          text,
          root: built.root,
          problems: [...problems, ...built.problems],
          template: tokens.isTemplate,
          comments: () => comments,
        });
      }
      if (repair.fill === 'join')
        for (const each of tokens.comments) if (isWithin(each.span, repair.mask)) covered.push(each);
      repairs.push(repair);
      source = masked(source, repair);
    } catch (error) {
      // Thousands of nested brackets exhaust the stack of the parser.
      const code = error instanceof RangeError ? 'too-deep' : 'syntax';
      const found = problem(code, { start: tokens.offset, end: Math.min(text.length, tokens.offset + 1) });
      const { comments, isTemplate: template } = tokens;
      return documentOf({ text, root: emptyRoot(text), problems: [found], template, comments: () => comments });
    }
  }
}

/** Each one costs a parse. */
const MAX_REPAIRS = 8;
const MAX_REPAIRED_LENGTH = 400_000;

function build(
  parsed: Document.Parsed | undefined,
  text: string,
  repairs: readonly Repair[],
  hasErrors: boolean,
): BuiltDocument {
  if (parsed === undefined || parsed.contents === null) {
    return { root: emptyRoot(text), problems: [], openQuote: undefined };
  }
  const unknown = new Set(repairs.filter((each) => each.fill === 'x').map((each) => each.mask.start));
  return buildNodes(parsed.contents, text, { hasErrors, unknown });
}

/** As `yaml` composes a stream, with a look at every token on the way; the first document counts. */
function compose(text: string, tokens: TokenWatch): Document.Parsed | undefined {
  const parser = new Parser();
  const composer = new Composer<ParsedNode>(OPTIONS);
  let first: Document.Parsed | undefined;
  for (const lexeme of new Lexer().lex(text)) {
    tokens.next(lexeme);
    for (const token of parser.next(lexeme)) for (const document of composer.next(token)) first ??= document;
  }
  for (const token of parser.end()) for (const document of composer.next(token)) first ??= document;
  for (const document of composer.end(true, text.length)) first ??= document;
  return first;
}

/** `yaml` resolves nothing: scalars, duplicate keys and merge keys are kubectl's affair. */
const OPTIONS = {
  schema: 'failsafe',
  prettyErrors: false,
  uniqueKeys: false,
  resolveKnownTags: false,
  keepSourceTokens: false,
  logLevel: 'silent',
} as const;

/** To kubectl a `#` begins a comment wherever no scalar goes on. */
function isFine({ message }: { readonly message: string }): boolean {
  return message.startsWith('Comments must be separated');
}

/** What kubectl minds, if `yaml` has nothing to say, or nothing as precise about the same line. */
function withRefusal(found: SyntaxProblem[], refusal: Refusal | undefined, text: string): SyntaxProblem[] {
  if (!refusal || refusal.code === 'template' || refusal.code === 'too-deep') return found;
  const { code } = refusal;
  const own = refusalProblem(code, refusal, text);
  const line = lineStart(text, own.span.start);
  const isSure = SURE.has(code);
  const others = found.filter((each) => {
    const isWeak = isSure ? each.code !== own.code : each.code === 'yaml/syntax' && code !== 'syntax';
    return !isWeak || lineStart(text, each.span.start) !== line;
  });
  const isSaid = others.some((each) => (isSure ? each.code === own.code : each.severity === 'error'));
  return isSaid ? others : [...others, own];
}

function refusalProblem(code: ProblemCode, { start, end, detail }: Refusal, text: string): SyntaxProblem {
  const line = lineStart(text, start);
  if (code === 'tab-indent' && /^[ \t]*$/.test(text.slice(line, end))) return tabProblem(text, line);
  const last = Math.min(text.length, end);
  return problem(code, { start: Math.min(start, last), end: last }, detail);
}

/** Of these `yaml` knows nothing, or takes them for something else. */
const SURE: ReadonlySet<string> = new Set([
  'separator',
  'directive',
  'control-character',
  'tab-indent',
  'question-mark',
]);

function isWithin(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
