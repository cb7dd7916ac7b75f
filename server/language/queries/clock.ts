import type { Source } from './source.ts';

/** What looks by itself whether it is another one. */
interface Doubted {
  lookAgain(): void;
}

/** Counts how often anything has changed, and notes what is being read. One per service: what it remembers hangs on it. */
export class Clock {
  #now = 1;
  #reads: Source[] | undefined;
  /** Number of the work that is being done. */
  #work = 0;
  #works = 0;
  /** Come to doubt, and to be looked at before anything is read. */
  readonly #doubted: Doubted[] = [];

  get now(): number {
    return this.#now;
  }

  /** Something has changed. Returns when. */
  tick(): number {
    return ++this.#now;
  }

  /** Somebody works at the moment, and would depend on what is read. */
  get isNoting(): boolean {
    return this.#reads !== undefined;
  }

  doubt(doubted: Doubted): void {
    this.#doubted.push(doubted);
  }

  /** Before anything that is remembered is taken for what it is. */
  settle(): void {
    if (this.#doubted.length === 0) return;
    for (let next = this.#doubted.pop(); next; next = this.#doubted.pop()) next.lookAgain();
  }

  /** Something is read: whoever works at the moment depends on it. */
  note(source: Source): void {
    if (!this.#reads || source.notedIn === this.#work) return;
    source.notedIn = this.#work;
    this.#reads.push(source);
  }

  /** Does a piece of work and lists what it reads; without a list, work that nobody depends on. */
  watch<T>(reads: Source[] | undefined, work: () => T): T {
    const [outerReads, outerWork] = [this.#reads, this.#work];
    this.#reads = reads;
    this.#work = ++this.#works;
    try {
      return work();
    } finally {
      this.#reads = outerReads;
      this.#work = outerWork;
    }
  }
}
