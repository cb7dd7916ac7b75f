import type { ManifestNode } from '../../contract/index.ts';
import { textOf } from '../../vocabulary/read.ts';

/** The entry of `externalClusters` with a name. */
export function externalCluster(spec: ManifestNode, name: string | undefined): ManifestNode | undefined {
  if (!name) return undefined;
  return spec
    .at('externalClusters')
    .items()
    .find((entry) => entry.at('name').value === name);
}

/** Names of all entries; `undefined`: one of them is filled in later, or the list is. */
export function externalClusterNames(spec: ManifestNode): readonly string[] | undefined {
  const list = spec.at('externalClusters');
  if (list.kind === 'scalar' && list.value !== null) return undefined;
  const names = list.items().map((entry) => textOf(entry.at('name')));
  const known = names.filter((name) => name !== undefined && !name.includes('${'));
  return known.length === names.length ? known.filter((name) => name !== undefined) : undefined;
}
