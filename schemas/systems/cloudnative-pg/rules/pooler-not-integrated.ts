import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { poolerLoginOf } from '../poolerLoginOf.ts';
import { manual } from '../sources.ts';

/** A query of one's own switches the operator's work off. */
export const poolerNotIntegrated: Rule = {
  id: 'cloudnative-pg/pooler-not-integrated',
  severity: 'information',
  kinds: ['Pooler'],
  help: `With \`authQuery\`, \`authQuerySecret\` or \`serverTLSSecret\` the operator sets nothing up in the cluster: the role that runs
the query, the function and the rights have to be made by hand in every database, or nobody gets through the pooler. The webhook
warns, and calls \`authQuerySecret\` deprecated. Without these fields it works by itself.`,
  source: manual('connection_pooling/#custom-authentication-method'),
  *check({ spec }) {
    const pgBouncer = spec.at('pgbouncer');
    if (!poolerLoginOf(pgBouncer).isComplete) return;
    const written = ['authQuerySecret', 'authQuery', 'serverTLSSecret']
      .map((field) => pgBouncer.at(field))
      .filter(isWritten);
    const [node] = written;
    if (!node || node.value === '') return;
    yield {
      node,
      mark: 'key',
      message: say`With \`${String(node.path.at(-1))}\` the operator sets nothing up in the cluster: role, function and rights for the query are to be made by hand.`,
      fixes: [
        {
          title: say`Leave it to the operator`,
          edits: written.map((each) => ({ do: 'remove', node: each })),
          safe: false,
        },
      ],
    };
  },
};
