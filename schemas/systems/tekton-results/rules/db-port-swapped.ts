import type { Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { resultKinds, resultSettings } from '../settings.ts';

/** The operator's manual has this slip in its examples, so it is copied around. */
export const dbPortSwapped: Rule = {
  id: 'tekton-results/db-port-swapped',
  severity: 'information',
  kinds: resultKinds,
  help: `Postgres listens on 5432. The operator's manual writes 5342 in several examples, and who copies them gets
"connection refused". Set 5432, unless your server really listens on 5342.`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/docs/TektonResult.md#spec',
  *check({ resource }) {
    const node = resultSettings(resource).at('db_port');
    if (node.value !== 5342) return;
    yield {
      node,
      message: say`\`db_port\` is 5342, where Postgres listens on 5432: the manual has two digits swapped.`,
      fixes: [{ title: say`Set 5432`, edits: [{ do: 'set', node, value: 5432 }], safe: false }],
    };
  },
};
