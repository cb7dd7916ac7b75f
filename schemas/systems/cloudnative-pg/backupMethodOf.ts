import type { ManifestNode } from '../../contract/index.ts';
import { isWritten, textOf } from '../../vocabulary/read.ts';

/** How a Backup or ScheduledBackup is made: the CRD fills in `barmanObjectStore`. `undefined`: filled in later. */
export function backupMethodOf(spec: ManifestNode): string | undefined {
  const node = spec.at('method');
  return isWritten(node) ? textOf(node) : 'barmanObjectStore';
}
