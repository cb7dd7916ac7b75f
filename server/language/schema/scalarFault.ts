import type { JsonType, ManifestNode, OperatorVersion, SchemaNode } from '../../../schemas/contract/index.ts';
import { numberFormats, textFormats } from '../../../schemas/vocabulary/formats/formats.ts';
import { isInt64 } from '../../../schemas/vocabulary/formats/numbers.ts';
import { isStandIn } from '../../../schemas/vocabulary/formats/isStandIn.ts';
import { allowedValues } from './allowedValues.ts';
import { matchesPattern, patternFuel } from './matchesPattern.ts';
import type { PatternFuel } from './matchesPattern.ts';

/** What is wrong with a scalar of the right type. */
export type ScalarFault = 'enum' | 'beyond-int64' | 'bounds' | 'step' | 'length' | 'format' | 'pattern';

/** The first fault of a scalar, in the order in which the API server looks; `undefined`: none, or a placeholder. Makes nothing. */
export function scalarFault(
  schema: SchemaNode,
  node: ManifestNode,
  version: OperatorVersion | undefined,
  fuel = patternFuel(),
): ScalarFault | undefined {
  const { value } = node;
  if (schema.enum !== undefined && !isAllowed(schema, value, version)) return 'enum';
  if (typeof value === 'number') return numberFault(schema, value, node.source);
  return typeof value === 'string' ? textFault(schema, value, fuel) : undefined;
}

function isAllowed(schema: SchemaNode, value: unknown, version: OperatorVersion | undefined): boolean {
  if (!schema.enum?.some((each) => each === value)) return false;
  if (version === undefined || schema.enumVersions?.[String(value)] === undefined) return true;
  return allowedValues(schema, version)?.some((each) => each === value) ?? true;
}

function numberFault(schema: SchemaNode, value: number, source: string | undefined): ScalarFault | undefined {
  if (takesIntegersOnly(schema.type) && !isInt64(value, source)) return 'beyond-int64';
  const { minimum, maximum, multipleOf } = schema;
  const format = numberFormats.get(formatOf(schema) ?? '');
  if (format?.type === schema.type?.[0] && format?.holds(value, source) === false) return 'bounds';
  if (minimum !== undefined && isBeyond(limitFor(value, minimum) - value, schema.exclusiveMinimum)) return 'bounds';
  if (maximum !== undefined && isBeyond(value - limitFor(value, maximum), schema.exclusiveMaximum)) return 'bounds';
  return multipleOf === undefined || isMultiple(value, multipleOf) ? undefined : 'step';
}

function takesIntegersOnly(types: readonly JsonType[] | undefined): boolean {
  return types !== undefined && types.includes('integer') && !types.includes('number');
}

/** The API server compares a whole number with the whole part of a limit: 0 is not below a minimum of 0.5. */
function limitFor(value: number, limit: number): number {
  return Number.isInteger(value) ? Math.trunc(limit) : limit;
}

function isBeyond(excess: number, exclusive: true | undefined): boolean {
  return excess > 0 || (exclusive === true && excess === 0);
}

/**
 * Whole numbers by the whole part of the step, of which 0 says nothing (the API server then blames the CRD); others by what
 * floating point makes of it, rounded: 0.3 is a multiple of 0.1.
 * https://github.com/kubernetes/kube-openapi/blob/43fb72c5454a/pkg/validation/validate/values.go
 */
function isMultiple(value: number, step: number): boolean {
  if (Number.isInteger(value)) return value % Math.trunc(step) === 0 || Math.trunc(step) === 0;
  const times = step < 1 ? (1 / step) * value : value / step;
  if (Number.isInteger(times)) return Number.isSafeInteger(times);
  const whole = Math.floor(times);
  return whole > 0 && Number.isSafeInteger(whole) && (times - whole) / (times + whole) < 1e-9;
}

function textFault(schema: SchemaNode, value: string, fuel: PatternFuel): ScalarFault | undefined {
  const { minLength, maxLength, pattern } = schema;
  if (minLength !== undefined || maxLength !== undefined) {
    const length = codePoints(value);
    if ((minLength ?? 0) > length || (maxLength ?? length) < length) return 'length';
  }
  const format = formatOf(schema);
  if (format !== undefined && textFormats.get(format)?.(value) === false && !isStandIn(value)) return 'format';
  return pattern !== undefined && !matchesPattern(pattern, value, fuel) ? 'pattern' : undefined;
}

/** Where several types are allowed the API server says nothing of a format. */
function formatOf({ type, format }: SchemaNode): string | undefined {
  return type === undefined || type.length === 1 ? format : undefined;
}

/** What the API server counts as the length of a text. */
export function codePoints(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    count++;
    if ((text.codePointAt(at) ?? 0) > 0xffff) at++;
  }
  return count;
}
