/** Something that is read and may become another one. */
export interface Source {
  /** When it last became another one, on its clock. */
  readonly changedAt: number;
}

/** Counts how often anything has changed, and notes what is being read. One per service: what it remembers hangs on it. */
export class Clock {
  #now = 1;
  #reads: Set<Source> | undefined;

  get now(): number {
    return this.#now;
  }

  /** Something has changed. Returns when. */
  tick(): number {
    return ++this.#now;
  }

  /** Something is read: whoever works at the moment depends on it. */
  note(source: Source): void {
    this.#reads?.add(source);
  }

  /** Does a piece of work whose reads go into a set of its own; without one, work that nobody depends on. */
  watch<T>(reads: Set<Source> | undefined, work: () => T): T {
    const outer = this.#reads;
    this.#reads = reads;
    try {
      return work();
    } finally {
      this.#reads = outer;
    }
  }
}
