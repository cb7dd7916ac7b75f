import type { CompiledSchema, ManifestNode, OperatorVersion, SchemaRef } from '../../../schemas/contract/index.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { sampleValue } from './sampleValue.ts';
import type { SchemaFinding } from './types.ts';
import { code, fieldNameFirst } from './words.ts';

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
  const value = sampleValue(schema, ref, version);
  return {
    code: 'schema/missing-key',
    severity: 'error',
    node,
    mark: 'key',
    message: isEmpty
      ? say`${fieldNameFirst(map.path)} needs ${code(key)}, and an empty value counts as none: fill it in.`
      : say`${fieldNameFirst(map.path)} needs ${code(key)}, and is refused without it: add the field.`,
    fixes:
      isEmpty && (value === node.value || value === '')
        ? []
        : [
            {
              title: isEmpty ? say`Fill in ${code(key)}` : say`Add ${code(key)}`,
              edits: [{ do: 'set', node, value }],
              safe: false,
            },
          ],
  };
}
