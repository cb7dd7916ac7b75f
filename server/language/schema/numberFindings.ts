import type { ManifestNode, Said, SchemaNode } from '../../../schemas/contract/index.ts';
import { listed, say } from '../../../schemas/vocabulary/say.ts';
import type { SchemaFinding } from './types.ts';
import { fieldNameFirst, rangeInWords, written } from './words.ts';

/** A number that is out of `minimum` ... `maximum`, or out of what its format holds. */
export function boundsFinding(node: ManifestNode, schema: SchemaNode): SchemaFinding {
  return wrongNumberFinding(node, allowedRange(schema));
}

/** "from 0 to 9", "more than 0 and at most 9" */
function allowedRange({ format, minimum, maximum, exclusiveMinimum, exclusiveMaximum }: SchemaNode): Said {
  const [lowest, highest] = formatRanges[format ?? ''] ?? [];
  const [least, most] = [minimum ?? lowest, maximum ?? highest];
  if (!exclusiveMinimum && !exclusiveMaximum) return rangeInWords(least, most);
  const from = exclusiveMinimum
    ? [say`more than ${minimum ?? 0}`]
    : least === undefined
      ? []
      : [say`at least ${least}`];
  const to = exclusiveMaximum ? [say`less than ${maximum ?? 0}`] : most === undefined ? [] : [say`at most ${most}`];
  return listed([...from, ...to], 'and');
}

const formatRanges: Readonly<Record<string, readonly [least: number, most: number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  float: [-3.4e38, 3.4e38],
};

/** A number between the steps of `multipleOf`. */
export function stepFinding(node: ManifestNode, { multipleOf = 1 }: SchemaNode): SchemaFinding {
  const step = Number.isInteger(node.value) ? Math.trunc(multipleOf) : multipleOf;
  return wrongNumberFinding(node, say`a multiple of ${step}`);
}

function wrongNumberFinding(node: ManifestNode, wanted: Said): SchemaFinding {
  const message = say`${fieldNameFirst(node.path)} is ${written(node)}, and has to be ${wanted}.`;
  return { code: 'schema/bounds', severity: 'error', node, message };
}

/** Larger than anything that Go counts with: the API server reads it as a fraction. */
export function beyondInt64Finding(node: ManifestNode): SchemaFinding {
  const message = say`${fieldNameFirst(node.path)} takes whole numbers from -9223372036854775808 to 9223372036854775807, and ${written(node)} is refused: write one of these.`;
  return { code: 'schema/type', severity: 'error', node, message };
}
