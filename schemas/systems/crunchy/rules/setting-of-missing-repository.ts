import type { Finding, Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { listed, say } from '../../../vocabulary/say.ts';
import { repositories } from '../naming.ts';

/** A setting makes a repository for pgBackRest, even if the cluster has none of that name. */
export const settingOfMissingRepository: Rule = {
  id: 'crunchy/setting-of-missing-repository',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `A setting such as \`repo2-retention-full\` tells pgBackRest that there is a second repository. If \`repos\` has none of
that name, it looks for one in a folder of the pod and fails, and archiving stops. Correct the number, add the repository,
or take the setting out.`,
  source: 'https://pgbackrest.org/configuration.html#section-repository',
  wholeOnly: true,
  *check({ spec }): Iterable<Finding> {
    const repos = repositories(spec);
    const names = repos.flatMap((repository) => textOf(repository.at('name')) ?? []);
    if (names.length === 0 || names.length < repos.length) return;
    for (const [key, node] of spec.at('backups', 'pgbackrest', 'global').entries()) {
      const [, name = '', rest = ''] = /^(repo\d+)-(.+)$/.exec(key) ?? [];
      if (name === '' || names.includes(name)) continue;
      yield {
        node,
        mark: 'key',
        message: say`There is no repository "${name}", and pgBackRest fails when it looks for it: this cluster has ${listed(names, 'and')}.`,
        fixes: [
          ...names
            .filter((repo) => spec.at('backups', 'pgbackrest', 'global', `${repo}-${rest}`).kind === 'missing')
            .map((repo) => ({
              title: say`Rename to \`${repo}-${rest}\``,
              edits: [{ do: 'rename' as const, node, key: `${repo}-${rest}` }],
              safe: false as const,
            })),
          { title: say`Remove \`${key}\``, edits: [{ do: 'remove', node }], safe: false },
        ],
      };
    }
  },
};
