import type { Clock } from './clock.ts';
import { Query } from './query.ts';

/** The last few answers, by what they answer; each for as long as what was read for it stays as it is. */
export class Recent {
  readonly #clock: Clock;
  readonly #most: number;
  /** The one asked for longest ago first. */
  readonly #known = new Map<string, Query<unknown>>();

  constructor(clock: Clock, most: number) {
    this.#clock = clock;
    this.#most = most;
  }

  /** @param compute is kept: besides inputs that note themselves, it depends on what the key says and nothing else */
  read<T>(key: string, compute: () => T): T {
    const known = this.#known.get(key) as Query<T> | undefined;
    const query = known ?? new Query(this.#clock, compute);
    this.#known.delete(key);
    this.#known.set(key, query as Query<unknown>);
    if (this.#known.size > this.#most) this.#known.delete(this.#known.keys().next().value ?? '');
    return query.read();
  }
}
