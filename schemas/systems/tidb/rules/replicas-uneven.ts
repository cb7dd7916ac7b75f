import type { Finding, Rule } from '../../../contract/index.ts';
import { numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { manual } from '../sources.ts';

/** A majority needs an odd number. */
export const replicasUneven: Rule = {
  id: 'tidb/replicas-uneven',
  severity: 'information',
  kinds: ['TidbCluster', 'DMCluster'],
  help: `PD, and DM-master, work while a majority of their members do. An even number survives the loss of no more members than one
less: of 4 one may be lost, as of 3, and of 2 none. Take 3, or 5.`,
  source: manual('configure-a-tidb-cluster#cluster-configuration'),
  *check({ resource, spec }): Iterable<Finding> {
    const isDataMigration = resource.identity.kind === 'DMCluster';
    const node = spec.at(isDataMigration ? 'master' : 'pd', 'replicas');
    const replicas = numberOf(node);
    if (replicas === undefined || replicas < 2 || replicas % 2 === 1) return;
    const value = replicas + 1;
    yield {
      node,
      message: say`Of ${replicas} members no more may be lost than of ${replicas - 1}: an odd number is better.`,
      fixes: [{ title: say`Write ${value}`, edits: [{ do: 'set', node, value }], safe: false }],
    };
  },
};
