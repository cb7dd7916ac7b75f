/**
 * Turns of the event loop without a new request after which no message is left unread: the connection decodes and
 * hands on one message every two or three turns. A turn takes microseconds when there is nothing to do.
 */
const quietTurns = 4;

/** Waiting for a pause in the messages ends here, so that an endless stream of edits still gets answers. */
const mostTurns = 1000;

/** Nobody waits for a pause longer than so many milliseconds: a key that is held down repeats all the time. */
const mostPause = 300;

/**
 * Runs a job per file once the messages that have already arrived are read: no fixed delay, and a burst of edits costs
 * one run. Files are done in the order in which they were asked for, with pauses in which requests get their turn.
 */
export class DiagnosticsScheduler {
  readonly #waiting = new Set<string>();
  readonly #job: (uri: string) => void;
  #scheduled = false;
  #quiet = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When something began to wait for a pause. In milliseconds. */
  #pausedSince: number | undefined;

  constructor(job: (uri: string) => void) {
    this.#job = job;
  }

  /** @param pause milliseconds in which nothing more is asked for come first; until then what is asked for without one takes it along */
  request(uri: string, pause = 0): void {
    // Asked again: it waits its turn anew, behind those that have waited longer.
    this.#waiting.delete(uri);
    this.#waiting.add(uri);
    this.#quiet = 0;
    if (this.#scheduled) return;
    clearTimeout(this.#timer);
    this.#pausedSince ??= Date.now();
    const left = Math.min(pause, this.#pausedSince + mostPause - Date.now());
    if (left > 0) this.#timer = setTimeout(() => this.#start(), left);
    else this.#start();
  }

  cancel(uri: string): void {
    this.#waiting.delete(uri);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#waiting.clear();
  }

  #start(): void {
    this.#pausedSince = undefined;
    this.#scheduled = true;
    this.#wait(0);
  }

  #wait(turns: number): void {
    setImmediate(() => {
      this.#quiet++;
      if (this.#quiet < quietTurns && turns < mostTurns) this.#wait(turns + 1);
      else this.#run();
    });
  }

  #run(): void {
    const [next] = this.#waiting;
    if (next !== undefined) this.#waiting.delete(next);
    this.#quiet = 0;
    this.#scheduled = this.#waiting.size > 0;
    if (this.#scheduled) this.#wait(0);
    if (next !== undefined) this.#job(next);
  }
}
