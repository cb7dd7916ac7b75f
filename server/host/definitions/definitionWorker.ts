import { createHash } from 'node:crypto';
import path from 'node:path';
import type { PlacedJob } from '../../language/definitions/compilations.ts';
import { nothingCompiled } from '../../language/definitions/compiledDefinition.ts';
import type { CompiledDefinition, DefinitionJob } from '../../language/definitions/compiledDefinition.ts';
import { inTime } from '../inTime.ts';
import { startThread } from '../startThread.ts';
import type { Thread } from '../startThread.ts';

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
  #thread: Promise<Thread<DefinitionJob, CompiledDefinition>> | undefined;
  #ending: NodeJS.Timeout | undefined;

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

  async #ask(job: DefinitionJob): Promise<CompiledDefinition> {
    clearTimeout(this.#ending);
    try {
      const script = path.join(this.#dist, 'definitions.cjs');
      this.#thread ??= startThread({ script, memory, data: this.#dist });
      const thread = await this.#thread;
      const compiled = await inTime(thread.ask(job), longest);
      if (compiled) {
        this.#ending = setTimeout(() => this.#end(), idle).unref();
        return compiled;
      }
    } catch (error) {
      this.#report(error);
    }
    this.#end();
    return tooMuch;
  }

  #end(): void {
    // One that did not start has nothing to end.
    this.#thread?.then((thread) => thread.end()).catch(() => undefined);
    this.#thread = undefined;
  }
}
