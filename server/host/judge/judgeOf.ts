import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { JudgedSchema } from '../../../schemas/compiler/charts/judgedSchema.ts';
import { LinearPattern } from '../../../schemas/compiler/re2/linearPattern.ts';
import { textFormats } from '../../../schemas/vocabulary/formats/formats.ts';
import type { ValueFault } from '../../language/charts/judgement.ts';
import { valueFaults } from './valueFaults.ts';

/** Errors beyond these are not told of. */
const mostErrors = 1000;

/** Formats of JSON Schema that are read as elsewhere; of others nothing is said. */
const formats = ['date', 'date-time', 'email', 'hostname', 'ipv4', 'ipv6', 'uri', 'uuid'];

/**
 * A schema, ready to be asked about values; `open` names maps below lists from which something is left out. What it asks of a
 * text takes time as long as the text; the rest may take any time, so it is for a thread that can be ended.
 */
export function judgeOf(schema: JudgedSchema): (values: unknown, open: readonly string[]) => ValueFault[] {
  const partial = new WeakSet();
  const validate = compile(schema, partial);
  return (values, open) => {
    notePartial(values, partial, new Set(open), '', false);
    validate(values);
    return valueFaults((validate.errors ?? []).slice(0, mostErrors), values);
  };
}

function compile(schema: JudgedSchema, partial: WeakSet<object>): ValidateFunction {
  const ajv = new Ajv2020({
    strict: false,
    validateSchema: false,
    meta: false,
    logger: false,
    allErrors: true,
    // An error then tells how many branches there were.
    verbose: true,
    ownProperties: true,
    formats: Object.fromEntries(formats.map((name) => [name, textFormats.get(name) ?? true])),
    code: { regExp: Object.assign(linear, { code: 'linear' }) },
  });
  const isMap = (data: unknown): data is Record<string, unknown> =>
    typeof data === 'object' && data !== null && !Array.isArray(data);
  ajv.addKeyword({
    keyword: 'x-partial',
    errors: false,
    validate: (_: unknown, data: unknown) => isMap(data) && partial.has(data),
  });
  ajv.addKeyword({
    keyword: 'x-scalars',
    errors: false,
    validate: (keys: readonly string[], data: unknown) =>
      isMap(data) && keys.every((key) => Object.hasOwn(data, key) && typeof data[key] !== 'object'),
  });
  return ajv.compile(schema);
}

/** In the place of JavaScript's own. */
function linear(source: string): { test(text: string): boolean } {
  const pattern = new LinearPattern(source);
  return { test: (text) => pattern.find(text, 0, () => undefined) !== undefined };
}

/** Lists are given whole, and what stands in them; all other maps are part of what the chart gets. */
function notePartial(
  value: unknown,
  partial: WeakSet<object>,
  open: ReadonlySet<string>,
  pointer: string,
  isWhole: boolean,
): void {
  if (typeof value !== 'object' || value === null) return;
  const isList = Array.isArray(value);
  if (!isList && (!isWhole || open.has(pointer))) partial.add(value);
  for (const [key, each] of Object.entries(value))
    notePartial(each, partial, open, `${pointer}/${pointerStep(key)}`, isWhole || isList);
}

function pointerStep(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
