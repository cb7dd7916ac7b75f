import type { Fix, Rule } from '../../../contract/index.ts';
import { isPlaceholder, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { isStandby, repositories } from '../naming.ts';

/** A standby that follows nobody. */
export const standbySourceMissing: Rule = {
  id: 'crunchy/standby-source-missing',
  severity: 'error',
  kinds: ['PostgresCluster'],
  help: `A standby cluster follows a repository (\`repoName\`) or a server (\`host\`). With neither nothing is made, and the event
says \`InvalidStandbyConfiguration\`. The section alone makes a cluster a standby: for a normal cluster take it out, or write
\`enabled: false\`.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/postgrescluster/controller.go#L131',
  wholeOnly: true,
  *check({ spec }) {
    const node = spec.at('standby');
    const isOpen = ['host', 'repoName', 'enabled'].some((key) => isPlaceholder(node.at(key)));
    if (!isStandby(spec) || isOpen || textOf(node.at('host')) || textOf(node.at('repoName'))) return;
    const follow = repositories(spec).flatMap((repository): Fix[] => {
      const value = textOf(repository.at('name'));
      return value
        ? [{ title: say`Follow "${value}"`, edits: [{ do: 'set', node: node.at('repoName'), value }], safe: false }]
        : [];
    });
    yield {
      node,
      mark: 'key',
      message: say`Nothing of this cluster is made: a standby has to follow somebody. Set \`repoName\` or \`host\`, or \`enabled: false\`.`,
      fixes: follow,
    };
  },
};
