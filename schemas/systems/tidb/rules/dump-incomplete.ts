import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { quantityOf, repairQuantity } from '../../../vocabulary/quantity.ts';
import { isHidden, isWritten, textOf } from '../../../vocabulary/read.ts';
import { listed, say } from '../../../vocabulary/say.ts';
import { backupPartsOf, type BackupPart, isSketch } from '../backupParts.ts';
import { code } from '../sources.ts';

/** Without `br` it is a dump, which nobody may have meant. */
export const dumpIncomplete: Rule = {
  id: 'tidb/dump-incomplete',
  severity: 'error',
  kinds: ['Backup', 'Restore', 'BackupSchedule'],
  wholeOnly: true,
  help: `With \`br\` the files of the stores are copied. Without it SQL is dumped by Dumpling, or loaded by TiDB Lightning, through a
volume: that needs a login, \`from\` or \`to\`, and the size of the volume, \`storageSize\`. The operator marks the resource as Invalid if one is
missing, and as failed if the size is no quantity, and no job starts. Add what is missing, or \`br\` with the name of the cluster. A schedule gives the volume 100Gi by itself.`,
  source: code('backup/util/util.go', 468),
  *check({ resource, spec }) {
    for (const part of backupPartsOf(resource)) {
      if (isDump(part)) yield* [...missing(part), ...unreadable(part.node.at('storageSize'))];
    }
    // What the template of a schedule leaves out.
    if (resource.identity.kind === 'BackupSchedule') yield* unreadable(spec.at('storageSize'));
  },
};

function isDump({ node, job, generation }: BackupPart): boolean {
  return generation === 'v1' && job !== 'compact' && !isWritten(node.at('br')) && !isHidden(node.at('br'));
}

function* unreadable(size: ManifestNode): Iterable<Finding> {
  const text = textOf(size);
  if (text === undefined || text === '' || isFilledInLater(text) || quantityOf(text) !== undefined) return;
  const meant = repairQuantity(text, 'storage');
  yield {
    node: size,
    message: say`"${text}" is no size, so the operator calls the dump failed and no job starts: write it as in \`100Gi\`.`,
    fixes:
      meant === undefined ? [] : [{ title: say`Write "${meant}"`, edits: [{ do: 'set', node: size, value: meant }] }],
  };
}

function* missing(part: BackupPart): Iterable<Finding> {
  const { node, job, isTemplate } = part;
  const login = job === 'restore' ? 'to' : 'from';
  const size = node.at('storageSize');
  const lacks = [
    ...(isWritten(node.at(login)) ? [] : [login]),
    ...(isTemplate || (isWritten(size) && size.value !== '') ? [] : ['storageSize']),
  ];
  if (lacks.length === 0) return;
  const fields = listed(
    lacks.map((field) => say`\`${field}\``),
    'and',
  );
  yield {
    node,
    mark: 'key',
    ...(isSketch(part) ? { severity: 'warning' } : {}),
    message: say`Without \`br\` this is a dump, and the operator calls it invalid without ${fields}: add that, or \`br\` with the cluster.`,
    fixes: lacks.includes(login)
      ? []
      : [
          {
            title: say`Add a volume of 100Gi`,
            edits: [{ do: 'set', node: size, value: '100Gi' }],
            safe: false,
          },
        ],
  };
}
