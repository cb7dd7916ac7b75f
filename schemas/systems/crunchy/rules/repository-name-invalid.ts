import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { repositories } from '../naming.ts';

/** The pattern of the API server has no end. */
export const repositoryNameInvalid: Rule = {
  id: 'crunchy/repository-name-invalid',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `Repositories are \`repo1\` to \`repo4\`. The API server only looks at the beginning, so that \`repo1-old\` or \`repo10\`
pass. The operator makes settings of the name: pgBackRest ignores \`repo1-old-path\` as unknown, and has no such repository;
with \`repo10\` volumes do not grow.`,
  source: 'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/pgbackrest/config.go#L336',
  *check({ spec }) {
    const repos = repositories(spec);
    const taken = new Set(repos.map((repository) => textOf(repository.at('name'))));
    const free = ['repo1', 'repo2', 'repo3', 'repo4'].find((name) => !taken.has(name));
    for (const repository of repos) {
      const node = repository.at('name');
      const name = textOf(node);
      if (name === undefined || !/^repo[1-4]./.test(name) || name.includes('$')) continue;
      const isNumber = /^repo\d+$/.test(name);
      yield {
        node,
        severity: isNumber ? 'information' : 'warning',
        message: isNumber
          ? say`The operator knows \`repo1\` to \`repo4\`: "${name}" works in part only. Rename it before backups are there.`
          : say`pgBackRest has no repository "${name}", so nothing is stored there: call it \`repo1\` to \`repo4\`.`,
        fixes:
          free === undefined
            ? []
            : [{ title: say`Rename to "${free}"`, edits: [{ do: 'set', node, value: free }], safe: false }],
      };
    }
  },
};
