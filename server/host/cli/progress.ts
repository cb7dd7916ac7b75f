/** In milliseconds: work that is done before is not announced. */
const patience = 1000;
/** In milliseconds, between two pictures. */
const pause = 100;

/** How far something is, on one line of a terminal that is written over. */
export class Progress {
  readonly #draw: ((line: string) => void) | undefined;
  readonly #now: () => number;
  readonly #begun: number;
  #drawn = 0;

  /** @param draw shows a line in place of the one before, empty: none; absent: nobody looks */
  constructor(draw: ((line: string) => void) | undefined, now: () => number = () => performance.now()) {
    this.#draw = draw;
    this.#now = now;
    this.#begun = now();
  }

  show(what: string, done: number, all: number): void {
    const now = this.#now();
    if (!this.#draw || now - this.#begun < patience || now - this.#drawn < pause) return;
    this.#drawn = now;
    const share = all > 0 ? Math.floor((done / all) * 100) : 0;
    this.#draw(`${what} ${String(done)} of ${String(all)} (${String(share)} %)`);
  }

  end(): void {
    if (this.#drawn > 0) this.#draw?.('');
    this.#drawn = 0;
  }
}
