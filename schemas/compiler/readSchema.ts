import type { AuthoredSchema, SchemaPath, VersionedSchema } from './authoredSchema.ts';
import { readRule, versionForm, versionText } from './readRule.ts';
import type { SchemaReading } from './schemaReading.ts';

interface Reading extends SchemaReading {
  /** Schemas that may still be read. */
  left: number;
  /** Of a definition, what has been made of a value that stands in several places. */
  readonly known: Map<unknown, AuthoredSchema>;
}

/** Deeper, and larger, than any schema that a person wrote: what aliases of YAML and hostile files make of one. */
const deepest = 100;
const mostSchemas = 250_000;

/**
 * A schema from parsed YAML or JSON, whatever that holds. A keyword that is unknown or malformed is reported and left out;
 * never throws.
 * @param path of the value, for reports.
 */
export function readSchema(value: unknown, path: SchemaPath, reading: SchemaReading): AuthoredSchema {
  return readKeywords(value, path, { ...reading, left: mostSchemas, known: new Map() }) ?? {};
}

function readKeywords(value: unknown, path: SchemaPath, reading: Reading): AuthoredSchema | undefined {
  if (!isMap(value)) {
    reading.report(path, 'a schema is a map of keywords, and this is none');
    return undefined;
  }
  const known = reading.known.get(value);
  if (known !== undefined) return known;
  reading.left -= 1;
  if (path.length > deepest || reading.left < 0) {
    reading.report(path, 'the schema is too large from here on');
    return undefined;
  }
  const schema: Record<string, unknown> = {};
  for (const [keyword, written] of Object.entries(value)) {
    const form = Object.hasOwn(forms, keyword) ? forms[keyword as keyof AuthoredSchema] : undefined;
    const place = [...path, keyword];
    if (form === undefined || (reading.dialect === 'crd' && isOurs(keyword))) {
      reading.report(place, `"${keyword}" is no keyword: see schemas/AUTHORING.md`);
      continue;
    }
    const read = form.read(written, place, reading);
    if (read === undefined) reading.report(place, `"${keyword}" takes ${form.takes}`);
    else schema[keyword] = read;
  }
  if (reading.dialect === 'crd') reading.known.set(value, schema);
  return schema;
}

function isOurs(keyword: string): boolean {
  return keyword === '$ref' || (keyword.startsWith('x-') && !keyword.startsWith('x-kubernetes-'));
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

interface Form {
  /** For people. */
  readonly takes: string;
  /** `undefined`: malformed. */
  read(value: unknown, path: SchemaPath, reading: Reading): unknown;
}

const types = new Set<unknown>(['object', 'array', 'string', 'integer', 'number', 'boolean']);

const anything: Form = { takes: 'a value', read: (value) => value };
const flag: Form = { takes: 'true or false', read: (value) => (typeof value === 'boolean' ? value : undefined) };
const number: Form = { takes: 'a number', read: (value) => (typeof value === 'number' ? value : undefined) };
const text: Form = { takes: 'a text', read: (value) => (typeof value === 'string' ? value : undefined) };
const version: Form = { takes: versionForm, read: versionText };
const keys: Form = {
  takes: 'a list of keys',
  read: (value) => (Array.isArray(value) && value.every((key) => typeof key === 'string') ? value : undefined),
};
const type: Form = {
  takes: 'types',
  read(value, path, { report }) {
    const written: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const each of written) if (!types.has(each)) report(path, `${JSON.stringify(each)} is no type`);
    const known = written.filter((each) => types.has(each));
    return known.length > 1 ? known : (known[0] ?? []);
  },
};
const scalars: Form = {
  takes: 'a list of texts, numbers or booleans',
  // A null in it says what `nullable` says.
  read(value) {
    if (!Array.isArray(value)) return undefined;
    const listed = (value as readonly unknown[]).filter((each) => each !== null);
    return listed.every(isScalar) ? listed : undefined;
  },
};
const texts: Form = {
  takes: 'a map of texts',
  read: (value) => readMap(value, (each) => (isScalar(each) ? String(each) : undefined)),
};
const versionsByValue: Form = {
  takes: `a map of [since, until], each ${versionForm}`,
  read: (value) =>
    readMap(value, (range) => {
      const isRange =
        Array.isArray(range) &&
        range.length <= 2 &&
        range.every((each) => each === null || versionText(each) !== undefined);
      return isRange ? [versionText(range[0]) ?? '', versionText(range[1]) ?? ''] : undefined;
    }),
};
const unknownKeys: Form = {
  takes: '"silent", "warn", "near", "later" or "refused"',
  read: (value) => (['silent', 'warn', 'near', 'later', 'refused'].includes(value as string) ? value : undefined),
};
const schema: Form = { takes: 'a schema', read: (value, path, reading) => readKeywords(value, path, reading) ?? {} };
const openness: Form = {
  takes: 'true, false or a schema',
  read: (value, path, reading) => (typeof value === 'boolean' ? value : schema.read(value, path, reading)),
};
const schemas: Form = {
  takes: 'a list of schemas',
  read: (value, path, reading) => readList(value, path, (each, place) => readKeywords(each, place, reading) ?? {}),
};
const properties: Form = {
  takes: 'a map of schemas',
  read: (value, path, reading) => readMap(value, (each, key) => readKeywords(each, [...path, key], reading) ?? {}),
};
const rules: Form = {
  takes: 'a list of rules',
  read: (value, path, reading) =>
    readList(value, path, (each, place) => readRule(each, place, reading))?.filter((rule) => rule !== undefined),
};
const readings: Form = {
  takes: 'a list of {since, until, keywords}',
  read: (value, path, reading) => readList(value, path, (each, place) => readVersioned(each, place, reading)),
};

