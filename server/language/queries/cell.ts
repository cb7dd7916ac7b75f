import type { Clock } from './clock.ts';
import { Signal } from './signal.ts';

/** An input. Who sets it to what it is already changes nothing. */
export class Cell<T> extends Signal {
  readonly #isSame: (a: T, b: T) => boolean;
  #value: T;

  constructor(clock: Clock, value: T, isSame: (a: T, b: T) => boolean = Object.is) {
    super(clock);
    this.#value = value;
    this.#isSame = isSame;
  }

  read(): T {
    this.note();
    return this.#value;
  }

  /** Without depending on it. */
  peek(): T {
    return this.#value;
  }

  set(value: T): void {
    if (this.#isSame(this.#value, value)) return;
    this.#value = value;
    this.touch();
  }
}
