import type { ErrorObject } from 'ajv/dist/2020.js';
import type { FaultOfValue, ValueFault } from '../../language/charts/judgement.ts';

/** One error, and what comes of it. */
interface Found {
  /** JSON pointer of the value. */
  readonly pointer: string;
  readonly faults: readonly FaultOfValue[];
}

/**
 * Errors of ajv as what is wrong with the values. Where none of several branches fits, ajv tells what is wrong with each: that is
 * told where only one of them is for values of this type, and else that none fits.
 */
export function valueFaults(errors: readonly ErrorObject[], values: unknown): ValueFault[] {
  const found: Found[] = [];
  for (const error of errors) {
    // What a wrong key has wrong, and what follows from a condition, is told by itself.
    if (error.propertyName !== undefined || error.keyword === 'if') continue;
    const pointer = error.instancePath;
    if (error.keyword === 'anyOf' || error.keyword === 'oneOf') {
      const branches = takeBelow(found, pointer);
      for (const each of ofBranches(error, branches)) found.push(each);
    } else if (error.keyword === 'contains') {
      takeBelow(found, pointer);
      found.push({ pointer, faults: [{ is: 'refused' }] });
    } else found.push(ofError(error));
  }
  return withoutTwins(found).flatMap(({ pointer, faults }) => {
    const path = pathOf(pointer, values);
    return faults.map((what) => ({ path, what }));
  });
}

/** What was found last at a value and below it. */
function takeBelow(found: Found[], pointer: string): Found[] {
  let start = found.length;
  const isBelow = (each: Found | undefined) =>
    each?.pointer === pointer || each?.pointer.startsWith(`${pointer}/`) === true;
  while (isBelow(found[start - 1])) start--;
  return found.splice(start);
}

function ofBranches(
  { instancePath: pointer, schema, params }: ErrorObject,
  branches: readonly Found[],
): readonly Found[] {
  if (Array.isArray((params as { passingSchemas?: unknown }).passingSchemas))
    return [{ pointer, faults: [{ is: 'form', fits: 'several' }] }];
  const own = branches.filter((each) => each.pointer === pointer).flatMap(({ faults }) => faults);
  const types = own.flatMap((each) => (each.is === 'type' ? each.types : []));
  const others = branches.filter((each) => !each.faults.some(({ is }) => is === 'type') || each.pointer !== pointer);
  if (others.length === 0) return [{ pointer, faults: [{ is: 'type', types: [...new Set(types)] }] }];
  const allowed = own.flatMap((each) => (each.is === 'enum' ? each.allowed : []));
  if (types.length === 0 && own.every(({ is }) => is === 'enum') && own.length === branches.length)
    return [{ pointer, faults: [{ is: 'enum', allowed: [...new Set(allowed)] }] }];
  const count = Array.isArray(schema) ? schema.length : 0;
  const typeFaults = own.filter(({ is }) => is === 'type').length;
  return typeFaults === count - 1 ? others : [{ pointer, faults: [{ is: 'form', fits: 'none' }] }];
}

function ofError(error: ErrorObject): Found {
  const { instancePath: pointer, keyword } = error;
  if (keyword !== 'false schema') return { pointer, faults: [faultOf(keyword, error.params as Params)] };
  // Nothing may stand there.
  const slash = pointer.lastIndexOf('/');
  const key = keyOf(pointer.slice(slash + 1));
  if (slash < 0) return { pointer, faults: [{ is: 'refused' }] };
  return { pointer: pointer.slice(0, slash), faults: [{ is: 'unknown', key }] };
}

type Params = Readonly<Record<string, unknown>>;

function faultOf(keyword: string, params: Params): FaultOfValue {
  const limit = Number(params['limit'] ?? params['len']);
  switch (keyword) {
    case 'type':
      return { is: 'type', types: [params['type']].flat().map(String) };
    case 'enum':
      return { is: 'enum', allowed: params['allowedValues'] as readonly unknown[] };
    case 'const':
      return { is: 'enum', allowed: [params['allowedValue']] };
    case 'pattern':
    case 'format':
      return { is: keyword, expected: String(params[keyword]) };
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return { is: 'bounds', comparison: params['comparison'] as '<' | '<=' | '>' | '>=', limit };
    case 'multipleOf':
      return { is: 'step', step: Number(params['multipleOf']) };
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return { is: 'length', least: limit };
    case 'maxLength':
    case 'maxItems':
    case 'maxProperties':
    case 'items':
    case 'unevaluatedItems':
      return { is: 'length', most: limit };
    case 'uniqueItems':
      return { is: 'twice', ...pair(Number(params['i']), Number(params['j'])) };
    case 'required':
      return { is: 'missing', key: String(params['missingProperty']) };
    case 'dependentRequired':
      return { is: 'missing', key: String(params['missingProperty']), because: String(params['property']) };
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return { is: 'unknown', key: String(params['additionalProperty'] ?? params['unevaluatedProperty']) };
    case 'propertyNames':
      return { is: 'wrong key', key: String(params['propertyName']) };
    default:
      return { is: 'refused' };
  }
}

function pair(one: number, other: number): { readonly first: number; readonly second: number } {
  return { first: Math.min(one, other), second: Math.max(one, other) };
}

/** Two ways to the same schema find the same. */
function withoutTwins(found: readonly Found[]): Found[] {
  return [...new Map(found.map((each) => [JSON.stringify([each.pointer, each.faults]), each])).values()];
}

/** A step of a pointer is a key or an index, as the values have it. */
function pathOf(pointer: string, values: unknown): (string | number)[] {
  let value = values;
  const steps = pointer.split('/').slice(1).map(keyOf);
  return steps.map((step) => {
    const key = Array.isArray(value) ? Number(step) : step;
    value = typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined;
    return key;
  });
}

function keyOf(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
