import type { Rule } from '../../../contract/index.ts';
import { mayHoldMore } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { keepOne, writtenOf } from '../choices.ts';
import { types } from '../sources.ts';

/** One of two. */
export const disruptionBudgetInvalid: Rule = {
  id: 'mariadb/disruption-budget-invalid',
  severity: 'error',
  kinds: ['MariaDB', 'MaxScale'],
  help: `A budget says how many pods stay, or how many may be away. The webhook refuses both, and neither. Write \`maxUnavailable: 1\`, or
leave the section out: then half of the servers stay.`,
  source: types('base', 591),
  wholeOnly: true,
  *check({ spec }) {
    const budget = spec.at('podDisruptionBudget');
    const written = writtenOf(budget, ['minAvailable', 'maxUnavailable']);
    const [first, second] = written;
    if (budget.kind !== 'map' || (first && !second) || (!first && mayHoldMore(budget))) return;
    yield {
      node: second ?? budget,
      mark: 'key',
      message: first
        ? say`\`minAvailable\` and \`maxUnavailable\` exclude each other: the webhook refuses both. Keep one.`
        : say`The webhook refuses a budget that says nothing: write \`maxUnavailable: 1\`.`,
      fixes: first
        ? keepOne(written)
        : [
            {
              title: say`Write \`maxUnavailable: 1\``,
              edits: [{ do: 'set', node: budget.at('maxUnavailable'), value: 1 }],
            },
          ],
    };
  },
};
