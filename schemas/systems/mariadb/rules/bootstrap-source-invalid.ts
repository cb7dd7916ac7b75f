import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { isHidden, isPlaceholder, isWritten, mayHoldMore, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { namesOf, writtenOf } from '../choices.ts';
import { types } from '../sources.ts';

/** Where a new MariaDB comes from. */
export const bootstrapSourceInvalid: Rule = {
  id: 'mariadb/bootstrap-source-invalid',
  severity: 'error',
  kinds: ['MariaDB'],
  help: `\`bootstrapFrom\` names a backup: \`backupRef\` (a \`Backup\` or \`PhysicalBackup\`), \`volumeSnapshotRef\`, \`pointInTimeRecoveryRef\`, a
bucket or a volume. The webhook refuses none of them, a snapshot beside a bucket, a volume or a Job, a recovery to a point in time
beside another backup, and a content type that is not that of the backup.`,
  source: types('mariadb', 259),
  wholeOnly: true,
  *check({ spec }) {
    const from = spec.at('bootstrapFrom');
    if (from.kind !== 'map') return;
    if (writtenOf(from, sources).length === 0 && !mayHoldMore(from))
      yield {
        node: from,
        mark: 'key',
        message: say`No backup is named here, and the webhook refuses that: write \`backupRef\`, \`s3\` or another source.`,
      };
    yield* kinds(from);
    yield* besides(from, 'volumeSnapshotRef', ['s3', 'volume', 'restoreJob']);
    yield* besides(from, 'pointInTimeRecoveryRef', ['backupRef', 'volumeSnapshotRef']);
  },
};

const sources = ['backupRef', 'volumeSnapshotRef', 'pointInTimeRecoveryRef', 's3', 'azureBlob', 'volume'];

/** The content is that of the kind of backup. */
function* kinds(from: ManifestNode): Iterable<Finding> {
  const content = from.at('backupContentType');
  const kind = from.at('backupRef', 'kind');
  if (isHidden(kind) || isPlaceholder(content)) return;
  const named = textOf(kind) ?? '';
  if (isWritten(from.at('backupRef')) && !['', 'Backup', 'PhysicalBackup'].includes(named)) {
    yield {
      node: kind,
      message: say`"${named}" is no kind of backup, and the webhook refuses it: write \`Backup\` or \`PhysicalBackup\`.`,
    };
    return;
  }
  const isPhysical = named === 'PhysicalBackup' || isWritten(from.at('volumeSnapshotRef'));
  const isKnown = isWritten(from.at('backupRef')) || isPhysical;
  const value = isPhysical ? 'Physical' : 'Logical';
  if (!isKnown || !isWritten(content) || content.value === value) return;
  yield {
    node: content,
    message: say`The backup that is named has the content \`${value}\`, and the webhook refuses another one: write that, or leave it out.`,
    fixes: [{ title: say`Write \`${value}\``, edits: [{ do: 'set', node: content, value }] }],
  };
}

function* besides(from: ManifestNode, field: string, others: readonly string[]): Iterable<Finding> {
  if (!isWritten(from.at(field))) return;
  const written = writtenOf(from, others);
  for (const [index, name] of namesOf(written).entries()) {
    const node = written[index];
    if (!node) continue;
    yield {
      node,
      mark: 'key',
      message: say`\`${name}\` cannot stand beside \`${field}\`: the webhook refuses it. Remove one of them.`,
      fixes: [{ title: say`Remove \`${name}\``, edits: [{ do: 'remove', node }], safe: false }],
    };
  }
}
