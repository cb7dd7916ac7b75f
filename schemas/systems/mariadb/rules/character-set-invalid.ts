import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';
import { canonicalSet, characterSetFault, collationFault, setOf } from '../characterSets.ts';
import { code } from '../sources.ts';

/** Both are defaults, so what is left out is there too. */
export const characterSetInvalid: Rule = {
  id: 'mariadb/character-set-invalid',
  severity: 'warning',
  kinds: ['Database'],
  help: `The operator writes \`characterSet\` and \`collate\` into \`CREATE DATABASE\`. The server refuses a name that it does not know, and a
collation of another character set, and the database is not made. Left out, they are \`utf8\` and \`utf8_general_ci\`: who writes one of
another character set has to write both.`,
  source: code('pkg/sql/sql.go', 671),
  *check({ spec }): Iterable<Finding> {
    const [setNode, node] = [spec.at('characterSet'), spec.at('collate')];
    const [set, collation] = [written(setNode, usualSet), written(node, usualCollation)];
    const setFault = set === undefined ? undefined : characterSetFault(set);
    const fault = collation === undefined ? undefined : collationFault(collation);
    if (set !== undefined && setFault) yield unknown(setNode, set, setFault.meant);
    if (collation !== undefined && fault) yield unknown(node, collation, fault.meant);
    if (set === undefined || collation === undefined || setFault || fault) return;
    const wanted = setOf(collation);
    if (wanted === undefined || wanted === canonicalSet(set)) return;
    const isLeftOut = node.kind === 'missing';
    yield {
      node: isLeftOut ? setNode : node,
      message: isLeftOut
        ? say`Without \`collate\` the collation is "${collation}", which does not fit "${set}": the database is not made. Write \`collate\`.`
        : say`"${collation}" is no collation of the character set "${set}", so the database is not made: write \`characterSet: ${wanted}\`.`,
      fixes: isLeftOut
        ? [
            {
              title: say`Add \`collate\``,
              edits: [{ do: 'set', node, value: `${set.toLowerCase()}_general_ci` }],
              safe: false,
            },
          ]
        : [
            {
              title: say`Write \`characterSet: ${wanted}\``,
              edits: [{ do: 'set', node: setNode, value: wanted }],
              safe: false,
            },
          ],
    };
  },
};

/** api/v1alpha1/database_types.go */
const usualSet = 'utf8';
const usualCollation = 'utf8_general_ci';

function written(node: ManifestNode, usual: string): string | undefined {
  return node.kind === 'missing' ? usual : knownName(node);
}

function unknown(node: ManifestNode, name: string, meant: string | undefined): Finding {
  if (meant === undefined) {
    return {
      node,
      message: say`MariaDB knows no "${name}", so the database is not made: write one such as \`utf8mb4\` or \`utf8mb4_unicode_ci\`.`,
    };
  }
  return {
    node,
    message: say`MariaDB knows no "${name}", so the database is not made. Did you mean \`${meant}\`?`,
    fixes: [{ title: say`Write \`${meant}\``, edits: [{ do: 'set', node, value: meant }], safe: false }],
  };
}
