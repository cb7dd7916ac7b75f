const isWhole = process.env['SWEEP'] === 'all';

/**
 * A sweep through more places than `npm test` has time for visits every `n`th of them, always the same ones; with `SWEEP=all`
 * each of them.
 */
export function* everyNth<T>(n: number, places: Iterable<T>): Generator<T> {
  let index = 0;
  for (const place of places) if (index++ % n === 0 || isWhole) yield place;
}
