import type { Rule } from '../../../contract/index.ts';
import { textItems } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { knownNames } from '../operatorSettings.ts';

/** Members of teams cannot have names that the operator keeps for itself. */
export const memberSkipped: Rule = {
  id: 'zalando/member-skipped',
  severity: 'warning',
  kinds: ['PostgresTeam'],
  help: `Each member becomes a role of the same name. The operator skips members with the name of a role of its own (\`postgres\`,
\`standby\`) or of \`protected_role_names\`, which are \`admin\` and \`cron_admin\` unless configured, with a line in its log. Write the name
of a person.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/cluster.go#L1764',
  *check({ spec, workspace }) {
    const known = knownNames(workspace);
    for (const [, members] of spec.at('additionalMembers').entries()) {
      for (const [name, node] of textItems(members)) {
        const isKept = known.every((names) =>
          [names.superUser, names.replicationUser, ...names.protectedRoles].includes(name),
        );
        if (isKept) yield { node, message: say`"${name}" gets no role: the operator keeps this name for itself.` };
      }
    }
  },
};
