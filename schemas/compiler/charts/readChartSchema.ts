import { parseRe2 } from '../re2/parseRe2.ts';
import { chartPath, valuesSchemaFile } from './chartFiles.ts';
import type { ChartFiles } from './chartFiles.ts';
import type { JsonSchema, JsonSchemaType } from './jsonSchema.ts';

/** Deeper, and larger, than any schema that a person wrote. */
const deepest = 100;
const mostSchemas = 50_000;

type Parsed = Readonly<Record<string, unknown>>;

/**
 * The schema of a chart's values, of any draft from 4 to 2020-12; `undefined`: there is none that can be read. What is
 * malformed, refers out of the chart or has a pattern that Go does not read is left out, and its schema takes the more for it.
 * Never throws; takes time as long as the files and what they refer to.
 */
export function readChartSchema(files: ChartFiles): JsonSchema | undefined {
  const root = parseJson(files, valuesSchemaFile);
  if (typeof root === 'boolean') return root;
  return isMap(root) ? new SchemaReader(files, root).read() : undefined;
}

function parseJson(files: ChartFiles, path: string): unknown {
  try {
    return Object.hasOwn(files, path) ? JSON.parse((files[path] ?? '').replace(/^\uFEFF/, '')) : undefined;
  } catch {
    return undefined;
  }
}

/** A file with what its schemas are called. */
interface SchemaFile {
  readonly path: string;
  readonly root: unknown;
  /** By `$id` and `$anchor`, as they are written; an anchor begins with `#`. */
  readonly named: ReadonlyMap<string, unknown>;
  /** Keywords beside a `$ref` say nothing: up to draft 7, and where no draft is named. */
  readonly refStandsAlone: boolean;
}

class SchemaReader {
  readonly #files: ChartFiles;
  readonly #known = new Map<string, SchemaFile | undefined>();
  readonly #first: SchemaFile;
  /** Names in `$defs` by what is referred to. */
  readonly #names = new Map<unknown, string>();
  readonly #waiting: { readonly name: string; readonly value: unknown; readonly file: SchemaFile }[] = [];
  #left = mostSchemas;

  constructor(files: ChartFiles, root: Parsed) {
    this.#files = files;
    this.#first = schemaFile(valuesSchemaFile, root);
    this.#known.set(valuesSchemaFile, this.#first);
    this.#names.set(root, '');
  }

  read(): JsonSchema {
    const root = this.#schema(this.#first.root, this.#first, 0);
    const defs = new Map<string, JsonSchema>();
    // What is referred to may refer to more.
    for (let next = this.#waiting.pop(); next; next = this.#waiting.pop())
      defs.set(next.name, this.#schema(next.value, next.file, 0));
    return typeof root === 'boolean' || defs.size === 0 ? root : { ...root, $defs: Object.fromEntries(defs) };
  }

  #schema(value: unknown, file: SchemaFile, depth: number): JsonSchema {
    if (value === false) return false;
    if (!isMap(value) || depth > deepest || --this.#left < 0) return true;
    const below = (each: unknown) => this.#schema(each, file, depth + 1);
    const $ref = this.#reference(value, file);
    const isAlone = '$ref' in value && file.refStandsAlone;
    return {
      ...read(value, annotations),
      ...($ref === undefined ? {} : { $ref }),
      ...(isAlone ? {} : { ...read(value, keywords), ...bounds(value), ...applicators(value, below) }),
    };
  }

  /** Nothing is looked for outside of the chart: what is not in it takes anything. */
  #reference(value: Parsed, file: SchemaFile): string | undefined {
    const written = value['$ref'] ?? value['$dynamicRef'] ?? value['$recursiveRef'];
    const found = typeof written === 'string' ? this.#find(written, file) : undefined;
    if (!found) return undefined;
    let name = this.#names.get(found.value);
    if (name === undefined) {
      name = `d${String(this.#names.size)}`;
      this.#names.set(found.value, name);
      this.#waiting.push({ name, ...found });
    }
    return name === '' ? '#' : `#/$defs/${name}`;
  }

  #find(written: string, from: SchemaFile): { readonly value: unknown; readonly file: SchemaFile } | undefined {
    const hash = written.indexOf('#');
    const [place, fragment] = hash < 0 ? [written, ''] : [written.slice(0, hash), written.slice(hash + 1)];
    const file = place === '' || isCalled(from.root, place) ? from : this.#file(place, from);
    const base = file ? file.root : from.named.get(place);
    const home = file ?? from;
    const value =
      fragment === '' ? base : fragment.startsWith('/') ? at(base, fragment) : home.named.get(`#${fragment}`);
    return isMap(value) ? { value, file: home } : undefined;
  }

