const isWhole = process.env['SWEEP'] === 'all';

/** For the runs of a property: `usual` in `npm test`, and all of them with `SWEEP=all`. */
export function someRuns(usual: number, all: number): number {
  return isWhole ? all : usual;
}

/**
 * A sweep through more places than `npm test` has time for visits `count` of them, spread evenly, for the same places always the
 * same ones: packs may grow and the sweep takes no longer. With `SWEEP=all` it visits each of them.
 */
export function someOf<T>(count: number, places: Iterable<T>): readonly T[] {
  const all = [...places];
  if (isWhole || all.length <= count) return all;
  const step = all.length / count;
  return Array.from({ length: count }, (_, index) => all[Math.floor((index + 0.5) * step)] as T);
}
