import type { Position, Range } from '../answers.ts';
import { splitDocuments } from '../yaml/index.ts';
import { ManifestSlot } from './manifestSlot.ts';

/** A change as editors send it; without a range the text is the whole new file. */
export interface TextChange {
  readonly range?: Range;
  readonly text: string;
}

/** A slot with the line on which it begins. */
export interface PlacedSlot {
  readonly slot: ManifestSlot;
  readonly line: number;
}

const startsDocument = /^---/;

/** A file as a row of documents. An edit replaces the slots that it touches and leaves the others as they are. */
export class ManifestFile {
  readonly uri: string;
  /** Open in an editor, or about to be asked about: the trees of its documents stay. */
  isKept = true;
  #slots: ManifestSlot[];
  #starts: number[] | undefined;
  #indexes: Map<ManifestSlot, number> | undefined;
  readonly #parsed: (slot: ManifestSlot) => void;

  constructor(uri: string, text: string, parsed: (slot: ManifestSlot) => void) {
    this.uri = uri;
    this.#parsed = parsed;
    this.#slots = this.#split(text);
  }

  get slots(): readonly ManifestSlot[] {
    return this.#slots;
  }

  get text(): string {
    return this.#slots.map((slot) => slot.text).join('');
  }

  /** Every slot with its first line, in order. */
  placed(): PlacedSlot[] {
    const starts = this.#lineStarts();
    return this.#slots.map((slot, index) => ({ slot, line: starts[index] ?? 0 }));
  }

  /** Where a document stands now; `undefined`: it has been edited since. */
  placeOf(slot: ManifestSlot): PlacedSlot | undefined {
    this.#indexes ??= new Map(this.#slots.map((each, index) => [each, index]));
    const index = this.#indexes.get(slot);
    return index === undefined ? undefined : { slot, line: this.#lineStarts()[index] ?? 0 };
  }

  /** The document that holds a line; the last one for lines behind the end. */
  at(position: Position): PlacedSlot {
    const index = this.#indexAt(position.line);
    return { slot: this.#slots[index] as ManifestSlot, line: this.#lineStarts()[index] ?? 0 };
  }

  /** Returns the slots that are gone and those that came. */
  change({ range, text }: TextChange): { removed: readonly ManifestSlot[]; added: readonly ManifestSlot[] } {
    if (!range) return this.#replaceAll(text);
    let first = this.#indexAt(range.start.line);
    const last = this.#indexAt(range.end.line);
    const starts = this.#lineStarts();
    const touched = this.#slots.slice(first, last + 1);
    const from = offsetIn(touched[0], range.start, starts[first] ?? 0);
    const lengthBefore = touched.slice(0, -1).reduce((sum, slot) => sum + slot.text.length, 0);
    const to = lengthBefore + offsetIn(touched.at(-1), range.end, starts[last] ?? 0);
    const old = touched.map((slot) => slot.text).join('');
    let next = old.slice(0, from) + text + old.slice(to);
    // Without a marker of its own it may belong to the document before it.
    if (first > 0 && !startsDocument.test(next)) next = this.#textOf(--first) + next;
    let end = last + 1;
    while (end < this.#slots.length && !endsBefore(next, this.#textOf(end))) next += this.#textOf(end++);
    return this.#splice(first, end, next);
  }

  #textOf(index: number): string {
    return this.#slots[index]?.text ?? '';
  }

  #splice(first: number, end: number, text: string) {
    const removed = this.#slots.slice(first, end);
    const reusable = new Map(removed.map((slot) => [slot.text, slot]));
    const next = this.#split(text, reusable);
    this.#slots = [...this.#slots.slice(0, first), ...next, ...this.#slots.slice(end)];
    this.#starts = undefined;
    this.#indexes = undefined;
    const kept = new Set(next);
    const old = new Set(removed);
    return { removed: removed.filter((slot) => !kept.has(slot)), added: next.filter((slot) => !old.has(slot)) };
  }

  #replaceAll(text: string) {
    return this.#splice(0, this.#slots.length, text);
  }

  #split(text: string, reusable?: Map<string, ManifestSlot>): ManifestSlot[] {
    const pieces = splitDocuments(text);
    return (pieces.length ? pieces : ['']).map((piece) => {
      const known = reusable?.get(piece);
      if (!known) return new ManifestSlot(piece, this.#parsed);
      reusable?.delete(piece);
      return known;
    });
  }

  #lineStarts(): number[] {
    if (this.#starts) return this.#starts;
    let line = 0;
    this.#starts = this.#slots.map((slot) => {
      const start = line;
      line += slot.lineEnds;
      return start;
    });
    return this.#starts;
  }

  #indexAt(line: number): number {
    const starts = this.#lineStarts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= line) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function offsetIn(slot: ManifestSlot | undefined, position: Position, line: number): number {
  return slot ? slot.lines.offsetAt({ line: position.line - line, character: position.character }) : 0;
}

/** Whether a document that follows stays one of its own, whatever else this text is cut into. */
function endsBefore(text: string, following: string): boolean {
  if (text === '' || !startsDocument.test(following)) return false;
  return text.endsWith('\n') && splitDocuments(`${text}---`).at(-1) === '---';
}
