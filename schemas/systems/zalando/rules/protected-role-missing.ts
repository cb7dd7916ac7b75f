import type { Rule } from '../../../contract/index.ts';
import { mayHoldMore, textItems, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { configurationOf } from '../operatorSettings.ts';
import { otherConfigurations } from '../subjectIds.ts';

/** The list of protected roles takes the place of the default. */
export const protectedRoleMissing: Rule = {
  id: 'zalando/protected-role-missing',
  severity: 'information',
  kinds: ['OperatorConfiguration', ...otherConfigurations],
  help: `A manifest that defines a role of \`protected_role_names\` is passed over. Spilo has two roles whose members may do much: \`admin\`
(or what \`team_admin_role\` says) and \`cron_admin\`. They are protected if the list is left out; a list of your own takes the place of
that, and a manifest may then define them, with a password that stands in a Secret. Keep both in the list.`,
  source:
    'https://github.com/zalando/postgres-operator/blob/v2.0.1/docs/reference/operator_parameters.md#teams-api-and-related-configuration',
  *check({ resource }) {
    const teams = configurationOf(resource).at('teams_api');
    const node = teams.at('protected_role_names');
    if (node.items().length === 0 || mayHoldMore(node)) return;
    const names = textItems(node).map(([name]) => name);
    for (const name of [textOf(teams.at('team_admin_role')) || 'admin', 'cron_admin']) {
      if (names.includes(name)) continue;
      yield {
        node,
        mark: 'key',
        message: say`Manifests may define role "${name}", because the list lacks it: it takes the place of the default.`,
        fixes: [{ title: say`Add "${name}"`, edits: [{ do: 'append', node, value: name }] }],
      };
    }
  },
};
