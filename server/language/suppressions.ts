import type { ManifestNode, Span } from '../../schemas/contract/index.ts';
import { innerDocument, writtenChildren } from './yaml/index.ts';
import type { Comment, ManifestDocument } from './yaml/index.ts';
import type { ManifestFile } from './workspace/manifestFile.ts';
import type { ManifestSlot } from './workspace/manifestSlot.ts';

/**
 * What comments of a document switch off: `# db-manifests-disable-next-line RULE, RULE`, `...-document`, `...-file`;
 * without a rule, everything.
 */
export interface Suppressions {
  readonly document: RuleSet;
  readonly file: RuleSet;
  /** By line (from the start of the document) that the comment stands above. */
  readonly lines: ReadonlyMap<number, RuleSet>;
}

/** Rules by id, all of a pack (`<pack>/*`), or all there are (`*`). Asked in one step, however many were written. */
export class RuleSet {
  readonly patterns: ReadonlySet<string>;

  constructor(patterns: Iterable<string>) {
    this.patterns = new Set(patterns);
  }

  has(code: string): boolean {
    if (this.patterns.size === 0) return false;
    if (this.patterns.has('*') || this.patterns.has(code)) return true;
    for (let slash = code.indexOf('/'); slash >= 0; slash = code.indexOf('/', slash + 1))
      if (this.patterns.has(`${code.slice(0, slash)}/*`)) return true;
    return false;
  }
}

const noRules = new RuleSet([]);
const none: Suppressions = { document: noRules, file: noRules, lines: new Map() };
const memoKey = Symbol('suppressions');
const commentsKey = Symbol('directives');

export function suppressionsOf(slot: ManifestSlot): Suppressions {
  return slot.memo(memoKey, () => {
    const found = directivesOf(slot);
    return found.length === 0 ? none : read(found);
  });
}

/** The comments of a document that switch rules off. */
export function directivesOf(slot: ManifestSlot): readonly Directive[] {
  if (slot.isTooLarge || !slot.text.includes('db-manifests-disable')) return noDirectives;
  return slot.memo(commentsKey, () => {
    const comments = [...slot.document.comments, ...commentsInTexts(slot.document)];
    return comments.flatMap((comment) => {
      const directive = comment.ownLine ? readDirective(comment, slot.text) : undefined;
      return directive ? [{ ...directive, line: slot.lines.positionAt(comment.span.start).line }] : [];
    });
  });
}

const noDirectives: readonly Directive[] = [];

/** In YAML that is the text of a value a comment says something of its next line only: the document is another one's. */
function commentsInTexts({ root, text }: ManifestDocument): readonly Comment[] {
  const blocks = (node: ManifestNode): readonly ManifestNode[] =>
    node.kind === 'scalar' ? [node] : writtenChildren(node).flatMap(blocks);
  return blocks(root)
    .filter(({ style, source }) => style === 'literal' && source?.includes('db-manifests-disable-next-line'))
    .flatMap((block) => innerDocument(block, text)?.comments ?? [])
    .filter((comment) => comment.text.startsWith('db-manifests-disable-next-line'));
}

const offKey = Symbol('off in file');
const setsKey = Symbol('sets off in file');

/** What any document of a file switches off in all of it: another set only when others are switched off. */
export function offInFile(file: ManifestFile): RuleSet {
  return file.gate(
    offKey,
    () => {
      const sets = file.each(setsKey, (slot) => {
        const set = suppressionsOf(slot).file;
        return set.patterns.size > 0 ? [set] : [];
      });
      return sets.length === 0 ? noRules : new RuleSet(sets.flatMap(({ patterns }) => [...patterns]));
    },
    (a, b) => a.patterns.size === b.patterns.size && [...a.patterns].every((each) => b.patterns.has(each)),
  );
}

export function isSuppressed(code: string, line: number, own: Suppressions, file: RuleSet): boolean {
  return own.document.has(code) || file.has(code) || (own.lines.get(line)?.has(code) ?? false);
}

/** A comment that switches rules off. */
export interface Directive {
  readonly scope: 'next-line' | 'document' | 'file';
  /** As they are written, of which there may be none: then all are meant. */
  readonly rules: readonly MentionedRule[];
  /** Its first word, from the start of the document. */
  readonly span: Span;
  /** From the start of the document. */
  readonly line: number;
}

export interface MentionedRule {
  readonly id: string;
  readonly span: Span;
}

/** What directives are called. */
export const directives = [
  'db-manifests-disable-next-line',
  'db-manifests-disable-document',
  'db-manifests-disable-file',
] as const;

function read(found: readonly Directive[]): Suppressions {
  const ofScope = (scope: string) =>
    new RuleSet(found.flatMap((directive) => (directive.scope === scope ? patternsOf(directive) : [])));
  return { document: ofScope('document'), file: ofScope('file'), lines: byLine(found) };
}

export function patternsOf({ rules }: Directive): readonly string[] {
  return rules.length > 0 ? rules.map(({ id }) => id) : ['*'];
}

/** By line of a directive the line that it stands above: several of them belong to the line below them all. */
export function targetLines(found: readonly Directive[]): ReadonlyMap<number, number> {
  const below = new Map<number, number>();
  for (const { line } of [...found].sort((a, b) => b.line - a.line)) below.set(line, below.get(line + 1) ?? line + 1);
  return below;
}

function byLine(found: readonly Directive[]): Map<number, RuleSet> {
  const below = targetLines(found);
  const rules = new Map<number, string[]>();
  for (const directive of found) {
    if (directive.scope !== 'next-line') continue;
    const line = below.get(directive.line) ?? directive.line + 1;
    const known = rules.get(line) ?? [];
    for (const rule of patternsOf(directive)) known.push(rule);
    rules.set(line, known);
  }
  return new Map([...rules].map(([line, each]) => [line, new RuleSet(each)]));
}

/** A reason may follow behind `#` or `--`. */
function readDirective({ text, span }: Comment, source: string): Omit<Directive, 'line'> | undefined {
  const [head = '', scope] = /^db-manifests-disable-(next-line|document|file)(?![^ \t])/.exec(text) ?? [];
  if (scope === undefined) return undefined;
  const behind = text.slice(head.length);
  const reason = behind.search(/[ \t](?:#|--)/);
  const written = reason < 0 ? behind : behind.slice(0, reason);
  const start = source.indexOf(head, span.start);
  const rules = [...written.matchAll(/[^\s,]+/g)].map((match) => {
    const at = start + head.length + match.index;
    return { id: match[0], span: { start: at, end: at + match[0].length } };
  });
  return { scope: scope as Directive['scope'], rules, span: { start, end: start + head.length } };
}
