import type { ManifestNode } from '../../contract/index.ts';
import { parseQuantity, type Quantity, quantityOf } from '../../vocabulary/quantity.ts';
import { textOf } from '../../vocabulary/read.ts';

/** `storage`, `walStorage` and those of tablespaces, as far as they are written. */
export function storagesOf(spec: ManifestNode): readonly ManifestNode[] {
  const tablespaces = spec.at('tablespaces').items();
  return [spec.at('storage'), spec.at('walStorage'), ...tablespaces.map((item) => item.at('storage'))].filter(
    (storage) => storage.kind === 'map',
  );
}

/** Where the size of a volume is written: `size`, else the request of the template. api/v1/cluster_funcs.go (GetSizeOrNil) */
export function sizeNode(storage: ManifestNode): ManifestNode {
  const size = storage.at('size');
  return size.kind === 'missing' || size.value === '' || size.value === null ? requestNode(storage) : size;
}

export function requestNode(storage: ManifestNode): ManifestNode {
  return storage.at('pvcTemplate', 'resources', 'requests', 'storage');
}

/** Size of a volume; `undefined`: not written, or not a quantity. */
export function sizeOf(storage: ManifestNode): Quantity | undefined {
  const node = sizeNode(storage);
  const text = textOf(node);
  return text === undefined ? quantityOf(node.value) : parseQuantity(text);
}
