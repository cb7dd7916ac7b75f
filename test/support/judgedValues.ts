import { judgeOf } from '../../server/host/judge/judgeOf.ts';
import type { LanguageService } from '../../server/language/languageService.ts';

/** Answers all that a service asks about values of its files, here and now. */
export function answerQuestions(service: LanguageService): void {
  for (;;) {
    for (const uri of service.files()) service.diagnose(uri);
    if (!judgeNext(service)) return;
  }
}

/** Answers one question, if there is one. */
export function judgeNext(service: LanguageService): boolean {
  const question = service.takeQuestion();
  if (question)
    service.answerQuestion(question.id, { faults: judgeOf(question.schema)(question.values, question.open) });
  return question !== undefined;
}