  #file(reference: string, from: SchemaFile): SchemaFile | undefined {
    const path = chartPath(reference, from.path);
    if (path === undefined) return undefined;
    if (!this.#known.has(path)) {
      const root = parseJson(this.#files, path);
      this.#known.set(path, root === undefined ? undefined : schemaFile(path, root));
    }
    return this.#known.get(path);
  }
}

function schemaFile(path: string, root: unknown): SchemaFile {
  const draft = isMap(root) && typeof root['$schema'] === 'string' ? root['$schema'] : '';
  return { path, root, named: namedIn(root), refStandsAlone: !/draft\/(?:2019|202\d)/.test(draft) };
}

function namedIn(root: unknown): ReadonlyMap<string, unknown> {
  const named = new Map<string, unknown>();
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: root, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null || depth > 2 * deepest) continue;
    if (isMap(value)) {
      for (const id of [value['$id'], value['id']]) if (typeof id === 'string') named.set(id.replace(/#$/, ''), value);
      for (const anchor of [value['$anchor'], value['$dynamicAnchor']])
        if (typeof anchor === 'string') named.set(`#${anchor}`, value);
    }
    for (const each of Object.values(value)) open.push({ value: each, depth: depth + 1 });
  }
  return named;
}

function isCalled(root: unknown, id: string): boolean {
  return (
    isMap(root) && [root['$id'], root['id']].some((each) => typeof each === 'string' && each.replace(/#$/, '') === id)
  );
}

/** What a JSON pointer in a fragment leads to. */
function at(root: unknown, pointer: string): unknown {
  let value = root;
  for (const step of pointer.slice(1).split('/')) {
    const key = decoded(step).replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Parsed)[key];
  }
  return value;
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

/** Reads a value, or finds that it is malformed: `undefined`. */
type Form = (value: unknown) => unknown;

const text: Form = (value) => (typeof value === 'string' ? value : undefined);
const flag: Form = (value) => (typeof value === 'boolean' ? value : undefined);
const number: Form = (value) => (typeof value === 'number' ? value : undefined);
const size: Form = (value) => (Number.isInteger(value) && Number(value) >= 0 ? value : undefined);
const list: Form = (value) => (Array.isArray(value) ? value : undefined);
const keys: Form = (value) =>
  Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined;
const pattern: Form = (value) => (typeof value === 'string' && isReadable(value) ? value : undefined);
const types: ReadonlySet<unknown> = new Set<JsonSchemaType>([
  ...(['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'] as const),
]);
const type: Form = (value) => {
  const written: readonly unknown[] = Array.isArray(value) ? value : [value];
  return written.length > 0 && written.every((each) => types.has(each)) ? written : undefined;
};

const annotations = {
  title: text,
  description: text,
  default: (value: unknown) => value,
  examples: list,
  deprecated: flag,
};

const keywords = {
  type,
  enum: (value: unknown) => (Array.isArray(value) && value.length > 0 ? value : undefined),
  const: (value: unknown) => value,
  format: text,
  pattern,
  minLength: size,
  maxLength: size,
  minItems: size,
  maxItems: size,
  uniqueItems: flag,
  minContains: size,
  maxContains: size,
  minProperties: size,
  maxProperties: size,
  multipleOf: (value: unknown) => (typeof value === 'number' && value > 0 ? value : undefined),
  required: keys,
};

function read(value: Parsed, forms: Readonly<Record<string, Form>>): object {
  const found: Record<string, unknown> = {};
  for (const [keyword, form] of Object.entries(forms)) {
    const written = Object.hasOwn(value, keyword) ? form(value[keyword]) : undefined;
    if (written !== undefined) found[keyword] = written;
  }
  return found;
}

/** In draft 4 a bound is made exclusive by a keyword beside it. */
function bounds(value: Parsed): object {
  const found: Record<string, unknown> = {};
  for (const [bound, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    const isExclusive = value[exclusive] === true;
    const inclusive = number(value[bound]);
    if (inclusive !== undefined) found[isExclusive ? exclusive : bound] = inclusive;
    if (typeof value[exclusive] === 'number') found[exclusive] = value[exclusive];
  }
  return found;
}

type ReadBelow = (value: unknown) => JsonSchema;

/** Keywords that hold schemas, in the words of 2020-12. */
function applicators(value: Parsed, below: ReadBelow): object {
  const lists = (written: unknown) => (Array.isArray(written) && written.length > 0 ? written.map(below) : undefined);
  const one = (written: unknown) => (typeof written === 'boolean' || isMap(written) ? below(written) : undefined);
  const isTuple = Array.isArray(value['items']);
  const found: Record<string, unknown> = {
    ...mapsOf(value, below),
    prefixItems: lists(isTuple ? value['items'] : value['prefixItems']),
    items: one(isTuple ? value['additionalItems'] : value['items']),
  };
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) found[keyword] = lists(value[keyword]);
  for (const keyword of singles) found[keyword] = one(value[keyword]);
  if (hasUnreadableKeys(value)) delete found['additionalProperties'];
  if (hasUnreadableKeys(value)) delete found['unevaluatedProperties'];
  return withoutAbsent(found);
}

const singles = [
  ...['additionalProperties', 'unevaluatedProperties', 'propertyNames', 'unevaluatedItems', 'contains'],
  ...['not', 'if', 'then', 'else'],
];

function mapsOf(value: Parsed, below: ReadBelow): object {
  const map = (written: unknown, isWanted = (_: string, __: unknown) => true) =>
    isMap(written)
      ? Object.fromEntries(
          Object.entries(written)
            .filter(([key, each]) => isWanted(key, each))
            .map(([key, each]) => [key, below(each)]),
        )
      : undefined;
  // Drafts up to 7 have one keyword for both.
  const both = isMap(value['dependencies']) ? value['dependencies'] : {};
  const required = { ...both, ...(isMap(value['dependentRequired']) ? value['dependentRequired'] : {}) };
  const schemas =
    value['dependencies'] === undefined ? value['dependentSchemas'] : { ...both, ...toMap(value['dependentSchemas']) };
  const lists = Object.entries(required).filter(([, each]) => keys(each) !== undefined);
  return {
    properties: map(value['properties']),
    patternProperties: map(value['patternProperties'], isReadable),
    dependentSchemas: map(schemas, (_, each) => !Array.isArray(each)),
    dependentRequired: lists.length > 0 ? Object.fromEntries(lists) : undefined,
  };
}

function hasUnreadableKeys(value: Parsed): boolean {
  return Object.keys(toMap(value['patternProperties'])).some((each) => !isReadable(each));
}

/** As Helm reads patterns, with the engine of Go. */
function isReadable(source: string): boolean {
  try {
    parseRe2(source);
    return true;
  } catch {
    return false;
  }
}

function withoutAbsent(found: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(found).filter(([, each]) => each !== undefined));
}

function toMap(value: unknown): Parsed {
  return isMap(value) ? value : {};
}

function isMap(value: unknown): value is Parsed {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
