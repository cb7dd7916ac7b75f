/**
 * How what a suite has started ends: noted where it is made, so that a set-up that fails half-way leaves nothing. The last one
 * first, and each of them, whatever becomes of the others.
 */
export class Endings {
  readonly #endings: (() => unknown)[] = [];

  /** @returns what has been started. */
  add<T>(started: T, end: (started: T) => unknown): T {
    this.#endings.push(() => end(started));
    return started;
  }

  /** To be handed to `after`. Fails with the first thing that went wrong, once all have had their turn. */
  readonly run = async (): Promise<void> => {
    const problems: unknown[] = [];
    for (let end = this.#endings.pop(); end; end = this.#endings.pop()) {
      try {
        await end();
      } catch (error) {
        problems.push(error);
      }
    }
    if (problems.length > 0) throw problems[0];
  };
}
