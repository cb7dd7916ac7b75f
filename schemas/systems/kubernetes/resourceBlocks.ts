import type { ManifestNode, Resource } from '../../contract/index.ts';
import { containersOf, podTemplateOf } from './workloads.ts';

/** Every `resources` of a resource: of containers, of a pod as a whole, of claims. */
export function resourceBlocks({ identity, root }: Resource): ManifestNode[] {
  if (identity.kind === 'PersistentVolumeClaim') return [root.at('spec', 'resources')];
  const template = podTemplateOf({ identity, root, partial: false });
  if (template === undefined) return [];
  const claims = template.claims.items().map((claim) => claim.at('spec', 'resources'));
  const containers = containersOf(template.spec).map((container) => container.at('resources'));
  return [...containers, template.spec.at('resources'), ...claims].filter((node) => node.kind === 'map');
}
