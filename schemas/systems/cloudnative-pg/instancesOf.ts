import type { ManifestNode } from '../../contract/index.ts';
import { isWritten, numberOf } from '../../vocabulary/read.ts';

/** Number of instances of a cluster, 1 where it is left out; `undefined`: not a number, or filled in later. */
export function instancesOf(spec: ManifestNode): number | undefined {
  const node = spec.at('instances');
  return isWritten(node) ? numberOf(node) : 1;
}
