import type { ManifestNode, SchemaNode } from '../../../schemas/contract/index.ts';
import { nearest } from '../../../schemas/vocabulary/nearest.ts';

/** What the API server takes for nothing, whatever else the field says of it. */
export function isAbsent(node: ManifestNode, field: SchemaNode | undefined): boolean {
  if (node.kind !== 'scalar') return node.kind === 'missing';
  return node.value === null || (node.value === '' && field?.emptyIsAbsent === true);
}

/** The key is there under a wrong name, which has its own finding; asked only where unknown keys are errors. */
export function isMisspelt(schema: SchemaNode, map: ManifestNode, key: string): boolean {
  const { properties, values, unknown } = schema;
  if (properties === undefined || values !== undefined || (unknown !== undefined && unknown !== 'later')) return false;
  const isUnknown = (name: string) => typeof (properties[name] as unknown) !== 'number';
  return map.entries().some(([name]) => isUnknown(name) && nearest(name, [key]).length > 0);
}

/** A key with a placeholder may become it, if it begins alike. */
export function mayBringKey(map: ManifestNode, key: string): boolean {
  return map.entries().some(([written]) => written.includes('${') && key.startsWith(written.split('${', 1)[0] ?? ''));
}
