import type { ManifestNode, Resource } from '../../contract/index.ts';
import { containersOf, podTemplateOf } from './workloads.ts';

/** Every `resources` of a resource: of containers, of a pod as a whole, of claims. */
export function resourceBlocks(resource: Resource): ManifestNode[] {
  if (resource.identity.kind === 'PersistentVolumeClaim') return [resource.root.at('spec', 'resources')];
  const claims = podTemplateOf(resource)?.claims.items() ?? [];
  return [...podResources(resource), ...claims.map((claim) => claim.at('spec', 'resources')).filter(isMap)];
}

/** Those that pods are made with. */
export function podResources(resource: Resource): ManifestNode[] {
  const spec = podTemplateOf(resource)?.spec;
  if (spec === undefined) return [];
  return [...containersOf(spec).map((container) => container.at('resources')), spec.at('resources')].filter(isMap);
}

function isMap({ kind }: ManifestNode): boolean {
  return kind === 'map';
}
