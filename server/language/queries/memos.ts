import type { Clock } from './clock.ts';
import { Query } from './query.ts';

/** What is remembered about one thing, by what it is; it goes with the thing. */
export class Memos {
  readonly #clock: Clock;
  readonly #known = new Map<symbol, Query<unknown>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  read<T>(key: symbol, compute: () => T, isSame?: (a: T, b: T) => boolean): T {
    const known = this.#known.get(key) as Query<T> | undefined;
    if (known) return known.read();
    const query = new Query(this.#clock, compute, isSame);
    this.#known.set(key, query as Query<unknown>);
    return query.read();
  }

  /** What was worked out last, if anything was. */
  peek(key: symbol): unknown {
    return this.#known.get(key)?.peek();
  }
}
