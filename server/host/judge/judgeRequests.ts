import type { JudgedSchema } from '../../../schemas/compiler/charts/judgedSchema.ts';
import type { JudgeReply, JudgeRequest } from './judge.ts';
import { judgeOf } from './judgeOf.ts';

/** Schemas that are kept ready. */
const most = 8;

/** Answers questions in a thread of its own. */
export function judgeRequests(): (request: JudgeRequest) => JudgeReply {
  const texts = new Map<number, string>();
  const ready = new Map<number, ReturnType<typeof judgeOf>>();
  return ({ schema, schemaText, values, open }) => {
    if (schemaText !== undefined) texts.set(schema, schemaText);
    try {
      const judge = ready.get(schema) ?? judgeOf(JSON.parse(texts.get(schema) ?? 'true') as JudgedSchema);
      ready.delete(schema);
      ready.set(schema, judge);
      const [oldest] = ready.keys();
      if (ready.size > most && oldest !== undefined) ready.delete(oldest);
      return { faults: judge(values, open) };
    } catch {
      return { faults: undefined };
    }
  };
}
