import type { Comment } from './yaml/index.ts';
import type { ManifestSlot } from './workspace/manifestSlot.ts';

/**
 * What comments of a document switch off: `# db-manifests-disable-next-line RULE, RULE`, `...-document`, `...-file`;
 * without a rule, everything.
 */
export interface Suppressions {
  readonly document: readonly string[];
  readonly file: readonly string[];
  /** By line (from the start of the document) that the comment stands above. */
  readonly lines: ReadonlyMap<number, readonly string[]>;
}

/** A reason may follow behind `#` or `--`. */
const directive = /^db-manifests-disable-(next-line|document|file)(?:[ \t]+([^#]*?))??(?:[ \t]+(?:#|--).*)?[ \t]*$/;
const none: Suppressions = { document: [], file: [], lines: new Map() };
const memoKey = Symbol('suppressions');

export function suppressionsOf(slot: ManifestSlot): Suppressions {
  return slot.memo(memoKey, () => {
    if (!slot.text.includes('db-manifests-disable')) return none;
    return read(slot.document.comments, (offset) => slot.lines.positionAt(offset).line);
  });
}

export function isSuppressed(code: string, line: number, own: Suppressions, file: readonly string[]): boolean {
  return matches(own.document, code) || matches(file, code) || matches(own.lines.get(line) ?? [], code);
}

function matches(patterns: readonly string[], code: string): boolean {
  return patterns.some(
    (pattern) =>
      pattern === '*' || pattern === code || (pattern.endsWith('/*') && code.startsWith(pattern.slice(0, -1))),
  );
}

function read(comments: readonly Comment[], lineAt: (offset: number) => number): Suppressions {
  const document: string[] = [];
  const file: string[] = [];
  const lines = new Map<number, string[]>();
  const found = comments.flatMap((comment) => {
    const match = comment.ownLine ? directive.exec(comment.text) : null;
    return match ? [{ scope: match[1], rules: splitRules(match[2]), line: lineAt(comment.span.start) }] : [];
  });
  // Several such comments above one line belong to the line below them all.
  const directiveLines = new Set(found.map(({ line }) => line));
  for (const { scope, rules, line } of found) {
    if (scope === 'document') document.push(...rules);
    else if (scope === 'file') file.push(...rules);
    else {
      let target = line + 1;
      while (directiveLines.has(target)) target++;
      lines.set(target, [...(lines.get(target) ?? []), ...rules]);
    }
  }
  return { document, file, lines };
}

function splitRules(text: string | undefined): string[] {
  const rules = (text ?? '').split(/[\s,]+/).filter(Boolean);
  return rules.length ? rules : ['*'];
}
