import type { FieldHelp } from '../contract/index.ts';
import { mergeSchemas, ownValue } from './authoredSchema.ts';
import type { AuthoredSchema } from './authoredSchema.ts';
import { flatTexts } from './flatTexts.ts';
import { readPattern } from './re2/readPattern.ts';
import { withEmbeddedFields } from './resourceFields.ts';
import { problem, step, where } from './place.ts';
import type { Compilation, Place } from './place.ts';
import { newReport } from './schemaFile.ts';
import type { CompileReport, NeighbourSchema } from './schemaFile.ts';
import type { SchemaTree, UnfinishedTree } from './schemaTree.ts';

/** What cannot be deeper without referring to itself. */
const deepest = 60;

/** From the authored form to a tree: references resolved, every place checked. */
export function expandSchema(schema: AuthoredSchema, compilation: Compilation): SchemaTree {
  const start = { path: ['schema'], depth: 0, branch: false, kubernetes: false, unknown: undefined };
  const trees = (): Map<AuthoredSchema, SchemaTree> => new Map();
  const known = compilation.foreign === true ? ([trees(), trees()] as const) : undefined;
  return expand(schema, { ...compilation, ...start, partial: false, itemKeys: [], ...(known ? { known } : {}) });
}

function expand(written: AuthoredSchema, place: Place): SchemaTree {
  // Types of Kubernetes, whose texts and patterns are ours, are others in what surrounds them.
  const known = place.kubernetes ? undefined : place.known?.[place.branch ? 1 : 0];
  const before = known?.get(written);
  if (before !== undefined) return before;
  const tree = expandAnew(written, place);
  known?.set(written, tree);
  return tree;
}

function expandAnew(written: AuthoredSchema, place: Place): SchemaTree {
  if (place.depth > deepest) {
    problem(place, 'a definition refers to itself, which the compact form cannot hold');
    return {};
  }
  const { source, inside } = resolve(written, place);
  if (source['x-flat-texts']) {
    const { 'x-flat-texts': _, ...others } = source;
    // Its fields are those of the schema that they are texts of, and counted there.
    return flatTexts(expand(others, { ...inside, report: uncounted(inside) }));
  }
  const { 'x-by-version': readings, ...base } = source;
  const tree = expandResolved(source, inside);
  if (readings === undefined) return tree;
  return {
    ...tree,
    readings: readings.map(({ schema, ...range }, index) => ({
      ...range,
      schema: expandResolved(mergeSchemas(base, schema), {
        ...step(inside, 'x-by-version', index),
        // The fields of a reading are those of the base, and counted there.
        report: uncounted(place),
      }),
    })),
  };
}

function uncounted({ report }: Place): CompileReport {
  return { ...newReport(), problems: report.problems, dropped: report.dropped };
}

/** Follows `$ref`; keywords beside it win. */
function resolve(written: AuthoredSchema, place: Place): { source: AuthoredSchema; inside: Place } {
  let source = written;
  let inside = place;
  for (let hops = 0; source.$ref !== undefined; hops += 1) {
    const { $ref: reference, ...beside } = source;
    const target = hops > 20 ? undefined : referenced(reference, inside);
    if (target === undefined) return { source: beside, inside };
    if (reference.startsWith('k8s:')) {
      const partial = inside.partial || beside['x-partial'] === true;
      inside = { ...inside, kubernetes: true, unknown: beside['x-unknown'] ?? inside.unknown, partial };
    }
    if (target.$ref === undefined) checkWithout(beside, target, inside);
    const neighbour = neighbourOf(reference, inside);
    if (neighbour) inside = { ...inside, file: { ...inside.file, definitions: neighbour.definitions } };
    source = mergeSchemas(target, beside);
  }
  if (isDecoded(inside) && source['x-decoded'] !== undefined) source = decoded(source, source['x-decoded'], inside);
  if (source['x-kubernetes-embedded-resource'] === true) source = withEmbeddedFields(source);
  return { source, inside };
}

/** What is left out has to be there: a type of a later package may have another name for it. */
function checkWithout(beside: AuthoredSchema, { properties = {} }: AuthoredSchema, place: Place): void {
  for (const key of beside['x-without'] ?? []) {
    if (ownValue(properties, key) !== undefined) continue;
    problem(place, `x-without names "${key}", which the type does not have`, 'x-without');
  }
}

