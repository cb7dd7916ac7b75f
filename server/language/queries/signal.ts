import type { Clock } from './clock.ts';
import { Source } from './source.ts';

/** An input without a value of its own: it stands for something that is kept elsewhere. */
export class Signal extends Source {
  readonly #clock: Clock;
  changedAt = 0;

  constructor(clock: Clock) {
    super();
    this.#clock = clock;
  }

  /** Whoever works at the moment depends on it. */
  note(): void {
    this.#clock.note(this);
  }

  /** What it stands for is another one. */
  touch(): void {
    this.changedAt = this.#clock.tick();
    this.tell(this.changedAt);
  }
}
