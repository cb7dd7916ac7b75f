/** A word with what `fold` makes of it: who compares with the same words often folds them once. */
export interface FoldedWord {
  readonly word: string;
  readonly folded: string;
}

/** Of more names than these, written in one resource, none is looked for: thousands of slips would each go through thousands. */
export const mostCompared = 500;

/** Nobody slips more often in one name, however long it is. */
const mostSlips = 8;

/**
 * The one name that somebody who wrote `word` most likely meant, as of `nearest`. `undefined`: none is near, several are
 * as near, or there are more than `mostCompared`.
 */
export function nearestName(word: string, names: readonly string[]): string | undefined {
  if (names.length > mostCompared) return undefined;
  const [meant, ...others] = nearest(word, names);
  return others.length === 0 ? meant : undefined;
}

/**
 * The candidates that somebody who wrote `word` may have meant, best first: those that differ in case, `_` and `-`
 * only, else those at the smallest edit distance, at most a quarter of the word and 8 (a swap of neighbours counts once).
 */
export function nearest(word: string, candidates: readonly string[]): readonly string[] {
  return nearestFolded(word, candidates.map(foldedWord));
}

export function nearestFolded(word: string, candidates: readonly FoldedWord[]): readonly string[] {
  const folded = fold(word);
  const same = candidates.filter((candidate) => candidate.folded === folded);
  if (same.length > 0)
    return [
      closestCase(
        word,
        same.map((candidate) => candidate.word),
      ),
    ];
  const limit = Math.min(mostSlips, Math.max(1, Math.floor(word.length / 4)));
  if (word.length <= 2) return [];
  let best = limit;
  let found: string[] = [];
  for (const { word: candidate, folded: other } of candidates) {
    if (Math.abs(other.length - folded.length) > best || other.length <= 2) continue;
    const distance = editDistance(folded, other, best);
    if (distance > best) continue;
    if (distance < best) found = [];
    best = distance;
    found.push(candidate);
  }
  return onePerFold(word, found).slice(0, 3);
}

/**
 * Words that many slips are compared with: what one costs does not grow with their number. Of very many, those are compared that
 * begin or end like the slip, because what was meant is as it should be before the slip or behind it.
 */
export class KnownWords {
  /** Up to `mostCompared`. */
  readonly #few: readonly FoldedWord[] = [];
  /** Of more than these. There may be tens of thousands, so most stand for themselves. */
  readonly #byFold = new Map<string, string | string[]>();
  readonly #byStart: Neighbours;
  readonly #byEnd: Neighbours;

  constructor(words: readonly string[]) {
    const sorted = [...words].sort();
    if (words.length <= mostCompared) this.#few = sorted.map(foldedWord);
    else
      for (const word of sorted) {
        const folded = fold(word);
        const same = this.#byFold.get(folded);
        if (Array.isArray(same)) same.push(word);
        else this.#byFold.set(folded, same === undefined ? word : [same, word]);
      }
    const folds = [...this.#byFold.keys()];
    this.#byStart = new Neighbours(folds, (fold) => fold);
    this.#byEnd = new Neighbours(folds, reversed);
  }

  /** As of the function. */
  nearest(word: string): readonly string[] {
    if (this.#byFold.size === 0) return nearestFolded(word, this.#few);
    const wanted = fold(word);
    const folds = this.#byFold.has(wanted)
      ? [wanted]
      : [...new Set([...this.#byStart.around(wanted), ...this.#byEnd.around(wanted)])].sort();
    return nearestFolded(
      word,
      folds.flatMap((folded) => [this.#byFold.get(folded) ?? []].flat().map((each) => ({ word: each, folded }))),
    );
  }
}

/** Words in an order, and those beside any place in it. */
class Neighbours {
  readonly #sorted: readonly string[];
  readonly #keyOf: (word: string) => string;

  /** @param keyOf what they are put in order by; of its own answer it makes the word again */
  constructor(words: readonly string[], keyOf: (word: string) => string) {
    this.#keyOf = keyOf;
    // The engine's own order: tens of thousands of names are compared without a call.
    this.#sorted = words.map(keyOf).sort();
  }

  around(word: string): string[] {
    const key = this.#keyOf(word);
    let [from, to] = [0, this.#sorted.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#sorted[middle] ?? '') < key) from = middle + 1;
      else to = middle;
    }
    return this.#sorted.slice(Math.max(0, from - mostBeside), from + mostBeside).map(this.#keyOf);
  }
}

/** By UTF-16 units, so that twice is once again what it was. */
function reversed(word: string): string {
  return word.split('').reverse().join('');
}

/** On each side of a place. */
const mostBeside = 50;

export function foldedWord(word: string): FoldedWord {
  return { word, folded: fold(word) };
}

/** Two words that a person takes for the same: `initContainers`, `init_containers`. */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  return lower.includes('-') || lower.includes('_') ? lower.replace(/[-_]/g, '') : lower;
}

/** In UTF-16 units. No name that Kubernetes takes is longer, and the cost grows with the square. */
const longest = 253;

/**
 * Damerau-Levenshtein distance, each pair of neighbours swapped at most once; in UTF-16 units. Above `limit` only that
 * it is larger is certain; words of more than 253 units are near to nothing but themselves.
 */
export function editDistance(a: string, b: string, limit = Infinity): number {
  if (a.length > longest || b.length > longest) return a === b ? 0 : Infinity;
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  // What both begin and end with costs nothing, and is most of two names of one scheme.
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return distanceOf(a.slice(start, a.length - end), b.slice(start, b.length - end), limit);
}

function distanceOf(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let last: number[] = [];
  for (let index = 0; index <= b.length; index += 1) last.push(index);
  let current: number[] = last.map(() => Infinity);
  let leastBefore = 0;
  for (let row = 1; row <= a.length; row += 1) {
    // Further from the diagonal than the limit it is larger.
    const [first, end] = [Math.max(1, row - limit), Math.min(b.length, row + limit)];
    let least = first === 1 ? row : Infinity;
    current[first - 1] = least;
    for (let column = first; column <= end; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (last[column] ?? Infinity) + 1,
        (current[column - 1] ?? Infinity) + 1,
        (last[column - 1] ?? Infinity) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (before[column - 2] ?? Infinity) + 1);
      }
      current[column] = cost;
      if (cost < least) least = cost;
    }
    if (end < b.length) current[end + 1] = Infinity;
    if (least > limit && leastBefore > limit) return limit + 1;
    leastBefore = least;
    [before, last, current] = [last, current, before.length > 0 ? before : last.map(() => Infinity)];
  }
  return last[b.length] ?? 0;
}

/** Of candidates that differ in case only (`BYPASSRLS`, `bypassrls`), the one in the case of the word. */
export function onePerFold(word: string, candidates: readonly string[]): string[] {
  const groups = new Map<string, string[]>();
  for (const candidate of candidates) {
    groups.set(fold(candidate), [...(groups.get(fold(candidate)) ?? []), candidate]);
  }
  return [...groups.values()].map((group) => closestCase(word, group));
}

/** Upper case for a word in upper case, else the closest. */
function closestCase(word: string, candidates: readonly string[]): string {
  const isLoud = (text: string) => text === text.toUpperCase();
  const score = (candidate: string) => editDistance(word, candidate) + (isLoud(word) === isLoud(candidate) ? 0 : 100);
  return candidates.reduce((best, each) => (score(each) < score(best) ? each : best));
}
