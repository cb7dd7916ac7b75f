import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { code } from '../sources.ts';

/** One of two. */
export const initSqlIgnored: Rule = {
  id: 'tidb/init-sql-ignored',
  severity: 'warning',
  kinds: ['TidbInitializer'],
  help: `Where a ConfigMap is named in \`initSqlConfigMap\`, its SQL is run and \`initSql\` is not. Keep one of them.`,
  source: code('manager/member/tidb_init_manager.go#L306'),
  *check({ spec }) {
    const [own, map] = [spec.at('initSql'), spec.at('initSqlConfigMap')];
    if (!isWritten(own) || !isWritten(map)) return;
    yield {
      node: own,
      mark: 'key',
      message: say`\`initSqlConfigMap\` wins, so this SQL is not run: keep one of the two.`,
      related: [{ node: map, message: say`This is run` }],
      fixes: [
        { title: say`Remove \`initSql\``, edits: [{ do: 'remove', node: own }], safe: false },
        { title: say`Remove \`initSqlConfigMap\``, edits: [{ do: 'remove', node: map }], safe: false },
      ],
    };
  },
};
