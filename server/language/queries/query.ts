import type { Clock, Source } from './clock.ts';

/**
 * An answer that is remembered for as long as all that was read for it is as it was. If it is worked out anew and turns out the
 * same, those who have read it do not learn of it. Looking whether it still holds costs a comparison of numbers per thing read,
 * and nothing at all while nothing has changed anywhere.
 */
export class Query<T> implements Source {
  readonly #clock: Clock;
  readonly #compute: () => T;
  readonly #isSame: (a: T, b: T) => boolean;
  #value: T | undefined;
  /** In the order in which they were read. `undefined`: it has not been worked out yet. */
  #reads: readonly Source[] | undefined;
  #changedAt = 0;
  #checkedAt = 0;
  notedIn = 0;

  constructor(clock: Clock, compute: () => T, isSame: (a: T, b: T) => boolean = Object.is) {
    this.#clock = clock;
    this.#compute = compute;
    this.#isSame = isSame;
  }

  get changedAt(): number {
    this.#refresh();
    return this.#changedAt;
  }

  read(): T {
    const value = this.#refresh();
    // What was worked out of nothing that changes is the same for ever.
    if (this.#reads?.length !== 0) this.#clock.note(this);
    return value;
  }

  /** What was worked out last, if anything was: it may not hold any more. */
  peek(): T | undefined {
    return this.#value;
  }

  #refresh(): T {
    const { now } = this.#clock;
    if (this.#reads && (this.#checkedAt === now || this.#holds(this.#reads))) {
      this.#checkedAt = now;
      return this.#value as T;
    }
    const reads: Source[] = [];
    const value = this.#clock.watch(reads, this.#compute);
    if (!this.#reads) this.#value = value;
    else if (!this.#isSame(this.#value as T, value)) {
      this.#value = value;
      // Not the first time: nobody has read another one before that.
      this.#changedAt = now;
    }
    this.#reads = reads;
    // What has changed while it was worked out is looked at next time.
    this.#checkedAt = now;
    return this.#value as T;
  }

  /** One after the other: what a later one is about may be gone when an earlier one has changed. */
  #holds(reads: readonly Source[]): boolean {
    for (const source of reads) if (source.changedAt > this.#checkedAt) return false;
    return true;
  }
}