function referenced(reference: string, place: Place): AuthoredSchema | undefined {
  if (reference.startsWith('k8s:')) {
    const type = place.types.find(reference.slice('k8s:'.length));
    if (type === undefined) problem(place, `"${reference}" is no type of the package kubernetes-models`, '$ref');
    return type === undefined || place.unknown === 'later' ? type : withoutVersions(type);
  }
  const name = /^#\/definitions\/(.+)$/.exec(reference)?.[1];
  const target =
    name === undefined
      ? schemaIn(neighbourOf(reference, place)?.schema, reference)
      : ownValue(place.file.definitions, name);
  if (target === undefined) problem(place, `"${reference}" leads nowhere`, '$ref');
  return target;
}

const timeless = new WeakMap<AuthoredSchema, AuthoredSchema>();

/**
 * A type of Kubernetes in a custom resource: which fields are kept says its definition, and the version in force there is
 * that of an operator. So it is the widest of all versions of Kubernetes.
 */
function withoutVersions(type: AuthoredSchema): AuthoredSchema {
  const known = timeless.get(type);
  if (known !== undefined) return known;
  const { 'x-since': _, 'x-until': __, 'x-by-version': ___, 'x-enum-versions': ____, ...kept } = type;
  const rules = kept['x-kubernetes-validations'];
  const { properties, items } = kept;
  const made: AuthoredSchema = {
    ...kept,
    ...(rules && {
      'x-kubernetes-validations': rules.filter(({ since, until }) => since === undefined && until === undefined),
    }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, field]) => [key, withoutVersions(field)])),
    }),
    ...(items && { items: withoutVersions(items) }),
  };
  timeless.set(type, made);
  return made;
}

/** The file of `other.yaml#/properties/a`. */
function neighbourOf(reference: string, { file }: Place): NeighbourSchema | undefined {
  const hash = reference.indexOf('#');
  return hash > 0 ? file.neighbour?.(reference.slice(0, hash)) : undefined;
}

/** What a reference leads to in the schema of its file. */
function schemaIn(schema: AuthoredSchema | undefined, reference: string): AuthoredSchema | undefined {
  const steps = reference
    .slice(reference.indexOf('#') + 1)
    .split('/')
    .slice(1);
  let at: unknown = schema;
  for (const step of steps) at = typeof at === 'object' ? ownValue(at as Record<string, unknown>, step) : undefined;
  return at as AuthoredSchema | undefined;
}

/** What closes a type of Kubernetes does so only where the API server itself refuses unknown keys. */
function decoded(source: AuthoredSchema, over: AuthoredSchema, { unknown }: Place): AuthoredSchema {
  const { 'x-unknown': own, ...others } = over;
  return mergeSchemas(source, own !== undefined && (unknown === 'near' || unknown === 'later') ? over : others);
}

/** The API server reads the value into a type of its own, and checks no schema. */
function isDecoded(place: Place): boolean {
  return place.unknown !== undefined;
}

function expandResolved(source: AuthoredSchema, around: Place): SchemaTree {
  const isWhole = source['x-kubernetes-map-type'] === 'atomic';
  const place = isWhole ? { ...around, partial: false } : around;
  const tree: UnfinishedTree = {};
  expandType(source, tree);
  copyKeywords(source, tree);
  expandValues(source, tree, place);
  expandObject(source, tree, place);
  expandList(source, tree, place);
  if (!place.partial) expandBranches(source, tree, place);
  else delete tree.rules;
  if (place.kubernetes) tree.kubernetes = true;
  const help = helpOf(source);
  if (help !== undefined) tree.help = isForeign(place) ? { foreign: true, ...help } : help;
  return tree;
}

function isForeign({ foreign, kubernetes }: Place): boolean {
  return foreign === true && !kubernetes;
}

function expandType(source: AuthoredSchema, tree: UnfinishedTree): void {
  // Types of Kubernetes that are read into their own take other numbers, and say so in `x-decoded`.
  if (source['x-kubernetes-int-or-string'] === true && !Array.isArray(source.type)) {
    tree.type = ['integer', 'string'];
    return;
  }
  const types = typeof source.type === 'string' ? [source.type] : (source.type ?? []);
  if (types.length > 0) tree.type = types;
}

