import { Composer, type Document, Lexer, Parser, type ParsedNode } from 'yaml';
import type { ManifestNode, Span } from '../../../schemas/contract/index.ts';
import { type BuiltDocument, buildNodes } from './buildNodes.ts';
import { asManifestNode, YamlNode } from './node.ts';
import { nodeAt } from './nodeAt.ts';
import { problem } from './problems.ts';
import { findRepair, masked, type Repair } from './repairs.ts';
import { resourcesOf } from './resourcesOf.ts';
import { unifyLineBreaks } from './splitDocuments.ts';
import { syntaxProblems } from './syntaxProblems.ts';
import { type TokenWatch, watchTokens } from './watchTokens.ts';
import type { Comment, ManifestDocument, SyntaxProblem } from './types.ts';

/** Characters in one document from which on nothing is parsed: it would take seconds, at every key. */
export const MAX_LENGTH = 4_000_000;

/** Reads one `---` document. Never throws: what is broken becomes a problem, and the rest keeps its nodes. */
export function parseDocument(piece: string): ManifestDocument {
  // A copy: a piece of a file, and every slice of it, would keep the text of the whole file in memory.
  const text = piece.slice(0, 1) + piece.slice(1);
  if (text.length > MAX_LENGTH) {
    return finish(text, emptyRoot(text), [problem('too-large', { start: 0, end: firstLineEnd(text) })], [], false);
  }
  let source = unifyLineBreaks(text);
  const repairs: Repair[] = [];
  const covered: Comment[] = [];
  for (;;) {
    const tokens = watchTokens(source);
    try {
      const parsed = compose(source, tokens);
      const errors = parsed ? [...parsed.errors, ...parsed.warnings.filter(isWorthAWord)] : [];
      const built = build(parsed, text, repairs, errors.length > 0);
      const isRepairable = !tokens.isTemplate && repairs.length < MAX_REPAIRS && text.length < MAX_REPAIRED_LENGTH;
      const repair = isRepairable ? findRepair(source, errors, built.openQuote) : undefined;
      if (!repair) {
        const repaired = repairs.flatMap((each) => each.problem ?? []);
        const problems = [...repaired, ...syntaxProblems(errors, source, repaired), ...built.problems];
        return finish(text, built.root, problems, [...covered, ...tokens.comments].sort(bySpan), tokens.isTemplate);
      }
      if (repair.fill === 'join') covered.push(...tokens.comments.filter((each) => isWithin(each.span, repair.mask)));
      repairs.push(repair);
      source = masked(source, repair);
    } catch (error) {
      // Thousands of nested brackets exhaust the stack of the parser.
      const code = error instanceof RangeError ? 'too-deep' : 'syntax';
      const found = problem(code, { start: tokens.offset, end: Math.min(text.length, tokens.offset + 1) });
      return finish(text, emptyRoot(text), [found], tokens.comments, tokens.isTemplate);
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

function isWorthAWord(warning: { readonly code: string }): boolean {
  return warning.code === 'BAD_DIRECTIVE';
}

function finish(
  text: string,
  root: YamlNode,
  problems: readonly SyntaxProblem[],
  comments: readonly Comment[],
  template: boolean,
): ManifestDocument {
  const node: ManifestNode = asManifestNode(root);
  return {
    text,
    root: node,
    resources: template ? [] : resourcesOf(node),
    problems: template ? [] : inOrder(problems),
    template,
    comments,
    nodeAt: (offset) => nodeAt(root, offset),
  };
}

/** By place; that a document is too deep is said once. */
function inOrder(problems: readonly SyntaxProblem[]): SyntaxProblem[] {
  const ordered = [...problems].sort(bySpan);
  const deepest = ordered.find((each) => each.code === 'yaml/too-deep');
  return ordered.filter((each) => each.code !== 'yaml/too-deep' || each === deepest);
}

function bySpan(first: { readonly span: Span }, second: { readonly span: Span }): number {
  return first.span.start - second.span.start;
}

function isWithin(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** Nothing is written: null, at the start. */
function emptyRoot(text: string): YamlNode {
  const node = new YamlNode('scalar', text, undefined, undefined, { start: 0, end: 0, keyStart: -1, keyEnd: -1 });
  node.scalar = { text: '', style: 'plain' };
  return node;
}

function firstLineEnd(text: string): number {
  const end = text.indexOf('\n');
  return Math.min(end === -1 ? text.length : end, 200);
}
