import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Groups are told apart by their names. */
export const serverGroupTwice: Rule = {
  id: 'crunchy/server-group-twice',
  severity: 'warning',
  kinds: ['PGAdmin'],
  help: `The operator keeps the clusters of a group under the group's name: of two with the same name only the last is shown in
pgAdmin, and the clusters of the other are missing. Give each a name of its own.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/standalone_pgadmin/related.go#L95',
  *check({ spec }) {
    const groups = spec.at('serverGroups').items();
    const last = new Map(groups.map((group, index) => [textOf(group.at('name')), index] as const));
    for (const [index, group] of groups.entries()) {
      const node = group.at('name');
      const name = textOf(node);
      if (name === undefined || last.get(name) === index) continue;
      yield {
        node,
        message: say`Clusters of this group are not shown: a later one is called "${name}" too. Rename one.`,
      };
    }
  },
};
