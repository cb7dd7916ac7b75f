import type { Finding, ManifestNode, Rule, Said } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { isHidden, textItems, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { canonicalPrivilege, privilegeNames, privilegeScope } from '../privileges.ts';
import { code } from '../sources.ts';

/** Privileges are written into a statement as they are. */
export const privilegeInvalid: Rule = {
  id: 'mariadb/privilege-invalid',
  severity: 'warning',
  kinds: ['Grant'],
  help: `The operator puts all privileges into one \`GRANT\`, and the server refuses the statement when it does not know one of them, or when one
cannot be given for what \`database\` and \`table\` name: \`SUPER\` and \`PROCESS\` go for all databases only, \`EXECUTE\` and \`LOCK TABLES\`
not for one table. The user gets none of the privileges then, and the operator tries for ever.`,
  source: code('pkg/sql/sql.go', 587),
  *check({ spec }): Iterable<Finding> {
    const items = textItems(spec.at('privileges')).filter(([text]) => !isFilledInLater(text) && !/[(,]/.test(text));
    for (const [text, node] of items) {
      const scope = privilegeScope(text);
      if (scope === undefined) yield unknown(node, text);
      else if (scope !== 'table') {
        const message = tooWide(canonicalPrivilege(text), scope, spec);
        if (message) yield { node, message };
      }
    }
    const all = items.find(([text]) => /^ALL(?: PRIVILEGES)?$/.test(canonicalPrivilege(text)));
    if (all && spec.at('privileges').items().length > 1 && items.length === spec.at('privileges').items().length) {
      yield {
        node: all[1],
        message: say`\`${all[0]}\` stands alone or not at all: the server refuses the statement, and nothing is granted. Remove the others.`,
      };
    }
  },
};

function unknown(node: ManifestNode, text: string): Finding {
  const meant = nearestName(canonicalPrivilege(text), privilegeNames);
  if (meant === undefined) {
    return {
      node,
      message: say`MariaDB has no privilege "${text}", so nothing is granted: write one such as \`SELECT\`.`,
    };
  }
  return {
    node,
    message: say`MariaDB has no privilege "${text}", so nothing is granted. Did you mean \`${meant}\`?`,
    fixes: [{ title: say`Write \`${meant}\``, edits: [{ do: 'set', node, value: meant }], safe: false }],
  };
}

/** Left out, both are `*`. api/v1alpha1/grant_types.go */
function tooWide(privilege: string, scope: 'all' | 'database', spec: ManifestNode): Said | undefined {
  const [database, table] = ['database', 'table'].map((key) => {
    const node = spec.at(key);
    return isHidden(node) ? undefined : (textOf(node) ?? '*');
  });
  if (scope === 'all' && database !== undefined && database !== '*')
    return say`\`${privilege}\` can be granted for all databases only, so nothing is granted: write \`database: "*"\` in a Grant of its own.`;
  if (scope === 'database' && table !== undefined && table !== '*')
    return say`\`${privilege}\` cannot be granted for one table, so nothing is granted: write \`table: "*"\` in a Grant of its own.`;
  return undefined;
}
