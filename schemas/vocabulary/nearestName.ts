/** Of more names than these, written in one resource, none is looked for: thousands of slips would each go through thousands. */
const mostCompared = 500;

/**
 * The name that somebody who wrote `word` most likely meant: one that differs only in case, `-` and `_`, else the one
 * at the smallest distance if that is at most a quarter of the word. `undefined`: none is near, several are as near,
 * or there are more than `mostCompared`.
 */
export function nearestName(word: string, names: readonly string[]): string | undefined {
  if (names.length > mostCompared) return undefined;
  const folded = fold(word);
  const limit = Math.max(1, Math.floor(word.length / 4));
  let best = limit;
  let found = new Set<string>();
  for (const name of names) {
    const distance = fold(name) === folded ? 0 : distanceOf(word, name, best);
    if (distance > best) continue;
    if (distance < best) found = new Set();
    best = distance;
    found.add(name);
  }
  const [nearest, ...others] = found;
  return others.length === 0 ? nearest : undefined;
}

function fold(word: string): string {
  return word.toLowerCase().replace(/[-_]/g, '');
}

/** In UTF-16 units. No name that Kubernetes takes is longer, and the cost grows with the square. */
const longest = 253;

/** Characters to add, drop, replace or swap with a neighbour; more than `limit` need not be exact. */
function distanceOf(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit || a.length > longest || b.length > longest) return limit + 1;
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (last[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      let cost = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, replaced);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    before = last;
    last = current;
  }
  return last[b.length] ?? a.length;
}
