import type { CompiledSchema, ManifestPath, SchemaRef } from '../../../schemas/contract/index.ts';
import { nodesOf } from './walk.ts';

/** More places than one are no hint, so nobody needs them all. */
const enough = 2;

/**
 * Where a kind knows a key: at most two places, `*` for any key of an open map or any item of a list. Looks at each
 * node of the compact schema once, however often its type is used.
 */
export function placesOfKey(schema: CompiledSchema, key: string): readonly ManifestPath[] {
  return placesBelow(schema, schema.root, key, new Map());
}

function placesBelow(
  schema: CompiledSchema,
  ref: SchemaRef,
  key: string,
  known: Map<SchemaRef, readonly ManifestPath[]>,
): readonly ManifestPath[] {
  const before = known.get(ref);
  if (before !== undefined) return before;
  const places: ManifestPath[] = [];
  known.set(ref, places);
  const descend = (step: string, below: SchemaRef) => {
    for (const path of placesBelow(schema, below, key, known)) {
      if (places.length < enough) places.push([step, ...path]);
    }
  };
  for (const node of nodesOf(schema, ref)) {
    for (const [name, below] of Object.entries(node.properties ?? {})) {
      if (name === key && isCurrent(schema, below)) places.push([name]);
      descend(name, below);
    }
    for (const below of [node.values, node.items]) if (below !== undefined) descend('*', below);
  }
  return places;
}

function isCurrent({ nodes }: CompiledSchema, ref: SchemaRef): boolean {
  return nodes.at(ref)?.until === undefined && nodes.at(ref)?.successor === undefined;
}
