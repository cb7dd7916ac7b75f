import type { Span } from '../../../schemas/contract/index.ts';
import { documentOf } from './documentOf.ts';
import type { Reading } from './libyaml/readManifest.ts';
import { Refusal } from './libyaml/token.ts';
import { afterLine, lineEnd, lineStart } from './lineText.ts';
import { owner, type Placement, YamlNode } from './node.ts';
import { ignoredText, readAsKubectl } from './parseDocument.ts';
import { problem } from './problem.ts';
import type { ManifestDocument, SyntaxProblem } from './types.ts';
import { mayHoldTemplate } from './watchTokens.ts';

/** A broken document without its broken lines. */
export interface SoundDocument {
  /** What kubectl would read there. A value that cannot be read is a placeholder; a key is left out. */
  readonly document: ManifestDocument;
  /** What was left out: the broken lines, and what stands below them. */
  readonly gaps: readonly Span[];
  /** What is wrong with them, one for each; the document has the rest. */
  readonly problems: readonly SyntaxProblem[];
  /**
   * The same, where a key that a broken line may become is unknown instead of absent. What is found in both is so whatever the
   * broken lines are going to say. `undefined`: it is the same.
   */
  readonly inDoubt: () => ManifestDocument | undefined;
}

/** Each gap costs a reading; who has more mistakes in one document sees these first. */
const mostGaps = 6;

/** Beyond, a reading at every key could be felt. */
const longest = 1_000_000;

/**
 * Leaves out lines that kubectl cannot read, one after the other, until it reads the rest. What is half typed is its line,
 * and says nothing of the others. `undefined`: nothing is broken, or that does not help.
 */
export function soundDocument(broken: ManifestDocument): SoundDocument | undefined {
  const { text } = broken;
  let error = broken.problems.find(isError);
  if (broken.template || !error || text.length > longest) return undefined;
  let at = error.span.start;
  let isMisplaced = error.code === 'yaml/indentation';
  const gaps: Gap[] = [];
  for (let tries = 0; tries < mostGaps; tries++) {
    if (!widen(text, gaps, at, isMisplaced)) return undefined;
    const reading = readAsKubectl(gaps.reduce(withoutGap, text));
    isMisplaced = false;
    if (reading instanceof Refusal) {
      at = reading.start;
      continue;
    }
    error = reading.problems.find(isError);
    if (error) {
      at = error.span.start;
      continue;
    }
    const needed = neededOf(gaps, text);
    return withGaps({ text, finish: () => broken }, needed, needed === gaps ? reading : undefined);
  }
  return undefined;
}

/**
 * The same where nothing is broken but a word that is no entry yet, as while a key is typed: known before what is wrong with it is.
 * @param finish reads the broken document, when somebody asks for that or for comments
 */
export function soundBeside(text: string, refusal: Refusal, finish: () => ManifestDocument): SoundDocument | undefined {
  if (text.length > longest || mayHoldTemplate(text)) return undefined;
  const gaps: Gap[] = [];
  if (!widen(text, gaps, refusal.start, false) || !gaps.every((gap) => isEntryToBe(text, gap))) return undefined;
  const reading = readAsKubectl(gaps.reduce(withoutGap, text));
  if (reading instanceof Refusal || reading.problems.some(isError)) return undefined;
  return withGaps({ text, finish }, gaps, reading);
}

/** A document that has not been read to its end perhaps. */
interface Broken {
  readonly text: string;
  readonly finish: () => ManifestDocument;
}

/** Without those that were tried in vain. */
function neededOf(gaps: readonly Gap[], text: string): readonly Gap[] {
  let needed = gaps;
  for (const gap of gaps.length > 1 ? gaps : []) {
    const others = needed.filter((each) => each !== gap);
    const reading = others.length > 0 ? readAsKubectl(others.reduce(withoutGap, text)) : undefined;
    if (reading && !(reading instanceof Refusal) && !reading.problems.some(isError)) needed = others;
  }
  return needed;
}

/** @param known what has been read already */
function withGaps(broken: Broken, gaps: readonly Gap[], known?: Reading): SoundDocument | undefined {
  const left = gaps.reduce(withoutGap, broken.text);
  const read = (inDoubt: boolean) => {
    const reading = (inDoubt ? undefined : known) ?? readAsKubectl(left);
    return reading instanceof Refusal ? undefined : openedDocument(broken, left, reading, gaps, inDoubt);
  };
  const document = read(false);
  const inDoubt = () => (gaps.some(({ keeps }) => keeps === 'nothing') ? read(true) : undefined);
  let problems: readonly SyntaxProblem[] | undefined;
  return (
    document && {
      ...{ document, gaps, inDoubt },
      get problems() {
        return (problems ??= gaps.map((gap) => problemIn(gap, broken.finish())));
      },
    }
  );
}

/** The first one that was found there; behind that a parser mostly guesses. Who took the line into the next one has said nothing of it. */
function problemIn({ start, end, column }: Gap, { text, problems }: ManifestDocument): SyntaxProblem {
  const found = problems.find((each) => isError(each) && each.span.start <= end && start <= each.span.end);
  const last = Math.min(end, lineEnd(text, start));
  return found ?? problem('missing-colon', { start: Math.min(start + column, last), end: last });
}

