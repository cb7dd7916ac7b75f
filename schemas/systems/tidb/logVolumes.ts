import type { ManifestNode } from '../../contract/index.ts';
import { textOf } from '../../vocabulary/read.ts';

/** Names that settings such as `slowLogVolumeName` may have. pkg/apis/pingcap/v1alpha1/validation (validateVolumeName) */
export function logVolumes(component: ManifestNode): { readonly name: string; readonly node: ManifestNode }[] {
  const named = (list: ManifestNode) =>
    list.items().flatMap((node) => {
      const name = textOf(node.at('name'));
      return name === undefined ? [] : [{ name, node }];
    });
  const mounted = new Set(named(component.at('additionalVolumeMounts')).map(({ name }) => name));
  const additional = named(component.at('additionalVolumes')).filter(({ name }) => mounted.has(name));
  return [...named(component.at('storageVolumes')), ...additional];
}
