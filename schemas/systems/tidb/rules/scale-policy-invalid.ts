import type { Rule } from '../../../contract/index.ts';
import { numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { validation } from '../sources.ts';

/** At least one pod at a time. */
export const scalePolicyInvalid: Rule = {
  id: 'tidb/scale-policy-invalid',
  severity: 'error',
  kinds: ['TidbCluster'],
  help: `\`scaleInParallelism\` and \`scaleOutParallelism\` are numbers of pods, at least 1. With zero or less the operator writes the
event \`FailedValidation\` and leaves the whole resource as it is.`,
  source: validation(830),
  since: '1.4',
  *check({ spec }) {
    for (const id of ['tikv', 'tidb', 'tiflash']) {
      for (const field of ['scaleInParallelism', 'scaleOutParallelism']) {
        const node = spec.at(id, 'scalePolicy', field);
        const number = numberOf(node);
        if (number === undefined || number > 0) continue;
        yield {
          node,
          message: say`\`${field}\` is at least 1: with ${number} the operator refuses the whole resource.`,
          fixes: [{ title: say`Write 1`, edits: [{ do: 'set', node, value: 1 }] }],
        };
      }
    }
  },
};
