import type { Position, Range } from '../answers.ts';
import type { LanguageContext } from '../languageContext.ts';
import { mayHoldSubjects } from '../subjects/mayHoldSubjects.ts';
import { rangeOf } from '../findingSpan.ts';
import { offsetIn } from '../workspace/manifestFile.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import type { ManifestDocument } from '../yaml/index.ts';

interface Mark {
  /** `&` gives the name, `*` uses it. */
  readonly sign: string;
  readonly name: string;
  /** Of the name, without the sign. */
  readonly start: number;
}

/** The name of an anchor and of the aliases that mean it: typed over in one place, they change together. */
export function linkedRanges(context: LanguageContext, file: ManifestFile, position: Position): Range[] {
  const placed = file.at(position);
  const { slot } = placed;
  const { text } = slot;
  if (slot.isTooLarge || !/[&*]/.test(text) || !mayHoldSubjects(context.packs, slot)) return [];
  const offset = offsetIn(placed, position);
  const marks = marksOf(slot.document);
  const here = marks.findIndex(({ name, start }) => start - 1 <= offset && offset <= start + name.length);
  const group = groupOf(marks, here);
  return group.length < 2 ? [] : group.map(({ start, name }) => rangeOf(placed, { start, end: start + name.length }));
}

/** An anchor may be given again further down: an alias means the last one above it. */
function groupOf(marks: readonly Mark[], index: number): Mark[] {
  const mark = marks[index];
  if (!mark) return [];
  const same = marks.filter(({ name }) => name === mark.name);
  const at = same.indexOf(mark);
  const first = at - [...same.slice(0, at + 1)].reverse().findIndex(({ sign }) => sign === '&');
  if (first > at) return [];
  const next = same.findIndex(({ sign }, place) => place > first && sign === '&');
  return same.slice(first, next < 0 ? undefined : next);
}

/** Signs and names outside comments and texts, from top to bottom. */
function marksOf(document: ManifestDocument): Mark[] {
  const found = [...document.text.matchAll(/(?<=^|[\s,[{])([&*])([^\s,[\]{}]+)/gm)];
  return found.flatMap(({ 1: sign = '', 2: name = '', index }) =>
    isInText(document, index) ? [] : [{ sign, name, start: index + 1 }],
  );
}

function isInText(document: ManifestDocument, offset: number): boolean {
  if (document.comments.some(({ span }) => span.start <= offset && offset < span.end)) return true;
  const node = document.nodeAt(offset)?.node;
  // An alias is the whole of its node; an anchor stands before the value that it names.
  return node?.kind === 'scalar' && node.span.start < offset && offset < node.span.end;
}
