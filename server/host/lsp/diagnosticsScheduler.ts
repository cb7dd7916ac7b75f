/**
 * Turns of the event loop without a new request after which no message is left unread: the connection decodes and
 * hands on one message every two or three turns. A turn takes microseconds when there is nothing to do.
 */
const quietTurns = 4;

/** Waiting for a pause in the messages ends here, so that an endless stream of edits still gets answers. */
const mostTurns = 1000;

/**
 * Runs a job per file once the messages that have already arrived are read: no fixed delay, and a burst of edits costs
 * one run. Files are done in the order in which they were asked for, with pauses in which requests get their turn.
 */
export class DiagnosticsScheduler {
  readonly #waiting = new Set<string>();
  readonly #job: (uri: string) => void;
  #scheduled = false;
  #quiet = 0;

  constructor(job: (uri: string) => void) {
    this.#job = job;
  }

  request(uri: string): void {
    // Asked again: it waits its turn anew, behind those that have waited longer.
    this.#waiting.delete(uri);
    this.#waiting.add(uri);
    this.#quiet = 0;
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#wait(0);
  }

  cancel(uri: string): void {
    this.#waiting.delete(uri);
  }

  stop(): void {
    this.#waiting.clear();
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