/** Keywords that are the same in a tree, and the name that they have there. */
const copied = {
  minimum: 'minimum',
  maximum: 'maximum',
  minLength: 'minLength',
  maxLength: 'maxLength',
  minItems: 'minItems',
  maxItems: 'maxItems',
  minProperties: 'minProperties',
  maxProperties: 'maxProperties',
  multipleOf: 'multipleOf',
  'x-kubernetes-validations': 'rules',
  default: 'default',
  'x-key-format': 'keyFormat',
  'x-max-bytes': 'maxBytes',
  'x-since': 'since',
  'x-until': 'until',
  'x-successor': 'successor',
  'x-sample': 'sample',
  'x-suggest': 'suggest',
  'x-keys': 'keys',
  'x-explain': 'explain',
  'x-enum-versions': 'enumVersions',
  'x-deviates': 'deviates',
} as const;

/** Those that are true or nothing. */
const flags = {
  nullable: 'nullable',
  exclusiveMinimum: 'exclusiveMinimum',
  exclusiveMaximum: 'exclusiveMaximum',
  'x-kubernetes-embedded-resource': 'embedded',
  'x-empty-is-absent': 'emptyIsAbsent',
  'x-immutable': 'immutable',
  'x-filled': 'filled',
} as const;

const copiedNames = new Map<string, string>(Object.entries(copied));
const flagNames = new Map<string, string>(Object.entries(flags));

function copyKeywords(source: AuthoredSchema, tree: UnfinishedTree): void {
  const copies: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(source) as [string, unknown][]) {
    const name = copiedNames.get(keyword) ?? (value === true ? flagNames.get(keyword) : undefined);
    if (name !== undefined && value !== undefined) copies[name] = value;
  }
  Object.assign(tree, copies);
}

function expandValues(source: AuthoredSchema, tree: UnfinishedTree, place: Place): void {
  const values = source.enum;
  if (values !== undefined) {
    tree.enum = values;
    if (source['x-enum-lenient'] === true) tree.enumLenient = true;
    for (const value of Object.keys(source['x-enum-versions'] ?? {})) {
      if (!values.map(String).includes(value)) problem(place, `enum does not list "${value}"`, 'x-enum-versions');
    }
  }
  if (source.format !== undefined) tree.format = formatOf(source.format, place);
  if (source.pattern === undefined) return;
  try {
    tree.pattern = readPattern(source.pattern, isForeign(place));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    place.report.dropped.push(`${where(place, 'pattern')} the pattern is not checked: ${why}`);
  }
}

/** Go's own readers of bytes and times are others than those of the formats of a CRD. */
function formatOf(format: string, place: Place): string {
  if (!isDecoded(place)) return format;
  return { byte: 'k8s-bytes', 'date-time': 'k8s-time' }[format] ?? format;
}

function expandObject(source: AuthoredSchema, tree: UnfinishedTree, place: Place): void {
  const open = source.additionalProperties;
  const unknown = keptUnknown(source['x-unknown'] ?? place.unknown);
  if (source.properties !== undefined) {
    tree.properties = Object.fromEntries(
      Object.entries(source.properties).map(([key, property]) => [key, expandField(key, property, place)]),
    );
    checkSuccessors(tree.properties, place);
  }
  expandRequired(source, tree, place);
  if (typeof open === 'object') {
    const values = expand(open, step(place, 'additionalProperties'));
    const keepsKeys = isDecoded(place) && source['x-key-format'] !== undefined;
    tree.values = keepsKeys ? { ...values, nullIsEmpty: true } : values;
  }
  if (source['x-kubernetes-preserve-unknown-fields'] === true || open === true) tree.unknown = unknown ?? 'silent';
  else if (source['x-unknown'] !== undefined && unknown !== undefined) tree.unknown = unknown;
  else if (tree.properties !== undefined && tree.values === undefined && unknown !== undefined) tree.unknown = unknown;
  const bare = tree.properties === undefined && tree.values === undefined && tree.unknown === undefined;
  if (bare && tree.type?.includes('object') && !place.branch) tree.properties = {};
}

/** What a map that refuses unknown keys says of them is nothing. */
function keptUnknown(unknown: AuthoredSchema['x-unknown']): SchemaTree['unknown'] {
  return unknown === 'refused' ? undefined : unknown;
}

function expandField(key: string, property: AuthoredSchema, place: Place): SchemaTree {
  const below = step(place, 'properties', key);
  const tree = expand(property, below);
  if (!place.branch) countField(tree, below);
  return tree;
}

