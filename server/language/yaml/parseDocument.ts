import { commentsAround } from './commentsAround.ts';
import { documentOf, emptyRoot } from './documentOf.ts';
import { parseAnything } from './parseAnything.ts';
import { problem } from './problems.ts';
import { readHealthy } from './readHealthy.ts';
import type { ManifestDocument } from './types.ts';

/** Characters in one document from which on nothing is parsed: it would take seconds, at every key. */
export const MAX_LENGTH = 4_000_000;

/** Reads one `---` document. Never throws: what is broken becomes a problem, and the rest keeps its nodes. */
export function parseDocument(piece: string): ManifestDocument {
  // A copy: a piece of a file, and every slice of it, would keep the text of the whole file in memory.
  const text = piece.slice(0, 1) + piece.slice(1);
  if (text.length > MAX_LENGTH) {
    const problems = [problem('too-large', { start: 0, end: firstLineEnd(text) })];
    return documentOf({ text, root: emptyRoot(text), problems, template: false, comments: () => [] });
  }
  const root = readHealthy(text);
  if (!root) return parseAnything(text);
  return documentOf({ text, root, problems: [], template: false, comments: () => commentsAround(root) });
}

function firstLineEnd(text: string): number {
  const end = text.indexOf('\n');
  return Math.min(end === -1 ? text.length : end, 200);
}
