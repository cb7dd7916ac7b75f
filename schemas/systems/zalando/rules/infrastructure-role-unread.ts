import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { configurationOf } from '../operatorSettings.ts';
import { operatorChart } from '../subjectIds.ts';

/** Four fields of an infrastructure role are read from the resource, the others only from a ConfigMap. */
export const infrastructureRoleUnread: Rule = {
  id: 'zalando/infrastructure-role-unread',
  severity: 'warning',
  kinds: ['OperatorConfiguration', operatorChart],
  help: `From an \`OperatorConfiguration\` the operator takes \`secretname\`, \`userkey\`, \`passwordkey\` and \`rolekey\` of a role and forgets
the rest: \`defaultuservalue\`, \`defaultrolevalue\`, \`details\` and \`template\` have no effect, though the definition has them. Put names
and memberships into the Secret, or use \`infrastructure_roles_secret_name\` with a ConfigMap of the same name.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/controller/operator_config.go#L99',
  since: '1.6',
  *check({ resource }) {
    for (const role of configurationOf(resource).at('kubernetes', 'infrastructure_roles_secrets').items()) {
      for (const field of ['defaultuservalue', 'defaultrolevalue', 'details', 'template']) {
        const node = role.at(field);
        if (!isWritten(node) || node.value === '' || node.value === false) continue;
        yield { node, mark: 'key', message: say`\`${field}\` is not read from this resource: put it into the Secret.` };
      }
    }
  },
};
