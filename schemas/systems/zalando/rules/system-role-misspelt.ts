import type { Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { configurationOf } from '../operatorSettings.ts';
import { otherConfigurations } from '../subjectIds.ts';

/** A slip in a role's name makes a role of that name. */
export const systemRoleMisspelt: Rule = {
  id: 'zalando/system-role-misspelt',
  severity: 'information',
  kinds: ['OperatorConfiguration', ...otherConfigurations],
  help: `The operator makes its own roles under whatever name stands here, so a slip is no error: \`stanby\` works as \`standby\` does. But
the names of Secrets follow, whatever expects the usual name does not find it, and correcting it once clusters exist makes new roles
beside the old ones, with which replicas no longer log in until their pods are replaced. Write the usual name, unless another is
meant.`,
  source:
    'https://github.com/zalando/postgres-operator/blob/v2.0.1/docs/reference/operator_parameters.md#postgres-users',
  *check({ resource }) {
    const configuration = configurationOf(resource);
    for (const [section, key, usual] of roles) {
      const node = configuration.at(section, key);
      const name = textOf(node);
      if (!name || name === usual || nearestName(name, [usual]) === undefined) continue;
      yield {
        node,
        message: say`Role "${name}" is nearly the usual "${usual}": if that is meant, correct it before there are clusters.`,
        fixes: [{ title: say`Change to "${usual}"`, edits: [{ do: 'set', node, value: usual }], safe: false }],
      };
    }
  },
};

const roles = [
  ['users', 'super_username', 'postgres'],
  ['users', 'replication_username', 'standby'],
  ['connection_pooler', 'connection_pooler_user', 'pooler'],
  ['teams_api', 'pam_role_name', 'zalandos'],
] as const;
