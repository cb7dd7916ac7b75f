import type { JudgedSchema } from '../../../schemas/compiler/charts/judgedSchema.ts';
import { Cell } from '../queries/cell.ts';
import type { Clock } from '../queries/clock.ts';
import { Keyed } from '../queries/keyed.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import type { Judgement, JudgeQuestion } from './judgement.ts';
import type { PlainValues } from './plainValues.ts';

/** A question that nobody has taken yet. */
interface Waiting {
  readonly question: JudgeQuestion;
  readonly asked: Asked;
}

/** What was asked, by schema and values. */
class Asked extends Cell<Judgement | undefined> {
  /** Documents in which the values stand, while there is no answer; empty: it has not been asked. */
  readonly slots = new Set<ManifestSlot>();
}

/**
 * What somebody outside has found of values: whoever reads it learns when it comes. A question is asked once, and about nothing that
 * has been edited since.
 */
export class Judgements {
  readonly #clock: Clock;
  readonly #wake: (() => void) | undefined;
  readonly #known = new Keyed<Asked>();
  readonly #numbers = new WeakMap<object, number>();
  readonly #waiting: Waiting[] = [];
  readonly #taken = new Map<number, Asked>();
  #count = 0;

  /** @param wake told that there is a question; absent: nobody judges. */
  constructor(clock: Clock, wake: (() => void) | undefined) {
    this.#clock = clock;
    this.#wake = wake;
  }

  /** `undefined`: it is to come. */
  of(schema: JudgedSchema, { values, open }: PlainValues, slot: ManifestSlot): Judgement | undefined {
    if (!this.#wake) return { unable: 'failed' };
    const key = `${String(this.#numberOf(schema))} ${JSON.stringify([values, open])}`;
    const asked = this.#known.get(key, () => new Asked(this.#clock, undefined));
    const judgement = asked.read();
    if (judgement !== undefined) return judgement;
    const isNew = asked.slots.size === 0;
    asked.slots.add(slot);
    if (isNew) {
      this.#waiting.push({ question: { id: this.#count++, schema, values, open }, asked });
      this.#wake();
    }
    return undefined;
  }

  /** The next question; the answer to it goes to `answer`. */
  take(): JudgeQuestion | undefined {
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      const { question, asked } = next;
      if ([...asked.slots].some(({ line }) => line.peek() !== undefined)) {
        this.#taken.set(question.id, asked);
        return question;
      }
      asked.slots.clear();
    }
    return undefined;
  }

  answer(id: number, judgement: Judgement): void {
    const asked = this.#taken.get(id);
    asked?.slots.clear();
    asked?.set(judgement);
    this.#taken.delete(id);
  }

  #numberOf(schema: JudgedSchema): number {
    if (typeof schema === 'boolean') return schema ? -1 : -2;
    const known = this.#numbers.get(schema) ?? this.#count++;
    this.#numbers.set(schema, known);
    return known;
  }
}
