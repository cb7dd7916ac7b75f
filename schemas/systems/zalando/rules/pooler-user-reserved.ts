import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { knownNames } from '../operatorSettings.ts';

/** The pooler's role cannot be the superuser, the replication user or a protected role. */
export const poolerUserReserved: Rule = {
  id: 'zalando/pooler-user-reserved',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `The pooler needs a role of its own. The superuser, the replication user and protected roles (\`admin\`,
\`cron_admin\` unless configured) are not taken for it: the operator makes its configured pooler user, usually
\`pooler\`, instead, while the pods of the pooler go on asking for the Secret of the user that is written. Leave \`user\` out
or choose another name.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/connection_pooler.go#L92',
  *check({ spec, workspace }) {
    const node = spec.at('connectionPooler', 'user');
    const user = textOf(node);
    const [names, ...others] = knownNames(workspace);
    // Several configurations: nobody knows which operator this cluster belongs to.
    if (!user || !names || others.length > 0) return;
    if (![names.superUser, names.replicationUser, ...names.protectedRoles].includes(user)) return;
    yield {
      node,
      message: say`\`connectionPooler.user\` cannot be "${user}", a role of the system: the operator makes "${names.poolerUser}" instead, but the pods ask for the Secret of "${user}".`,
      fixes: [{ title: say`Remove \`user\``, edits: [{ do: 'remove', node }] }],
    };
  },
};
