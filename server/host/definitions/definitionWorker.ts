import type { PlacedJob } from '../../language/definitions/compilations.ts';
import { nothingCompiled } from '../../language/definitions/compiledDefinition.ts';
import type { CompiledDefinition, DefinitionJob } from '../../language/definitions/compiledDefinition.ts';
import { inTime } from '../inTime.ts';
import { contentId } from '../lsp/contentId.ts';
import type { CompilerThread } from './startCompiler.ts';

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

/** A thread that compiles definitions, started with the first and ended when there are no more. */
export class DefinitionWorker {
  readonly #start: () => Promise<CompilerThread>;
  readonly #report: (error: unknown) => void;
  /** By content, those used last at the end. */
  readonly #kept = new Map<string, CompiledDefinition>();
  #thread: Promise<CompilerThread> | undefined;
  #ending: ReturnType<typeof setTimeout> | undefined;

  /** @param report told why a thread could not do its work */
  constructor(start: () => Promise<CompilerThread>, report: (error: unknown) => void) {
    this.#start = start;
    this.#report = report;
  }

  /** One at a time. Never rejects: what cannot be compiled says nothing. */
  async compile({ text, numbers, version }: PlacedJob): Promise<CompiledDefinition> {
    // It begins while the text is looked through.
    if (this.#kept.size === 0) this.#thread ??= this.#start();
    const key = `${contentId(text)} ${numbers.join()} ${version ?? ''}`;
    const compiled =
      this.#kept.get(key) ?? (await this.#ask({ text, numbers, ...(version === undefined ? {} : { version }) }));
    this.#kept.delete(key);
    this.#kept.set(key, compiled);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
    return compiled;
  }

  async #ask(job: DefinitionJob): Promise<CompiledDefinition> {
    clearTimeout(this.#ending);
    try {
      const thread = await (this.#thread ??= this.#start());
      const compiled = await inTime(thread.ask(job), longest);
      if (compiled) {
        this.#ending = setTimeout(() => this.#end(), idle);
        // It keeps no process alive; in a browser it is a number.
        (this.#ending as { unref?: () => void }).unref?.();
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
