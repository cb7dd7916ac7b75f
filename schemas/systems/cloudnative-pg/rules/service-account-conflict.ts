import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** An account that is there is not written by the operator. */
export const serviceAccountConflict: Rule = {
  id: 'cloudnative-pg/service-account-conflict',
  severity: 'error',
  kinds: ['Cluster'],
  help: `\`serviceAccountTemplate\` is for the service account that the operator makes, and with \`serviceAccountName\` it makes
none. The webhook refuses both. Put labels and annotations into your own account, and remove the template.`,
  source: webhook('cluster', 3128),
  since: '1.29',
  *check({ spec }) {
    const [name, node] = [spec.at('serviceAccountName'), spec.at('serviceAccountTemplate')];
    if (!isWritten(name) || name.value === '' || !isWritten(node)) return;
    yield {
      node,
      mark: 'key',
      message: say`With \`serviceAccountName\` the operator makes no account, so a template for it is refused: remove one of them.`,
      fixes: [node, name].map((each) => ({
        title: say`Remove \`${String(each.path.at(-1))}\``,
        edits: [{ do: 'remove', node: each }],
        safe: false,
      })),
    };
  },
};
