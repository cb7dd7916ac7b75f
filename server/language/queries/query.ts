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
  #known: { readonly value: T; readonly reads: readonly Source[] } | undefined;
  #changedAt = 0;
  #checkedAt = 0;

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
    const { value } = this.#refresh();
    this.#clock.note(this);
    return value;
  }

  /** What was worked out last, if anything was: it may not hold any more. */
  peek(): T | undefined {
    return this.#known?.value;
  }

  #refresh() {
    const { now } = this.#clock;
    let known = this.#known;
    if (known && (this.#checkedAt === now || this.#holds(known.reads))) {
      this.#checkedAt = now;
      return known;
    }
    const reads = new Set<Source>();
    const value = this.#clock.watch(reads, this.#compute);
    const isSame = known !== undefined && this.#isSame(known.value, value);
    // Nobody has read another one before the first.
    if (known && !isSame) this.#changedAt = now;
    known = { value: known && isSame ? known.value : value, reads: [...reads] };
    // What has changed while it was worked out is looked at next time.
    this.#checkedAt = now;
    this.#known = known;
    return known;
  }

  /** In the order in which they were read: what a later one is about may be gone when an earlier one has changed. */
  #holds(reads: readonly Source[]): boolean {
    for (const source of reads) if (source.changedAt > this.#checkedAt) return false;
    return true;
  }
}