function openedDocument(
  { text, finish }: Broken,
  left: string,
  { root, problems, end }: Reading,
  gaps: readonly Gap[],
  inDoubt: boolean,
): ManifestDocument | undefined {
  if (!root || !gaps.every((gap) => isOpened(root, gap, text, inDoubt))) return undefined;
  const all = [...problems, ...ignoredText(left, end)];
  return documentOf({ text, root, problems: all, template: false, comments: () => finish().comments });
}

function isError({ severity }: SyntaxProblem): boolean {
  return severity === 'error';
}

/** Lines that are left out, from the start of the first to the end of the last. */
interface Gap extends Span {
  /** Up to here the first line is kept: a key with its colon, or the dash of an item. */
  readonly kept: number;
  readonly keeps: 'key' | 'item' | 'nothing';
  /** Of what is kept, or of what the line begins with. */
  readonly column: number;
  /** The end of what stands below, which may belong to something else. */
  readonly block: number;
  /** It stands in no column that fits, so nobody knows which map it belongs to. */
  readonly isMisplaced: boolean;
}

/**
 * Leaves out one thing more: the line at an offset, or a half-typed one above it, which parsers take into what follows; if that is left
 * out already, all of it, or else the line above.
 */
function widen(text: string, gaps: Gap[], offset: number, isMisplaced: boolean): boolean {
  let at = contentLine(text, offset);
  const above = at > 0 ? contentLine(text, at - 1) : -1;
  const isAbove = above >= 0 && isHalfTyped(text, above) && !gaps.some(({ start }) => start === above);
  if (isAbove) at = above;
  for (;;) {
    at = contentLine(text, at);
    if (at < 0) return false;
    const known = gaps.findIndex(({ start, end }) => start <= at && at <= end);
    const gap = gaps[known];
    const narrow = gaps.findIndex(({ end, block }) => end < block && end < at && at <= contentBehind(text, block));
    const wider = gaps[narrow];
    if (!gap && wider) {
      gaps[narrow] = { ...wider, end: wider.block };
      return true;
    }
    if (!gap) {
      const found = gapAt(text, at, isAbove || !isMisplaced);
      for (let index = gaps.length - 1; index >= 0; index--) if (isWithin(gaps[index], found)) gaps.splice(index, 1);
      gaps.push(found);
      return true;
    }
    if (gap.keeps !== 'nothing') {
      gaps[known] = gapAt(text, gap.start, false);
      return true;
    }
    if (gap.start === 0) return false;
    at = gap.start - 1;
  }
}