function expandRequired(source: AuthoredSchema, tree: UnfinishedTree, place: Place): void {
  const expected = new Set(source['x-expected']);
  const isKey = (key: string) => !place.partial || place.itemKeys.includes(key);
  const required = [...new Set(source.required)].filter((key) => !expected.has(key) && isKey(key));
  if (required.length > 0) tree.required = required;
  if (expected.size > 0) tree.expected = [...expected];
  // A branch of anyOf ... may require keys that only the node around it knows, and an open map any.
  const isOpen = source['x-kubernetes-preserve-unknown-fields'] ?? source.additionalProperties ?? source['x-unknown'];
  if (place.branch || (isOpen ?? false) !== false) return;
  for (const keyword of ['required', 'x-expected'] as const) {
    for (const key of source[keyword] ?? []) {
      if (ownValue(tree.properties ?? {}, key) === undefined) {
        problem(place, `${keyword} names "${key}", which properties does not know`, keyword);
      }
    }
  }
}

function checkSuccessors(properties: Readonly<Record<string, SchemaTree>>, place: Place): void {
  for (const [key, { successor }] of Object.entries(properties)) {
    if (successor === undefined || successor === '') continue;
    let at: SchemaTree | undefined = { properties };
    for (const part of successor.split('.')) at = ownValue(at?.properties ?? {}, part) ?? at?.values;
    if (at === undefined) {
      problem(step(place, 'properties', key), `"${successor}" leads nowhere`, 'x-successor');
    }
  }
}

function expandList(source: AuthoredSchema, tree: UnfinishedTree, place: Place): void {
  if (source.items !== undefined) {
    const itemKeys = source['x-kubernetes-list-map-keys'] ?? [];
    // A list whose items nothing tells apart is replaced as a whole.
    const partial = place.partial && itemKeys.length > 0;
    const items = expand(source.items, { ...step(place, 'items'), itemKeys, partial });
    tree.items = isDecoded(place) ? { ...items, nullIsEmpty: true } : items;
  }
  if (source.uniqueItems === true || source['x-kubernetes-list-type'] === 'set') tree.uniqueItems = true;
  const keys = source['x-kubernetes-list-map-keys'];
  if (keys !== undefined) tree.listKeys = keys;
  if (source['x-kubernetes-list-type'] === 'set') tree.list = 'set';
  else if (keys !== undefined) tree.list = 'map';
  if (source['x-kubernetes-map-type'] === 'atomic') tree.atomic = true;
  if (source['x-list-lenient'] === true) tree.listLenient = true;
  if (source['x-bytes'] === true) tree.bytes = true;
}

function expandBranches(source: AuthoredSchema, tree: UnfinishedTree, place: Place): void {
  const pair = source['x-kubernetes-int-or-string'] === true;
  for (const keyword of ['anyOf', 'oneOf', 'allOf'] as const) {
    const branches = source[keyword];
    if (branches === undefined || (pair && isTypePair(branches))) continue;
    tree[keyword] = branches.map((branch, index) => expand(branch, { ...step(place, keyword, index), branch: true }));
  }
  if (source.not !== undefined) tree.not = expand(source.not, { ...step(place, 'not'), branch: true });
}

/** The `anyOf: [{type: integer}, {type: string}]` that stands beside `x-kubernetes-int-or-string`. */
function isTypePair(branches: readonly AuthoredSchema[]): boolean {
  return branches.every((branch) => Object.keys(branch).join() === 'type');
}

function helpOf(source: AuthoredSchema): FieldHelp | undefined {
  const text = source.description?.trim() ?? '';
  const { 'x-link': link, 'x-values': values } = source;
  if (text === '' && link === undefined && values === undefined) return undefined;
  return {
    text,
    ...(link === undefined ? {} : { link }),
    ...(values === undefined ? {} : { values: trimmedTexts(values) }),
  };
}

function trimmedTexts(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).map(([value, words]) => [value, words.trim()]));
}

function countField(tree: SchemaTree, place: Place): void {
  const { report } = place;
  if (place.kubernetes) {
    report.kubernetesFields += 1;
    return;
  }
  report.fields += 1;
  if (tree.help !== undefined && tree.help.text !== '') report.fieldsWithHelp += 1;
  else report.undescribed.push(`${where(place)} "${String(place.path.at(-1))}" has no description`);
}