const forms: Readonly<Record<keyof AuthoredSchema, Form>> = {
  $ref: text,
  type,
  nullable: flag,
  properties,
  required: keys,
  additionalProperties: openness,
  items: schema,
  enum: scalars,
  pattern: text,
  format: text,
  minimum: number,
  maximum: number,
  exclusiveMinimum: flag,
  exclusiveMaximum: flag,
  multipleOf: number,
  minLength: number,
  maxLength: number,
  minItems: number,
  maxItems: number,
  minProperties: number,
  maxProperties: number,
  uniqueItems: flag,
  anyOf: schemas,
  oneOf: schemas,
  allOf: schemas,
  not: schema,
  default: anything,
  title: text,
  description: text,
  'x-kubernetes-int-or-string': flag,
  'x-kubernetes-preserve-unknown-fields': flag,
  'x-kubernetes-embedded-resource': flag,
  'x-kubernetes-list-type': text,
  'x-kubernetes-list-map-keys': keys,
  'x-kubernetes-map-type': text,
  'x-kubernetes-validations': rules,
  'x-since': version,
  'x-until': version,
  'x-successor': text,
  'x-sample': anything,
  'x-suggest': text,
  'x-keys': text,
  'x-explain': text,
  'x-enum-versions': versionsByValue,
  'x-enum-lenient': flag,
  'x-list-lenient': flag,
  'x-bytes': flag,
  'x-empty-is-absent': flag,
  'x-key-format': text,
  'x-max-bytes': number,
  'x-decoded': schema,
  'x-by-version': readings,
  'x-expected': keys,
  'x-without': keys,
  'x-partial': flag,
  'x-unknown': unknownKeys,
  'x-immutable': flag,
  'x-filled': flag,
  'x-flat-texts': flag,
  'x-link': text,
  'x-values': texts,
  'x-deviates': text,
};

function readVersioned(value: unknown, path: SchemaPath, reading: Reading): VersionedSchema {
  const { since, until, ...keywords } = isMap(value) ? value : {};
  for (const [key, each] of Object.entries({ since, until })) {
    if (each !== undefined && versionText(each) === undefined)
      reading.report([...path, key], `"${key}" takes ${versionForm}`);
  }
  const [from, to] = [versionText(since), versionText(until)];
  return {
    ...(from === undefined ? {} : { since: from }),
    ...(to === undefined ? {} : { until: to }),
    schema: readKeywords(isMap(value) ? keywords : value, path, reading) ?? {},
  };
}

function readList<T>(
  value: unknown,
  path: SchemaPath,
  read: (value: unknown, path: SchemaPath) => T,
): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return (value as readonly unknown[]).map((each, index) => read(each, [...path, index]));
}

/** `undefined` if it is no map, or one of the values is none of what `read` reads. */
function readMap<T>(
  value: unknown,
  read: (value: unknown, key: string) => T | undefined,
): Readonly<Record<string, T>> | undefined {
  if (!isMap(value)) return undefined;
  const entries = Object.entries(value).map(([key, each]) => [key, read(each, key)] as const);
  if (entries.some(([, each]) => each === undefined)) return undefined;
  return Object.fromEntries(entries) as Readonly<Record<string, T>>;
}
