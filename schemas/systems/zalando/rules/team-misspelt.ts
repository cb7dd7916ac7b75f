import type { IndexedResource, ManifestNode, Rule } from '../../../contract/index.ts';
import { perObject } from '../../../vocabulary/perObject.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { teamType } from '../teamNames.ts';

/** Teams are compared letter by letter, upper and lower case included. */
export const teamMisspelt: Rule = {
  id: 'zalando/team-misspelt',
  severity: 'warning',
  kinds: ['PostgresTeam'],
  help: `The keys of a \`PostgresTeam\` are the \`teamId\`s of clusters, compared letter by letter. A key that differs from the
team of a cluster in upper and lower case or in \`-\` and \`_\` only is another team to the operator: nobody is added to that
cluster.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/docs/user.md#postgresteam-custom-resource',
  *check({ spec, workspace }) {
    for (const field of ['additionalTeams', 'additionalSuperuserTeams', 'additionalMembers']) {
      const map = spec.at(field);
      for (const [team, node] of map.entries()) {
        // Looked up first: all clusters are read only for a team that none of them has.
        if (workspace.declares(teamType, team, '')) continue;
        const teams = teamsOf(workspace.resources('acid.zalan.do', 'postgresql'), undefined);
        if (teams.has(team)) continue;
        const meant = [...teams].filter((known) => fold(known) === fold(team));
        const [only] = meant;
        if (meant.length !== 1 || only === undefined) continue;
        yield {
          node,
          mark: 'key',
          message: say`No cluster has team "${team}", but one has "${only}": the operator tells the two apart.`,
          fixes:
            map.at(only).kind === 'missing'
              ? [{ title: say`Rename to "${only}"`, edits: [{ do: 'rename', node, key: only }], safe: false }]
              : [],
        };
      }
    }
  },
};

function fold(team: string): string {
  return team.toLowerCase().replace(/[-_]/g, '');
}

/** The list stays the same for as long as no cluster changes, and an edit changes one cluster. */
const teamsOf = perObject(
  (clusters: readonly IndexedResource[]) =>
    new Set(clusters.flatMap(({ resource }) => teamOf(resource.root, undefined) ?? [])),
);
const teamOf = perObject((cluster: ManifestNode) => textOf(cluster.at('spec', 'teamId')));
