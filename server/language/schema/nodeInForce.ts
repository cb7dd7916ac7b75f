import type { CompiledSchema, OperatorVersion, SchemaNode, SchemaRef } from '../../../schemas/contract/index.ts';
import { isInForce } from '../compareVersions.ts';

/** What the version in force makes of a node that later or earlier versions check otherwise. */
export function nodeInForce(
  { nodes }: CompiledSchema,
  ref: SchemaRef,
  version: OperatorVersion | undefined,
): SchemaNode | undefined {
  const node = nodes.at(ref);
  if (version === undefined || node?.readings === undefined) return node;
  const reading = node.readings.find(({ since, until }) => isInForce(since, until, version));
  return reading === undefined ? node : nodes.at(reading.schema);
}
