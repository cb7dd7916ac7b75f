import type { Rule } from '../../../contract/index.ts';
import { numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { fieldOf } from '../parts.ts';

/** The API server knows the lower end only. */
export const portOutOfRange: Rule = {
  id: 'crunchy/port-out-of-range',
  severity: 'error',
  kinds: ['PostgresCluster'],
  help: `Ports end at 65535. The API server takes a larger one in a cluster, and then refuses the pods with it: no database,
or no pooler, ever runs. Only the operator's log says so.`,
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports',
  *check({ spec }) {
    for (const node of [spec.at('port'), spec.at('patroni', 'port'), spec.at('proxy', 'pgBouncer', 'port')]) {
      const port = numberOf(node);
      if (port === undefined || port <= 65_535) continue;
      yield { node, message: say`Pods with port ${port} are refused: \`${fieldOf(node)}\` can be 65535 at most.` };
    }
  },
};
