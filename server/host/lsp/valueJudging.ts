import type { Judgement, JudgeQuestion } from '../../language/charts/judgement.ts';
import type { LanguageService } from '../../language/languageService.ts';

type Questions = Pick<LanguageService, 'takeQuestion' | 'answerQuestion'>;

/** Hands the service's questions about values of charts to whoever judges them, one after the other. */
export class ValueJudging {
  readonly #service: Questions;
  readonly #judge: (question: JudgeQuestion) => Promise<Judgement>;
  readonly #answered: () => void;
  #work: Promise<void> | undefined;

  /** @param answered told after each */
  constructor(service: Questions, judge: (question: JudgeQuestion) => Promise<Judgement>, answered: () => void) {
    this.#service = service;
    this.#judge = judge;
    this.#answered = answered;
  }

  /** Settles once nothing is asked any more. Whoever asks is in the middle of something, so it begins later. */
  idle(): Promise<void> {
    return (this.#work ??= this.#answerAll());
  }

  async #answerAll(): Promise<void> {
    await Promise.resolve();
    try {
      for (let next = this.#service.takeQuestion(); next; next = this.#service.takeQuestion()) {
        this.#service.answerQuestion(next.id, await this.#judge(next));
        this.#answered();
      }
    } finally {
      this.#work = undefined;
    }
  }
}
