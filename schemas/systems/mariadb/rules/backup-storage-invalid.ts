import type { Rule } from '../../../contract/index.ts';
import { mayHoldMore } from '../../../vocabulary/read.ts';
import { listed, say } from '../../../vocabulary/say.ts';
import { keepOne, namesOf, writtenOf } from '../choices.ts';
import { types } from '../sources.ts';

/** A backup goes to one place. */
export const backupStorageInvalid: Rule = {
  id: 'mariadb/backup-storage-invalid',
  severity: 'error',
  kinds: ['Backup', 'PhysicalBackup', 'PointInTimeRecovery'],
  help: `\`storage\` says where backups go, and there is one place: a bucket, a container of Azure, a claim, a volume, or snapshots. The
webhook refuses none and two. For a second place make a second resource.`,
  source: types('base', 861),
  wholeOnly: true,
  *check({ resource, spec }) {
    const storage = spec.at('storage');
    const written = writtenOf(storage, places[resource.identity.kind] ?? []);
    const [first, second] = written;
    if (storage.kind !== 'map' || (first && !second) || (!first && mayHoldMore(storage))) return;
    yield {
      node: second ?? storage,
      mark: 'key',
      message: first
        ? say`${listed(
            namesOf(written).map((name) => say`\`${name}\``),
            'and',
          )} exclude each other: the webhook refuses more than one place. Keep one.`
        : say`No place is named here, and the webhook refuses that: write \`s3\` or another storage.`,
      fixes: keepOne(first ? written : []),
    };
  },
};

const places: Readonly<Record<string, readonly string[]>> = {
  Backup: ['s3', 'persistentVolumeClaim', 'volume'],
  PhysicalBackup: ['s3', 'azureBlob', 'persistentVolumeClaim', 'volume', 'volumeSnapshot'],
  PointInTimeRecovery: ['s3', 'azureBlob'],
};
