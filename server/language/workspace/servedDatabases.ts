import type { Resource, ServedDatabases } from '../../../schemas/contract/index.ts';
import type { Packs } from '../packs.ts';

/** What the pack of a resource says about the databases behind a Service that the operator makes of it. */
export function servedDatabases(packs: Packs, resource: Resource, service: string): ServedDatabases | undefined {
  for (const derived of packs.claim(resource.identity)?.pack.system.derive(resource) ?? []) {
    if (derived.type === 'Service' && derived.name === service) return derived.serves;
  }
  return undefined;
}
