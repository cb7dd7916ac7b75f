import type { CompiledSchema, ManifestNode, OperatorVersion, SchemaRef } from '../../../schemas/contract/index.ts';
import { sampleValue } from './sampleValue.ts';
import type { SchemaFinding } from './types.ts';
import { capitalised, code, fieldName } from './words.ts';

/** A key that has to be there; marked at the key of the map, or at the key itself where it stands without a value. */
export function missingKeyFinding(
  schema: CompiledSchema,
  map: ManifestNode,
  key: string,
  ref: SchemaRef | undefined,
  version: OperatorVersion | undefined,
): SchemaFinding {
  const node = map.at(key);
  const isEmpty = node.kind !== 'missing';
  const needs = `${fieldName(map.path)} needs ${code(key)}`;
  return {
    code: 'schema/missing-key',
    severity: 'error',
    node,
    mark: 'key',
    message: capitalised(
      isEmpty
        ? `${needs}, and an empty value counts as none: fill it in.`
        : `${needs}, and is refused without it: add the field.`,
    ),
    fixes: [
      {
        title: isEmpty ? `Fill in ${code(key)}` : `Add ${code(key)}`,
        edits: [{ do: 'set', node, value: sampleValue(schema, ref, version) }],
        safe: false,
      },
    ],
  };
}
