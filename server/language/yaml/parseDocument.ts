import { documentOf, emptyRoot } from './documentOf.ts';
import { readManifest, type Reading } from './libyaml/readManifest.ts';
import { Refusal } from './libyaml/token.ts';
import { parseAnything } from './parseAnything.ts';
import { problem } from './problem.ts';
import { hasContent, isJson, mayBeJson, nextSeparator } from './splitDocuments.ts';
import type { ManifestDocument, SyntaxProblem } from './types.ts';
import { commentAt, mayHoldTemplate } from './watchTokens.ts';

/** Characters in one document from which on nothing is parsed: it would take seconds, at every key. */
export const MAX_LENGTH = 4_000_000;

/** Reads one `---` document. Never throws: what is broken becomes a problem, and the rest keeps its nodes. */
export function parseDocument(piece: string): ManifestDocument {
  return beginDocument(piece).finish();
}

/** A document of which is known whether kubectl reads it. */
export interface BegunDocument {
  /** Of what kubectl does not read, what it minds first. */
  readonly refusal: Refusal | undefined;
  /** Reads the rest; of what kubectl does not read that takes several times as long. */
  readonly finish: () => ManifestDocument;
}

/** Never throws, and neither does its `finish`. */
export function beginDocument(piece: string): BegunDocument {
  if (piece.length > MAX_LENGTH) {
    const problems = [problem('too-large', { start: 0, end: firstLineEnd(piece) })];
    const nothing = { text: piece, root: emptyRoot(piece), problems, template: false, comments: () => [] };
    return { refusal: undefined, finish: () => documentOf(nothing) };
  }
  // A copy: a piece of a file, and every slice of it, would keep the text of the whole file in memory.
  const text = piece.slice(0, 1) + piece.slice(1);
  const reading = readAsKubectl(text);
  if (reading instanceof Refusal) return { refusal: reading, finish: () => parseAnything(text, reading) };
  return { refusal: undefined, finish: () => healthyDocument(text, reading) };
}

/**
 * Reads the YAML between two places of a text, which all places are counted from the start of. `undefined`: it holds several
 * documents.
 */
export function parseWithin(text: string, start: number, end: number): ManifestDocument | undefined {
  const piece = text.slice(0, end);
  const [mark = '', ...more] = text.slice(start, end).match(/^[ \t]*---(?=\s|$)/gm) ?? [];
  const from = mark === '' ? start : piece.indexOf(mark, start) + mark.length;
  if (more.length > 0 || hasContent(piece, start, from - mark.length)) return undefined;
  const reading = readAsKubectl(piece, from);
  if (!(reading instanceof Refusal)) return healthyDocument(piece, reading);
  return parseAnything(piece.slice(0, from).replaceAll(/[^\r\n]/g, ' ') + piece.slice(from), reading);
}

/** Reads a document that kubectl accepts, or says what it does not. @param start where it begins in the text */
export function readAsKubectl(text: string, start = 0): Reading | Refusal {
  try {
    const isJsonText = start === 0 && mayBeJson(text) && isJson(text);
    const from = isJsonText || start > 0 ? start : startOf(text);
    return readManifest(text, { from, isJson: isJsonText, mindsTemplates: mayHoldTemplate(text) });
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** @throws Refusal for what kubectl minds before it reads any YAML */
function startOf(text: string): number {
  const control = CONTROL.exec(text);
  if (control) throw new Refusal('control-character', control.index, control.index + 1);
  const separator = nextSeparator(text, 0);
  if (separator === text.length || hasContent(text, 0, separator)) return 0;
  const directive = /^%.*/m.exec(text.slice(0, separator));
  if (directive) throw new Refusal('directive', directive.index, directive.index + directive[0].length);
  const line = text.slice(separator + 3, lineEnd(text, separator));
  const behind = line.trimStart();
  if (behind === '') return 0;
  const start = separator + 3 + line.length - behind.length;
  if (!behind.startsWith('#')) throw new Refusal('separator', start, start + behind.trimEnd().length);
  return behind === line ? start : 0;
}

/** What go.yaml.in/yaml/v2 does not let through, wherever it stands. */
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

function healthyDocument(text: string, reading: Reading): ManifestDocument {
  const root = reading.root ?? emptyRoot(text);
  const { comments } = reading;
  return documentOf({
    text,
    root,
    problems: [...reading.problems, ...ignoredText(text, reading.end)],
    template: false,
    comments: () =>
      comments.flatMap((start, index) => {
        const end = comments[index + 1] ?? start;
        return index % 2 === 0 ? [commentAt(text, start, text.slice(start, end))] : [];
      }),
  });
}

/** What stands behind the place where kubectl stops reading; of JSON values in a line it reads all. */
export function ignoredText(text: string, end: number): SyntaxProblem[] {
  if (!hasContent(text, end, text.length) || (mayBeJson(text) && mayBeJson(text.slice(end)))) return [];
  let start = end;
  for (;;) {
    const stop = lineEnd(text, start);
    const line = text.slice(start, stop);
    const content = line.trim();
    if (content !== '' && content !== '...' && !/^[#%]/.test(content)) {
      const first = start + line.length - line.trimStart().length;
      return [problem('ignored-text', { start: first, end: first + content.length })];
    }
    if (stop === text.length) return [];
    start = stop + 1;
  }
}

function firstLineEnd(text: string): number {
  return Math.min(lineEnd(text, 0), 200);
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
