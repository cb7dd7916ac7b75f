import { createHash } from 'node:crypto';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PlacedJob } from '../../language/definitions/compilations.ts';
import { nothingCompiled } from '../../language/definitions/compiledDefinition.ts';
import type { CompiledDefinition } from '../../language/definitions/compiledDefinition.ts';

/** What a definition that nobody finishes reading is told. */
const tooMuch: CompiledDefinition = {
  ...nothingCompiled,
  faults: [{ fault: 'too-large', span: { start: 0, end: 0 }, about: '' }],
};

/** In milliseconds; the largest that are known take a third of a second. */
const longest = 10_000;
/** The thread ends when nobody has asked for so long. In milliseconds. */
const idle = 15_000;
/** Definitions that are kept: those of a branch that somebody comes back to. */
const mostKept = 64;
/** In MB: more is no definition. */
const memory = 512;

/** A thread that compiles definitions, started with the first and ended when there are no more. */
export class DefinitionWorker {
  readonly #dist: string;
  readonly #report: (error: unknown) => void;
  /** By content, those used last at the end. */
  readonly #kept = new Map<string, CompiledDefinition>();
  #thread: Worker | undefined;
  #ending: NodeJS.Timeout | undefined;
  /** Of the one that waits. */
  #answer: ((compiled: CompiledDefinition) => void) | undefined;

  /** @param dist what the build wrote @param report told why a thread could not do its work */
  constructor(dist: string, report: (error: unknown) => void) {
    this.#dist = dist;
    this.#report = report;
  }

  /** One at a time. Never rejects: what cannot be compiled says nothing. */
  async compile({ text, number, version }: PlacedJob): Promise<CompiledDefinition> {
    const key = `${createHash('sha256').update(text).digest('hex')} ${String(number)} ${version ?? ''}`;
    const compiled =
      this.#kept.get(key) ?? (await this.#ask({ text, number, ...(version === undefined ? {} : { version }) }));
    this.#kept.delete(key);
    this.#kept.set(key, compiled);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
    return compiled;
  }

  #ask(job: Omit<PlacedJob, 'place'>): Promise<CompiledDefinition> {
    clearTimeout(this.#ending);
    const thread = (this.#thread ??= this.#start());
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#end(), longest);
      this.#answer = (compiled) => {
        this.#answer = undefined;
        clearTimeout(timer);
        this.#ending = setTimeout(() => this.#end(), idle).unref();
        resolve(compiled);
      };
      thread.postMessage(job);
    });
  }

  #start(): Worker {
    const thread = new Worker(path.join(this.#dist, 'definitions.cjs'), {
      workerData: this.#dist,
      resourceLimits: { maxOldGenerationSizeMb: memory },
    });
    thread.on('message', (compiled: CompiledDefinition) => this.#answer?.(compiled));
    thread.on('error', this.#report);
    // However it ends, whoever waits is answered.
    thread.on('exit', () => {
      if (this.#thread === thread) this.#end();
    });
    // Nobody waits for it when the server ends.
    thread.unref();
    return thread;
  }

  #end(): void {
    const thread = this.#thread;
    this.#thread = undefined;
    this.#answer?.(tooMuch);
    // Whether it ends in order is nobody's concern any more.
    thread?.terminate().catch(() => undefined);
  }
}
