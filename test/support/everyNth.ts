const isWhole = process.env['SWEEP'] === 'all';

/**
 * A sweep through more places than `npm test` has time for visits every `n`th of them, always the same ones; with `SWEEP=all`
 * each of them.
 * @param from which place comes first, below `n`: sweeps that begin at different ones share the places between them.
 */
export function* everyNth<T>(n: number, places: Iterable<T>, from = 0): Generator<T> {
  let index = n - from;
  for (const place of places) if (index++ % n === 0 || isWhole) yield place;
}
