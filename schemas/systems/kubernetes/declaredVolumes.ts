import type { ManifestNode } from '../../contract/index.ts';
import { isHidden, isWritten } from '../../vocabulary/read.ts';
import { knownName } from '../../vocabulary/podNames.ts';
import type { PodTemplate } from './workloads.ts';

/**
 * Volumes that mounts of the pod can name, with the entry that declares each; claim templates win over volumes.
 * `undefined`: not known, because placeholders stand where volumes could be.
 */
export function declaredVolumes({ spec, claims }: PodTemplate): Map<string, ManifestNode> | undefined {
  const declared = new Map<string, ManifestNode>();
  for (const [list, path] of [
    [spec.at('volumes'), ['name']],
    [claims, ['metadata', 'name']],
  ] as const) {
    if (isHidden(list)) return undefined;
    for (const item of list.items()) {
      const node = item.at(...path);
      const name = knownName(node);
      if (name !== undefined) declared.set(name, item);
      else if (isHidden(node) || isWritten(node)) return undefined;
    }
  }
  return declared;
}
