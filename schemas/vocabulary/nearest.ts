/** A word with what `fold` makes of it: who compares with the same words often folds them once. */
export interface FoldedWord {
  readonly word: string;
  readonly folded: string;
}

/** Of more names than these, written in one resource, none is looked for: thousands of slips would each go through thousands. */
export const mostCompared = 500;

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
 * only, else those at the smallest edit distance, at most a quarter of the word (a swap of neighbours counts once).
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
  const limit = Math.max(1, Math.floor(word.length / 4));
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
  let before: number[] = [];
  let last: number[] = [];
  for (let index = 0; index <= b.length; index += 1) last.push(index);
  let leastBefore = 0;
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      }
      current.push(cost);
      if (cost < least) least = cost;
    }
    if (least > limit && leastBefore > limit) return limit + 1;
    leastBefore = least;
    before = last;
    last = current;
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
