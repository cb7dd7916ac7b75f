import type {
  CompiledSchema,
  ManifestValue,
  OperatorVersion,
  SchemaNode,
  SchemaRef,
} from '../../../schemas/contract/index.ts';
import { formatExamples } from '../../../schemas/vocabulary/formats/formatExamples.ts';
import { allowedValues } from './allowedValues.ts';

/** What to write where a value has to be: the schema's sample, its default, the first allowed value, else by type. */
export function sampleValue(
  schema: CompiledSchema,
  ref: SchemaRef | undefined,
  version: OperatorVersion | undefined,
  depth = 0,
): ManifestValue {
  const node = ref === undefined ? undefined : schema.nodes.at(ref);
  if (node === undefined) return '';
  const chosen = node.sample ?? node.default ?? allowedValues(node, version)?.[0];
  if (chosen !== undefined) return chosen as ManifestValue;
  const [type] = node.type ?? [];
  switch (type) {
    case 'object':
      return depth > 8 ? {} : requiredKeys(schema, node, version, depth);
    case 'array':
      return (node.minItems ?? 0) > 0 ? [sampleValue(schema, node.items, version, depth + 1)] : [];
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return node.explain === 'quantity' ? '1Gi' : sampleNumber(node);
    default:
      return typicalText[node.explain ?? ''] ?? formatExamples[node.format ?? ''] ?? '';
  }
}

/** 1, or what comes next to it. */
function sampleNumber({ minimum = 1, exclusiveMinimum, maximum = Infinity, exclusiveMaximum, multipleOf }: SchemaNode) {
  const least = Math.max(exclusiveMinimum ? minimum + 1 : minimum, 1);
  const step = multipleOf === undefined ? least : Math.ceil(least / multipleOf) * multipleOf;
  return Math.min(exclusiveMaximum ? maximum - 1 : maximum, step);
}

/** What to write at a key of `owner`: what the sample of the whole says there, else that of the key. */
export function sampleOfKey(
  schema: CompiledSchema,
  owner: SchemaNode,
  key: string,
  version: OperatorVersion | undefined,
): ManifestValue {
  const whole = owner.sample;
  if (typeof whole === 'object' && whole !== null && !Array.isArray(whole) && Object.hasOwn(whole, key))
    return (whole as Readonly<Record<string, ManifestValue>>)[key] ?? null;
  return sampleValue(schema, owner.properties?.[key], version);
}

const typicalText: Readonly<Record<string, string>> = { quantity: '1Gi', cron: '0 3 * * *', duration: '30s' };

function requiredKeys(
  schema: CompiledSchema,
  node: SchemaNode,
  version: OperatorVersion | undefined,
  depth: number,
): ManifestValue {
  const keys = [...(node.required ?? []), ...(node.expected ?? [])];
  return Object.fromEntries(keys.map((key) => [key, sampleValue(schema, node.properties?.[key], version, depth + 1)]));
}
