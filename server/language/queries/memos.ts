import type { Clock } from './clock.ts';
import { Query } from './query.ts';

interface Memo {
  readonly key: symbol;
  readonly query: Query<unknown>;
}

/** What is remembered about one thing, by what it is; it goes with the thing. A handful, so a list: of things there are thousands. */
export class Memos {
  readonly #clock: Clock;
  readonly #known: Memo[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  read<T>(key: symbol, compute: () => T, isSame?: (a: T, b: T) => boolean): T {
    const known = this.#find(key) as Query<T> | undefined;
    if (known) return known.read();
    const query = new Query(this.#clock, compute, isSame);
    this.#known.push({ key, query: query as Query<unknown> });
    return query.read();
  }

  /** What was worked out last, if anything was. */
  peek(key: symbol): unknown {
    return this.#find(key)?.peek();
  }

  #find(key: symbol): Query<unknown> | undefined {
    for (const memo of this.#known) if (memo.key === key) return memo.query;
    return undefined;
  }
}
