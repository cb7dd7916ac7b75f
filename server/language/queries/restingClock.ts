import { Clock } from './clock.ts';
import { Source } from './source.ts';

/** Stands for all that there is. */
class Anything extends Source {
  changedAt = 0;

  touch(now: number): void {
    this.changedAt = now;
    this.tell(now);
  }
}

/**
 * Of a service that is told everything and only asked from then on, as by a check that ends with its answers: at rest nobody lists
 * what is read, which is a tenth of the work. What is worked out then depends on everything: with the first change it does not
 * hold any more, and the clock lists again.
 */
export class RestingClock extends Clock {
  readonly #anything = new Anything();
  /** What has been read at rest: nobody else may hold it, and it has to be there to tell that it is another one. `undefined`: at work. */
  #held: Source[] | undefined;
  /** What `notedIn` says of these: below zero, where no work is. */
  #rests = 0;

  override get isNoting(): boolean {
    return !this.#held && super.isNoting;
  }

  /** Nothing is going to change. */
  rest(): void {
    this.#held = [];
    this.#rests--;
  }

  override tick(): number {
    const now = super.tick();
    if (this.#held) {
      this.#held = undefined;
      this.#anything.touch(now);
    }
    return now;
  }

  override note(source: Source): void {
    if (!this.#held) super.note(source);
    else if (source.notedIn !== this.#rests) {
      source.notedIn = this.#rests;
      this.#held.push(source);
    }
  }

  override watch<T>(reads: Source[] | undefined, work: () => T): T {
    if (!this.#held) return super.watch(reads, work);
    reads?.push(this.#anything);
    return work();
  }
}
