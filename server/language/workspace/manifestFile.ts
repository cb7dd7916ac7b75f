import type { Position, Range } from '../answers.ts';
import type { Clock } from '../queries/clock.ts';
import { isSameList } from '../queries/isSameList.ts';
import { Memos } from '../queries/memos.ts';
import { Signal } from '../queries/signal.ts';
import { splitDocuments } from '../yaml/index.ts';
import { ManifestSlot } from './manifestSlot.ts';
import type { SlotHome } from './manifestSlot.ts';

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

/** Where a document stands now; `undefined`: it has been edited since, or its file is gone. */
export function placeOf(slot: ManifestSlot): PlacedSlot | undefined {
  const line = slot.line.read();
  return line === undefined ? undefined : { slot, line };
}

/** A position in a file as an offset into the document that holds it. */
export function offsetIn({ slot, line }: PlacedSlot, position: Position): number {
  return slot.lines.offsetAt({ line: position.line - line, character: position.character });
}

/** What is answered about each document of a file where it stands, one after the other; remembered for each. */
export function ofEachDocument<T>(
  file: ManifestFile,
  key: symbol,
  answer: (placed: PlacedSlot) => readonly T[],
): readonly T[] {
  return file.each(key, (slot) =>
    slot.memo(key, () => {
      const placed = placeOf(slot);
      return placed ? answer(placed) : [];
    }),
  );
}

/**
 * Some documents that follow each other, and what was worked out about all of them: who asks about a file of thousands, of which
 * one is another one, does not go to each of them.
 */
class Run {
  readonly slots: readonly ManifestSlot[];
  readonly #notes: Memos;

  constructor(slots: readonly ManifestSlot[], clock: Clock) {
    this.slots = slots;
    this.#notes = new Memos(clock);
  }

  each<T>(key: symbol, answer: (slot: ManifestSlot) => readonly T[]): readonly T[] {
    return this.#notes.read(key, () => this.slots.flatMap(answer), isSameList);
  }
}

/** How many documents a run holds: about as many as there are runs in a file of 100,000 lines. */
const runLength = 64;

/**
 * A file as a row of documents. An edit replaces the slots that it touches and leaves the others as they are; those that stay
 * never change places with each other.
 */
export class ManifestFile {
  readonly uri: string;
  /** Open in an editor, or about to be asked about: the trees of its documents stay. */
  isKept = true;
  readonly #home: SlotHome;
  /** Which documents there are, and where. */
  readonly #layout: Signal;
  #slots: ManifestSlot[];
  readonly #starts: number[] = [];
  #runs: readonly Run[];
  #notes: Memos | undefined;

  constructor(uri: string, text: string, clock: Clock, parsed: SlotHome['parsed']) {
    this.uri = uri;
    this.#home = { uri, clock, parsed };
    this.#layout = new Signal(clock);
    this.#slots = splitText(text).map((piece) => new ManifestSlot(piece, this.#home));
    this.#runs = this.#cutRuns(this.#slots);
    this.#place(0, this.#slots.length);
  }

  get slots(): readonly ManifestSlot[] {
    this.#layout.note();
    return this.#slots;
  }

  get text(): string {
    return this.slots.map((slot) => slot.text).join('');
  }

