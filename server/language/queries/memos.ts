import type { Clock } from './clock.ts';
import { Gate } from './gate.ts';
import { Query } from './query.ts';

interface Memo {
  readonly key: symbol;
  readonly query: Query<unknown>;
}

/** What is remembered about one thing, by what it is; it goes with the thing. A handful, so a list: of things there are thousands. */
export class Memos {
  readonly #clock: Clock;
  #known: readonly Memo[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  read<T>(key: symbol, compute: () => T, isSame?: (a: T, b: T) => boolean): T {
    const known = this.#find(key) as Query<T> | undefined;
    return (known ?? this.#keep(key, new Query(this.#clock, compute, isSame))).read();
  }

  /** The same of what very many read and what seldom becomes another one. */
  readGate<T>(key: symbol, compute: () => T, isSame: (a: T, b: T) => boolean): T {
    const known = this.#find(key) as Query<T> | undefined;
    return (known ?? this.#keep(key, new Gate(this.#clock, compute, isSame))).read();
  }

  /** What was worked out last, if anything was. */
  peek(key: symbol): unknown {
    return this.#find(key)?.peek();
  }

  #keep<T>(key: symbol, query: Query<T>): Query<T> {
    this.#known = [...this.#known, { key, query: query as Query<unknown> }];
    return query;
  }

  #find(key: symbol): Query<unknown> | undefined {
    for (const memo of this.#known) if (memo.key === key) return memo.query;
    return undefined;
  }
}
