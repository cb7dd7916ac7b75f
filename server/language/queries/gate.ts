import type { Clock } from './clock.ts';
import { Query } from './query.ts';

/**
 * An answer that very many read and that seldom becomes another one. When it may be another one, they do not come to doubt: it is
 * looked at before anything else is read, and tells them if it is.
 */
export class Gate<T> extends Query<T> {
  readonly #clock: Clock;

  constructor(clock: Clock, compute: () => T, isSame?: (a: T, b: T) => boolean) {
    super(clock, compute, isSame);
    this.#clock = clock;
  }

  override doubt(): boolean {
    if (super.doubt()) this.#clock.doubt(this);
    return false;
  }

  lookAgain(): void {
    // Somebody may have read it, and so looked, in the meantime; who is a reader now has not been told of what it was before.
    if (!this.hasReaders) return;
    const before = this.lastChange;
    try {
      this.refresh();
    } finally {
      if (this.lastChange !== before || !this.holds) this.tell(this.#clock.tick());
    }
  }
}
