import type { Clock, Source } from './clock.ts';

/** An input without a value of its own: it stands for something that is kept elsewhere. */
export class Signal implements Source {
  readonly #clock: Clock;
  changedAt = 0;
  notedIn = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whoever works at the moment depends on it. */
  note(): void {
    this.#clock.note(this);
  }

  /** What it stands for is another one. */
  touch(): void {
    this.changedAt = this.#clock.tick();
  }
}
