import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** A text has to be a percentage. */
export const minAvailableInvalid: Rule = {
  id: 'crunchy/min-available-invalid',
  severity: 'error',
  kinds: ['PostgresCluster'],
  help: `\`minAvailable\` is a number without quotes, or a percentage up to \`100%\`. Kubernetes refuses a disruption budget with
anything else, and what the operator makes after it is missing: the set has no pods, or there is no pooler. Only the
operator's log says so.`,
  source: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#specifying-a-poddisruptionbudget',
  *check({ spec }) {
    for (const part of [...spec.at('instances').items(), spec.at('proxy', 'pgBouncer')]) {
      const node = part.at('minAvailable');
      const text = textOf(node);
      if (text === undefined || text.includes('${') || /^(?:\d{1,2}|100)%$/.test(text)) continue;
      const value = /^\d{1,9}$/.test(text) ? Number(text) : undefined;
      yield {
        node,
        message:
          value === undefined
            ? say`"${text}" is refused: write a number, or a percentage up to \`100%\`.`
            : say`"${text}" is refused, because text has to be a percentage: write ${value} without quotes.`,
        fixes: value === undefined ? [] : [{ title: say`Write ${value}`, edits: [{ do: 'set', node, value }] }],
      };
    }
  },
};
