import type { Rule } from '../../../contract/index.ts';
import { isFalse, isTrue, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { operatorConfigurations } from '../operatorSettings.ts';

/** The operator reads teams only if it is told to. */
export const teamsIgnored: Rule = {
  id: 'zalando/teams-ignored',
  severity: 'warning',
  kinds: ['PostgresTeam'],
  help: `The operator reads \`PostgresTeam\` resources only with \`teams_api.enable_postgres_team_crd\`, and \`additionalSuperuserTeams\` only
with \`enable_postgres_team_crd_superusers\` as well. The configuration in this workspace has them off, so nobody gets a role by this.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/docs/user.md#postgresteam-custom-resource',
  *check({ root, spec, workspace }) {
    const [configuration, ...others] = operatorConfigurations(workspace);
    if (!configuration || others.length > 0) return;
    const teams = configuration.at('teams_api');
    const enabled = teams.at('enable_postgres_team_crd');
    if (isFalse(enabled)) {
      yield {
        node: root.at('kind'),
        message: say`The resource is ignored: the operator's configuration has \`enable_postgres_team_crd: false\`.`,
        related: [{ node: enabled, message: say`The configuration` }],
      };
      return;
    }
    const superusers = teams.at('enable_postgres_team_crd_superusers');
    const node = spec.at('additionalSuperuserTeams');
    const isOff = isFalse(superusers) || (!isWritten(superusers) && isTrue(enabled));
    if (!isOff || node.entries().length === 0) return;
    yield {
      node,
      mark: 'key',
      message: say`\`additionalSuperuserTeams\` is ignored: the operator's configuration lacks \`enable_postgres_team_crd_superusers\`.`,
      related: [{ node: isWritten(superusers) ? superusers : enabled, message: say`The configuration` }],
    };
  },
};
