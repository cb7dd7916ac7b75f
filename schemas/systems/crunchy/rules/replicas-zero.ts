import type { Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';

/** The way to no pods is another one. */
export const replicasZero: Rule = {
  id: 'crunchy/replicas-zero',
  severity: 'error',
  kinds: ['PostgresCluster'],
  help: `A set of instances cannot have 0 pods: the API server refuses it. To stop the whole cluster set \`shutdown: true\`,
which keeps volumes, Services and Secrets. To get rid of one set take it out of the list, which deletes its volumes.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/pkg/apis/postgres-operator.crunchydata.com/v1beta1/postgrescluster_types.go#L476',
  *check({ spec }) {
    for (const set of spec.at('instances').items()) {
      const node = set.at('replicas');
      if (node.value !== 0) continue;
      yield {
        node,
        message: say`A set has at least one pod, so 0 is refused: stop the cluster with \`shutdown: true\`.`,
        fixes: [
          {
            title: say`Stop the cluster instead`,
            edits: [
              { do: 'remove', node },
              { do: 'set', node: spec.at('shutdown'), value: true },
            ],
            safe: false,
          },
        ],
      };
    }
  },
};
