import type { Rule } from '../../../contract/index.ts';
import { numberOf, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { clusterType } from '../naming.ts';

/** The operator writes the usual port into pgAdmin's list of servers, whatever the cluster has. */
export const pgadminPortUnknown: Rule = {
  id: 'crunchy/pgadmin-port-unknown',
  severity: 'warning',
  kinds: ['PGAdmin'],
  help: `pgAdmin gets a list of clusters from the operator, each with port 5432. It cannot connect to a cluster that has
another \`spec.port\`: people have to add that server themselves.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/standalone_pgadmin/configmap.go#L175',
  *check({ spec, resource, workspace }) {
    for (const group of spec.at('serverGroups').items()) {
      const node = group.at('postgresClusterName');
      const name = textOf(node);
      if (!name) continue;
      const [cluster, ...others] = workspace.find(clusterType, name, resource.identity.namespace);
      const port = cluster && numberOf(cluster.resource.root.at('spec', 'port'));
      if (others.length > 0 || port === undefined || port === 5432) continue;
      yield {
        node,
        message: say`pgAdmin asks port 5432 of every cluster, and this one has ${port}: it cannot connect.`,
      };
    }
  },
};
