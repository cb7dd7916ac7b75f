import type { Clock } from './clock.ts';
import { Source } from './source.ts';
import type { Reader } from './source.ts';

/**
 * An answer that is remembered for as long as all that was read for it is as it was. If it is worked out anew and turns out the
 * same, those who have read it do not learn of it. Whether it still holds costs nothing as long as nothing below it has changed;
 * else a comparison of numbers per thing read.
 */
export class Query<T> extends Source implements Reader {
  readonly #clock: Clock;
  readonly #compute: () => T;
  readonly #isSame: (a: T, b: T) => boolean;
  #value: T | undefined;
  /** In the order in which they were read. `undefined`: it has not been worked out yet. */
  #reads: readonly Source[] | undefined;
  #reference: WeakRef<Query<T>> | undefined;
  #changedAt = 0;
  #checkedAt = 0;
  /** When what it has read last came to know of it. */
  #knownSince = 0;
  /** Nothing that it has read has told it anything since it was checked. */
  #holds = false;

  constructor(clock: Clock, compute: () => T, isSame: (a: T, b: T) => boolean = Object.is) {
    super();
    this.#clock = clock;
    this.#compute = compute;
    this.#isSame = isSame;
  }

  get changedAt(): number {
    this.#clock.settle();
    if (!this.#holds) this.refresh();
    return this.#changedAt;
  }

  get reference(): WeakRef<Query<T>> {
    return (this.#reference ??= new WeakRef(this));
  }

  read(): T {
    this.#clock.settle();
    if (!this.#holds) this.refresh();
    // What was worked out of nothing that changes is the same for ever.
    if (this.#reads?.length !== 0) this.#clock.note(this);
    return this.#value as T;
  }

  /** What was worked out last, if anything was: it may not hold any more. */
  peek(): T | undefined {
    return this.#value;
  }

  doubt(): boolean {
    const held = this.#holds;
    this.#holds = false;
    return held;
  }

  /** Nothing that it has read has told it anything since it was looked at. */
  protected get holds(): boolean {
    return this.#holds;
  }

  /** When it last turned out to be another one. */
  protected get lastChange(): number {
    return this.#changedAt;
  }

  protected refresh(): void {
    const { now } = this.#clock;
    if (this.#reads && this.#isAsBefore(this.#reads)) this.#listenTo(this.#reads, this.#reads);
    else this.#workOut(now);
    // What has changed while it was worked out is looked at next time.
    this.#checkedAt = now;
    this.#holds = this.#clock.now === now;
  }

  #workOut(now: number): void {
    const reads: Source[] = [];
    const value = this.#clock.watch(reads, this.#compute);
    if (!this.#reads) this.#value = value;
    else if (!this.#isSame(this.#value as T, value)) {
      this.#value = value;
      // Not the first time: nobody has read another one before that.
      this.#changedAt = now;
    }
    this.#listenTo(reads, this.#reads);
    // A list that has grown has room for a dozen more.
    this.#reads = reads.slice();
  }

  /** One after the other: what a later one is about may be gone when an earlier one has changed. */
  #isAsBefore(reads: readonly Source[]): boolean {
    for (const source of reads) if (source.changedAt > this.#checkedAt) return false;
    return true;
  }

  /** Those that have told it something do not know of it any more. */
  #listenTo(reads: readonly Source[], before: readonly Source[] | undefined): void {
    reads.forEach((source, index) => {
      if (source !== before?.[index] || source.toldAt > this.#knownSince) source.addReader(this.reference);
    });
    this.#knownSince = this.#clock.now;
  }
}
