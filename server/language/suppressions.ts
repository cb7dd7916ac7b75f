import type { ManifestNode } from '../../schemas/contract/index.ts';
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

export function suppressionsOf(slot: ManifestSlot): Suppressions {
  return slot.memo(memoKey, () => {
    if (slot.isTooLarge || !slot.text.includes('db-manifests-disable')) return none;
    const comments = [...slot.document.comments, ...commentsInTexts(slot.document)];
    return read(comments, (offset) => slot.lines.positionAt(offset).line);
  });
}

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

/** What any document of a file switches off in all of it: another set only when others are switched off. */
export function offInFile(file: ManifestFile): RuleSet {
  return file.memo(
    offKey,
    () => {
      const sets = file.slots.map((slot) => suppressionsOf(slot).file).filter(({ patterns }) => patterns.size > 0);
      return sets.length === 0 ? noRules : new RuleSet(sets.flatMap(({ patterns }) => [...patterns]));
    },
    (a, b) => a.patterns.size === b.patterns.size && [...a.patterns].every((each) => b.patterns.has(each)),
  );
}

export function isSuppressed(code: string, line: number, own: Suppressions, file: RuleSet): boolean {
  return own.document.has(code) || file.has(code) || (own.lines.get(line)?.has(code) ?? false);
}

interface Directive {
  readonly scope: string;
  readonly rules: readonly string[];
  readonly line: number;
}

function read(comments: readonly Comment[], lineAt: (offset: number) => number): Suppressions {
  const found = comments.flatMap((comment): Directive[] => {
    const directive = comment.ownLine ? readDirective(comment.text) : undefined;
    return directive ? [{ ...directive, line: lineAt(comment.span.start) }] : [];
  });
  const ofScope = (scope: string) =>
    new RuleSet(found.flatMap((directive) => (directive.scope === scope ? directive.rules : [])));
  return { document: ofScope('document'), file: ofScope('file'), lines: byLine(found) };
}

/** Several such comments above one line belong to the line below them all. */
function byLine(found: readonly Directive[]): Map<number, RuleSet> {
  const below = new Map<number, number>();
  const rules = new Map<number, string[]>();
  for (const { line } of [...found].sort((a, b) => b.line - a.line)) below.set(line, below.get(line + 1) ?? line + 1);
  for (const directive of found) {
    if (directive.scope !== 'next-line') continue;
    const line = below.get(directive.line) ?? directive.line + 1;
    const known = rules.get(line) ?? [];
    for (const rule of directive.rules) known.push(rule);
    rules.set(line, known);
  }
  return new Map([...rules].map(([line, each]) => [line, new RuleSet(each)]));
}

/** A reason may follow behind `#` or `--`. */
function readDirective(text: string): Pick<Directive, 'scope' | 'rules'> | undefined {
  const [head = '', scope] = /^db-manifests-disable-(next-line|document|file)(?![^ \t])/.exec(text) ?? [];
  if (scope === undefined) return undefined;
  const behind = text.slice(head.length);
  const reason = behind.search(/[ \t](?:#|--)/);
  const written = reason < 0 ? behind : behind.slice(0, reason);
  if (written.includes('#')) return undefined;
  const rules = written.split(/[\s,]+/).filter(Boolean);
  return { scope, rules: rules.length > 0 ? rules : ['*'] };
}
