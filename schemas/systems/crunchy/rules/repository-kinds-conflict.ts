import type { Fix, Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { repositories } from '../naming.ts';
import { repositoryKind, repositoryKinds } from '../repositories.ts';

/** One repository is one place. */
export const repositoryKindsConflict: Rule = {
  id: 'crunchy/repository-kinds-conflict',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `A repository is kept in one place. If several are written, the operator takes the first of \`volume\`, \`azure\`,
\`gcs\` and \`s3\` and ignores the others in silence: nothing is ever stored there. For a second copy make a second
repository, \`repo2\`.`,
  source: 'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/pgbackrest/config.go#L544',
  *check({ spec }) {
    for (const repository of repositories(spec)) {
      const taken = repositoryKind(repository);
      for (const kind of repositoryKinds) {
        const node = repository.at(kind);
        if (taken === undefined || kind === taken || !isWritten(node)) continue;
        const remove: Fix = { title: say`Remove \`${kind}\``, edits: [{ do: 'remove', node }], safe: false };
        yield {
          node,
          mark: 'key',
          message: say`Nothing is stored in \`${kind}\`: of two places in one repository \`${taken}\` counts. Make it a repository of its own.`,
          fixes: [remove],
        };
      }
    }
  },
};
