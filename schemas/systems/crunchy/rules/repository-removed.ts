import type { Finding, Rule } from '../../../contract/index.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { repositories } from '../naming.ts';

/** A volume goes with its repository, and nobody asks. */
export const repositoryRemoved: Rule = {
  id: 'crunchy/repository-removed',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `When a repository with a volume is taken out of \`repos\`, or renamed, the operator deletes the volume and all backups on
it, without asking (it asks only if all of \`backups\` goes). Make sure that another repository has a full backup first.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/postgrescluster/pgbackrest.go#L333',
  wholeOnly: true,
  *check({ spec, previous }): Iterable<Finding> {
    const list = spec.at('backups', 'pgbackrest', 'repos');
    const now = repositories(spec);
    if (previous === undefined || previous.partial || now.length === 0) return;
    const names = new Set(
      now.filter((repository) => isWritten(repository.at('volume'))).map((repository) => textOf(repository.at('name'))),
    );
    if (names.has(undefined) || now.some((repository) => textOf(repository.at('name')) === undefined)) return;
    for (const repository of repositories(previous.root.at('spec'))) {
      const name = textOf(repository.at('name'));
      if (!name || names.has(name) || !isWritten(repository.at('volume'))) continue;
      yield {
        node: list,
        mark: 'key',
        message: say`The volume of "${name}" is deleted with all backups on it: it was a repository when last committed.`,
      };
    }
  },
};