/** A word that is no entry yet. */
function isHalfTyped(text: string, start: number): boolean {
  const line = text.slice(start, Math.min(lineEnd(text, start), start + longestHead));
  const { dashes, key } = lineParts(line);
  return dashes === '' && key === '' && /^ *[\w./-]+(?: ?["'[{])?$/.test(line.trimEnd());
}

/** A word of which nobody doubts in which map it stands: below a key, or in the column of an entry above. */
function isEntryToBe(text: string, { start, column }: Gap): boolean {
  if (!isHalfTyped(text, start)) return false;
  if (isKeyAbove(text, start, column)) return true;
  for (let at = start; at > 0;) {
    at = contentLine(text, at - 1);
    if (at < 0) return false;
    const { indent, dashes, key } = lineParts(text.slice(at, Math.min(lineEnd(text, at), at + longestHead)));
    const inner = indent.length + dashes.length;
    if (inner <= column) return inner === column && key !== '';
  }
  return false;
}

function isWithin(inner: Span | undefined, outer: Span): boolean {
  return inner !== undefined && outer.start <= inner.start && inner.end <= outer.end;
}

/** The start of the line at an offset, or of the nearest one above that says something; -1: none does. */
function contentLine(text: string, offset: number): number {
  for (let at = lineStart(text, Math.min(offset, text.length)); ; at = lineStart(text, at - 1)) {
    const line = text.slice(at, lineEnd(text, at)).trim();
    if (line !== '' && !line.startsWith('#') && !/^(?:---|\.\.\.)(?:\s|$)/.test(line)) return at;
    if (at === 0) return -1;
  }
}

/** The start of the next line that says something. */
function contentBehind(text: string, offset: number): number {
  for (let at = afterLine(text, offset); ; at = afterLine(text, at)) {
    const line = text.slice(at, lineEnd(text, at)).trim();
    if (at >= text.length || (line !== '' && !line.startsWith('#'))) return at;
  }
}

function gapAt(text: string, start: number, mayKeep: boolean): Gap {
  const end = lineEnd(text, start);
  const { indent, dashes, key } = lineParts(text.slice(start, Math.min(end, start + longestHead)));
  const inner = indent.length + dashes.length;
  if (mayKeep && key !== '') {
    const column = inner;
    const block = blockEnd(text, start, column, true);
    return { start, kept: start + inner + key.length, end: block, keeps: 'key', column, block, isMisplaced: false };
  }
  if (mayKeep && dashes !== '') {
    const column = indent.length + dashes.lastIndexOf('-');
    const block = blockEnd(text, start, column, false);
    return { start, kept: start + column + 1, end: block, keeps: 'item', column, block, isMisplaced: false };
  }
  const column = indent.length;
  const block = blockEnd(text, start, column, key !== '');
  const own = isKeyAbove(text, start, column) ? end : block;
  return { start, kept: start, end: own, keeps: 'nothing', column, block, isMisplaced: !mayKeep };
}

const longestHead = 2000;

function lineParts(line: string): { indent: string; dashes: string; key: string } {
  const [, indent = '', dashes = ''] = /^([ \t]*)((?:-(?:[ ]+|$))*)/.exec(line) ?? [];
  const [key = ''] =
    /^(?:"[^"\\]*"|'[^']*'|[\w./$][\w./$-]*)[ \t]*:(?=[ \t\r]|$)/.exec(line.slice(indent.length + dashes.length)) ?? [];
  return { indent, dashes, key };
}

/** The end of the last line that stands below one: further right, and items in the column of their key. */
function blockEnd(text: string, start: number, column: number, isKey: boolean): number {
  let end = lineEnd(text, start);
  for (let at = afterLine(text, start); at > start && at < text.length;) {
    const stop = lineEnd(text, at);
    const line = text.slice(at, stop);
    const content = line.trim();
    const indent = line.length - line.trimStart().length;
    const isBelow = indent > column || (isKey && indent === column && /^-(?:\s|$)/.test(content) && content !== '---');
    if (content !== '' && !content.startsWith('#') && !isBelow) break;
    if (content !== '' && isBelow) end = stop;
    const next = afterLine(text, at);
    if (next <= at) break;
    at = next;
  }
  return end;
}

/** A word typed between a key and what stands below it: the lines below belong to the key. */
function isKeyAbove(text: string, start: number, column: number): boolean {
  if (start === 0) return false;
  const above = contentLine(text, start - 1);
  if (above < 0) return false;
  const line = text.slice(above, lineEnd(text, above));
  const { indent, dashes, key } = lineParts(line);
  const inner = indent.length + dashes.length;
  const behind = line.slice(inner + key.length).trim();
  return key !== '' && inner <= column && (behind === '' || behind.startsWith('#'));
}

function withoutGap(text: string, { kept, end }: Gap): string {
  return text.slice(0, kept) + text.slice(kept, end).replace(/[^\r\n]/g, ' ') + text.slice(end);
}

/** Puts a placeholder where a gap is. false: nobody can say where in the tree that is. */
function isOpened(root: YamlNode, gap: Gap, text: string, inDoubt: boolean): boolean {
  let node = root;
  for (;;) {
    if (node.kind === 'scalar' || node.flow || node.origin) return isHidden(node, text);
    const last = node.children.filter(({ place }) => startOf(place) < gap.end).at(-1);
    if (node.kind === 'map') {
      const isKept = gap.keeps === 'key' && last !== undefined && last.place.keyStart >= gap.start;
      if (isKept) return isHidden(last, text);
      const [first] = node.children;
      const column = first ? columnOf(text, first.place.keyStart) : 0;
      const isHere = !last || (gap.column <= column && gap.keeps !== 'item');
      // It may stand further right than it is meant to.
      if (inDoubt && gap.keeps === 'nothing' && (isHere || gap.isMisplaced)) doubt(node, gap, text, isHere);
      if (isHere) return true;
    } else {
      if (!last || gap.column < columnOf(text, node.place.start)) return isHidden(node, text);
      if (gap.keeps === 'item' && last.place.start > gap.start) return isHidden(last, text);
    }
    node = last;
  }
}

function startOf({ start, keyStart }: Placement): number {
  return keyStart < 0 ? start : keyStart;
}

function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** Of a value nothing is known any more; that of the root is what the document is. */
function isHidden(node: YamlNode, text: string): boolean {
  const parent = owner(node.parent);
  if (!parent) return false;
  const unknown = new YamlNode('scalar', text, parent, node.key, node.place);
  parent.fill(parent.children.map((each) => (each === node ? unknown : each)));
  return true;
}

/** What a line says that is no key yet, as far as it may become one of a map. @param isHere it stands in the map */
function doubt(map: YamlNode, { start, end, column }: Gap, text: string, isHere: boolean): void {
  const keyStart = Math.min(start + column, end);
  const word = /^["']?([\w./-]*)/.exec(text.slice(keyStart, end))?.[1] ?? '';
  const hole = new YamlNode('scalar', text, map, `${word}${anyKey}`, { start: end, end, keyStart, keyEnd: end });
  map.doubt = { word: word.toLowerCase(), hole };
  if (!isHere) return;
  const before = map.children.filter((each) => startOf(each.place) < start);
  map.fill([...before, hole, ...map.children.slice(before.length)]);
}

/** As placeholders in keys are written: it may become any that begins so. */
const anyKey = '${}';
