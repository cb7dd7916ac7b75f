import type { Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { isStandby } from '../naming.ts';

/** A standby has the users and databases of the cluster that it follows. */
export const standbyRolesIgnored: Rule = {
  id: 'zalando/standby-roles-ignored',
  severity: 'information',
  kinds: ['postgresql'],
  help: `A standby can be read only, so the operator makes no users and no databases in it: all of them come from the cluster that it
follows. What the manifest says about them is used from the day on which the \`standby\` section is removed. Until then applications
log in with the names and passwords of the source.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/cluster.go#L395',
  *check({ spec }) {
    if (!isStandby(spec)) return;
    for (const field of ['users', 'databases', 'preparedDatabases']) {
      const node = spec.at(field);
      if (node.entries().length === 0) continue;
      yield {
        node,
        mark: 'key',
        message: say`\`${field}\` is ignored as long as the cluster is a standby: what it has comes from the cluster that it follows.`,
      };
    }
  },
};
