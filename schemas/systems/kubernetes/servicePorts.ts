import type { ManifestNode } from '../../contract/index.ts';
import { textOf } from '../../vocabulary/read.ts';

/** `TCP` unless written; `undefined`: written, and not known. */
export function protocolOf(port: ManifestNode): string | undefined {
  const node = port.at('protocol');
  return node.kind === 'missing' || node.value === null ? 'TCP' : textOf(node);
}

/** The type of a Service; `undefined`: written, and not known. */
export function serviceType(spec: ManifestNode): string | undefined {
  const node = spec.at('type');
  return node.kind === 'missing' || node.value === null || node.value === '' ? 'ClusterIP' : textOf(node);
}
