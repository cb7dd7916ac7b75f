import type { Rule } from '../../../contract/index.ts';
import { mayHoldMore } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { writtenOf } from '../choices.ts';
import { webhook } from '../sources.ts';

/** There is something to run. */
export const sqlMissing: Rule = {
  id: 'mariadb/sql-missing',
  severity: 'error',
  kinds: ['SqlJob'],
  help: `A \`SqlJob\` runs what stands in \`sql\`, or under a key of a ConfigMap (\`sqlConfigMapKeyRef\`). The webhook refuses one with neither.`,
  source: webhook('sqljob', 64),
  wholeOnly: true,
  *check({ spec }) {
    if (spec.kind !== 'map' || mayHoldMore(spec)) return;
    if (writtenOf(spec, ['sql', 'sqlConfigMapKeyRef']).length > 0) return;
    yield {
      node: spec,
      mark: 'key',
      message: say`There is nothing to run, and the webhook refuses that: write \`sql\` or \`sqlConfigMapKeyRef\`.`,
    };
  },
};
