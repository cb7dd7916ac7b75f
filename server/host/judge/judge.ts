import type { Judgement, JudgeQuestion, ValueFault } from '../../language/charts/judgement.ts';
import { inTime } from '../inTime.ts';
import type { Thread } from '../startThread.ts';

/** What the thread is told: a schema comes with the first question about it. */
export interface JudgeRequest {
  readonly schema: number;
  /** JSON. */
  readonly schemaText?: string;
  readonly values: unknown;
  readonly open: readonly string[];
}

/** `undefined`: the schema cannot be made ready. */
export type JudgeReply = { readonly faults: readonly ValueFault[] | undefined };

export type JudgeThread = Thread<JudgeRequest, JudgeReply>;

/** As long as nobody notices. In milliseconds. */
const patience = 500;

/**
 * Compares values with schemas in a thread that is started with the first question. It is ended when one takes too long, and the
 * schema is then not asked about any more: another one, or the same once it is changed, gets a new thread.
 */
export class Judge {
  readonly #start: () => Promise<JudgeThread>;
  readonly #patience: number;
  #thread: Promise<JudgeThread> | undefined;
  readonly #numbers = new WeakMap<object, number>();
  #count = 0;
  /** Schemas that the thread has. */
  #sent = new Set<number>();
  readonly #givenUp = new Set<number>();

  /** @param patience in milliseconds, once the thread is there */
  constructor(start: () => Promise<JudgeThread>, limit = patience) {
    this.#start = start;
    this.#patience = limit;
  }

  /** Never fails. One question after the other. */
  async judge({ schema, values, open }: JudgeQuestion): Promise<Judgement> {
    if (typeof schema === 'boolean') return { faults: schema ? [] : [{ path: [], what: { is: 'refused' } }] };
    const number = this.#numberOf(schema);
    if (this.#givenUp.has(number)) return { unable: 'late' };
    const thread = await this.#started();
    if (!thread) return { unable: 'failed' };
    try {
      const request = { schema: number, values, open };
      const isKnown = this.#sent.has(number);
      this.#sent.add(number);
      const reply = await inTime(
        thread.ask(isKnown ? request : { ...request, schemaText: JSON.stringify(schema) }),
        this.#patience,
      );
      if (reply) return reply.faults ? { faults: reply.faults } : { unable: 'failed' };
    } catch {
      // It has ended: that schema takes more memory than there is.
    }
    this.#givenUp.add(number);
    this.end();
    return { unable: 'late' };
  }

  /** `undefined`: there are no threads here, and none is tried again. */
  async #started(): Promise<JudgeThread | undefined> {
    try {
      return await (this.#thread ??= this.#start());
    } catch {
      return undefined;
    }
  }

  end(): void {
    // One that did not start has nothing to end.
    this.#thread?.then((thread) => thread.end()).catch(() => undefined);
    this.#thread = undefined;
    this.#sent = new Set();
  }

  #numberOf(schema: object): number {
    const known = this.#numbers.get(schema) ?? this.#count++;
    this.#numbers.set(schema, known);
    return known;
  }
}