  /** Every slot with its first line, in order. */
  placed(): PlacedSlot[] {
    return this.slots.map((slot, index) => ({ slot, line: this.#starts[index] ?? 0 }));
  }

  /**
   * What is answered about each document, one after the other. An edit costs nothing in documents that it neither changes nor moves.
   * @param answer is kept: besides inputs that note themselves, it depends on the key and the document and nothing else
   */
  each<T>(key: symbol, answer: (slot: ManifestSlot) => readonly T[]): readonly T[] {
    this.#layout.note();
    const [first] = this.#runs;
    if (first && this.#runs.length === 1) return first.each(key, answer);
    return this.#runs.flatMap((run) => run.each(key, answer));
  }

  /** What was worked out about the whole file, as long as what was read for it stays as it is. */
  memo<T>(key: symbol, compute: () => T, isSame?: (a: T, b: T) => boolean): T {
    return (this.#notes ??= new Memos(this.#home.clock)).read(key, compute, isSame);
  }

  /** The same of what every document asks for and what seldom becomes another one. */
  gate<T>(key: symbol, compute: () => T, isSame: (a: T, b: T) => boolean): T {
    return (this.#notes ??= new Memos(this.#home.clock)).readGate(key, compute, isSame);
  }

  /** Gives back what hangs on the trees of its documents. */
  forget(): void {
    this.#notes = undefined;
    this.#runs = this.#cutRuns(this.#slots);
    for (const slot of this.#slots) slot.forget();
  }

  /** The document that holds a line; the last one for lines behind the end. */
  at(position: Position): PlacedSlot {
    const index = this.#indexAt(position.line);
    return { slot: this.#slots[index] as ManifestSlot, line: this.#starts[index] ?? 0 };
  }

  /** Returns the slots that are gone and those that came. */
  change({ range, text }: TextChange): { removed: readonly ManifestSlot[]; added: readonly ManifestSlot[] } {
    if (!range) return this.#replaceAll(text);
    let first = this.#indexAt(range.start.line);
    const last = this.#indexAt(range.end.line);
    const touched = this.#slots.slice(first, last + 1);
    const from = offsetIn(this.at(range.start), range.start);
    const lengthBefore = touched.slice(0, -1).reduce((sum, slot) => sum + slot.text.length, 0);
    const to = lengthBefore + offsetIn(this.at(range.end), range.end);
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
    const old = this.#slots.slice(first, end);
    const { next, removed, added } = this.#reuse(old, splitText(text));
    this.#slots = [...this.#slots.slice(0, first), ...next, ...this.#slots.slice(end)];
    this.#runs = this.#cutRunsAgain(first, end, next.length - old.length);
    for (const slot of removed) slot.line.set(undefined);
    const isAsLong = next.length === old.length && sumOfLineEnds(next) === sumOfLineEnds(old);
    this.#place(first, isAsLong ? first + next.length : this.#slots.length);
    return { removed, added };
  }

  /** Those that hold none of the documents from `first` to `end` stay. @param more how many more documents there are now */
  #cutRunsAgain(first: number, end: number, more: number): readonly Run[] {
    const lengths = this.#runs.map(({ slots }) => slots.length);
    let [from, start] = [0, 0];
    while (start + (lengths[from] ?? Infinity) <= first) start += lengths[from++] ?? 0;
    let [to, stop] = [from, start];
    while (stop < end) stop += lengths[to++] ?? Infinity;
    const cut = this.#cutRuns(this.#slots.slice(start, stop + more));
    return [...this.#runs.slice(0, from), ...cut, ...this.#runs.slice(to)];
  }

  #cutRuns(slots: readonly ManifestSlot[]): Run[] {
    const length = Math.ceil(slots.length / Math.ceil(slots.length / runLength));
    const runs: Run[] = [];
    for (let at = 0; at < slots.length; at += length)
      runs.push(new Run(slots.slice(at, at + length), this.#home.clock));
    return runs;
  }

  #replaceAll(text: string) {
    return this.#splice(0, this.#slots.length, text);
  }

  /** Documents whose text is the same stay, in the order in which they stood: whoever has put them in order need not do so again. */
  #reuse(old: readonly ManifestSlot[], pieces: readonly string[]) {
    const places = new Map<string, number[]>();
    for (let at = old.length - 1; at >= 0; at--) {
      const { text } = old[at] as ManifestSlot;
      const known = places.get(text);
      if (known) known.push(at);
      else places.set(text, [at]);
    }
    const kept = new Set<ManifestSlot>();
    const added: ManifestSlot[] = [];
    let from = 0;
    const next = pieces.map((piece) => {
      const same = places.get(piece);
      while (same && (same.at(-1) ?? from) < from) same.pop();
      const at = same?.pop();
      const known = at === undefined ? undefined : old[at];
      if (at === undefined || !known) {
        const made = new ManifestSlot(piece, this.#home);
        added.push(made);
        return made;
      }
      from = at + 1;
      kept.add(known);
      return known;
    });
    return { next, added, removed: old.filter((slot) => !kept.has(slot)) };
  }

  /** Tells documents where they stand now, from one on up to another: all others stand where they stood. */
  #place(from: number, to: number): void {
    const starts = this.#starts;
    let line = from === 0 ? 0 : (starts[from - 1] ?? 0) + (this.#slots[from - 1]?.lineEnds ?? 0);
    for (let index = from; index < to; index++) {
      const slot = this.#slots[index] as ManifestSlot;
      starts[index] = line;
      slot.line.set(line);
      line += slot.lineEnds;
    }
    starts.length = this.#slots.length;
    this.#layout.touch();
  }

  #indexAt(line: number): number {
    const starts = this.#starts;
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

function sumOfLineEnds(slots: readonly ManifestSlot[]): number {
  return slots.reduce((sum, { lineEnds }) => sum + lineEnds, 0);
}

/** A file has a document, even an empty one. */
function splitText(text: string): string[] {
  const pieces = splitDocuments(text);
  return pieces.length > 0 ? pieces : [''];
}

/** Whether a document that follows stays one of its own, whatever else this text is cut into. */
function endsBefore(text: string, following: string): boolean {
  if (text === '' || !startsDocument.test(following)) return false;
  return text.endsWith('\n') && splitDocuments(`${text}---`).at(-1) === '---';
}
