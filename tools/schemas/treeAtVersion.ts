import type { SchemaTree } from '../../schemas/compiler/schemaTree.ts';
import { isInForce } from '../../server/language/compareVersions.ts';

/** What an authored schema says in one version of the operator: its readings, without the fields and rules of other versions. */
export function treeAtVersion(tree: SchemaTree, version: string): SchemaTree {
  const reading = tree.readings?.find(({ since, until }) => isInForce(since, until, version));
  const { readings: _, ...base } = reading?.schema ?? tree;
  const inside = (nested: SchemaTree): SchemaTree => treeAtVersion(nested, version);
  const { properties, values, items, anyOf, oneOf, allOf, not, rules } = base;
  return {
    ...base,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties)
          .filter(([, { since, until }]) => isInForce(since, until, version))
          .map(([key, property]) => [key, inside(property)]),
      ),
    }),
    ...(values && { values: inside(values) }),
    ...(items && { items: inside(items) }),
    ...(anyOf && { anyOf: anyOf.map(inside) }),
    ...(oneOf && { oneOf: oneOf.map(inside) }),
    ...(allOf && { allOf: allOf.map(inside) }),
    ...(not && { not: inside(not) }),
    ...(rules && { rules: rules.filter(({ since, until }) => isInForce(since, until, version)) }),
  };
}
