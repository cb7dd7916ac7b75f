import type { Rule } from '../../../contract/index.ts';
import { isHidden, isTrue, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { configurationOf } from '../operatorSettings.ts';
import { otherConfigurations } from '../subjectIds.ts';

/** Without the address of a service nobody is asked who is in a team. */
export const teamsServiceMissing: Rule = {
  id: 'zalando/teams-service-missing',
  severity: 'warning',
  kinds: ['OperatorConfiguration', ...otherConfigurations],
  help: `With \`enable_teams_api\` the operator asks a service for the members of each cluster's team, at every sync. \`teams_api_url\` has no
useful default: it points to an example. The members get no roles then, and the log fills with errors. Name your service, or turn
\`enable_teams_api\` off and list people in a \`PostgresTeam\`.`,
  source:
    'https://github.com/zalando/postgres-operator/blob/v2.0.1/docs/reference/operator_parameters.md#teams-api-and-related-configuration',
  wholeOnly: true,
  *check({ resource }) {
    const teams = configurationOf(resource).at('teams_api');
    const node = teams.at('enable_teams_api');
    const address = teams.at('teams_api_url');
    if (!isTrue(node) || isHidden(address) || (isWritten(address) && address.value !== '')) return;
    yield {
      node,
      mark: 'key',
      message: say`The operator asks an example for members of teams, for \`teams_api_url\` is not set: nobody gets a role.`,
      fixes: [{ title: say`Turn \`enable_teams_api\` off`, edits: [{ do: 'set', node, value: false }], safe: false }],
    };
  },
};
