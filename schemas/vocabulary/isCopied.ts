import type { ManifestNode } from '../contract/index.ts';
import { isWritten, textOf } from './read.ts';

/** Whether annotations of a Secret or ConfigMap let a controller make copies of it, by the same name, in other namespaces. */
export function isCopied(annotations: ManifestNode): boolean {
  return (
    textOf(annotations.at('reflector.v1.k8s.emberstack.com/reflection-auto-enabled')) === 'true' ||
    askers.some((key) => isWritten(annotations.at(key)))
  );
}

/** https://github.com/mittwald/kubernetes-replicator and https://config-syncer.com: whatever they say, namespaces are meant. */
const askers = [
  'replicator.v1.mittwald.de/replicate-to',
  'replicator.v1.mittwald.de/replicate-to-matching',
  'kubed.appscode.com/sync',
];
