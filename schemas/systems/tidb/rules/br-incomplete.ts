import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { isHidden, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { backupPartsOf } from '../backupParts.ts';
import { code } from '../sources.ts';

/** What BR is to copy, and of what. */
export const brIncomplete: Rule = {
  id: 'tidb/br-incomplete',
  severity: 'error',
  kinds: ['Backup', 'Restore', 'BackupSchedule'],
  help: `BR needs the name of a cluster, and copies everything (\`full\`, as without \`backupType\`), one database (\`db\`, with \`br.db\`) or one
table (\`table\`, with \`br.db\` and \`br.table\`). Anything else the operator marks as Invalid, and no job starts. \`tableFilter\` with \`full\` chooses
tables more freely.`,
  source: code('backup/util/util.go', 486),
  *check({ resource }) {
    for (const { node, job } of backupPartsOf(resource)) {
      const br = node.at('br');
      if (br.kind !== 'map') continue;
      const cluster = br.at('cluster');
      if (cluster.value === '')
        yield {
          node: cluster,
          message: say`An empty name is no cluster, and the operator calls this invalid: write it.`,
        };
      if (job !== 'compact') yield* typeProblem(node, br);
    }
  },
};

const types = ['full', 'db', 'table'];

function* typeProblem(node: ManifestNode, br: ManifestNode): Iterable<Finding> {
  const type = node.at('backupType');
  const text = textOf(type);
  if (text === undefined || text === '' || isFilledInLater(text)) return;
  if (!types.includes(text)) {
    const meant = nearestName(text, types);
    yield {
      node: type,
      message: say`BR knows no type "${text}", and the operator calls this invalid: use "full", "db" or "table".`,
      fixes:
        meant === undefined
          ? []
          : [{ title: say`Write "${meant}"`, edits: [{ do: 'set', node: type, value: meant }], safe: false }],
    };
    return;
  }
  const needed = text === 'full' ? [] : text === 'db' ? ['db'] : ['db', 'table'];
  for (const field of needed) {
    const named = br.at(field);
    if ((isWritten(named) && named.value !== '') || isHidden(named)) continue;
    yield {
      node: type,
      message: say`With the type "${text}" \`br.${field}\` has to say which one, or the operator calls this invalid: add it.`,
    };
    return;
  }
}
