import { RandomResources } from '../support/randomResources.ts';
import { entrySchema } from '../support/structuralSchema.ts';
import type { StructuralSchema } from '../support/structuralSchema.ts';
import { isList, isMap, placesIn, renamed, replaced, valueAt } from './json.ts';
import type { Json, JsonMap, Place } from './json.ts';
import { written } from './writeManifest.ts';

/** A small change to a manifest, as people make them. */
export interface Mutant {
  /** `item twice spec.template.spec.containers.0.env`. */
  readonly name: string;
  /** `item twice`. */
  readonly mutation: string;
  readonly manifest: Json;
}

/** What a change is made of. */
interface Site {
  readonly manifest: Json;
  readonly place: Place;
  readonly value: Json;
  /** What the API server publishes of the value; `undefined`: nothing. */
  readonly schema: StructuralSchema | undefined;
  /** Of the whole. */
  readonly root: StructuralSchema;
  readonly random: () => number;
}

/** The manifest afterwards; `undefined`: nothing of the kind can be done here. */
type Mutation = (site: Site) => Json | undefined;

/** One change of a manifest, always the same for the same random numbers. */
export function mutate(manifest: Json, root: StructuralSchema, random: () => number): Mutant {
  const places = [...placesIn(manifest)].filter(isChangeable);
  for (;;) {
    const place = pick(places, random);
    const [mutation, make] = pick(mutations, random);
    const value = valueAt(manifest, place) ?? null;
    const made = make({ manifest, place, value, schema: schemaAt(root, place), root, random });
    if (made !== undefined && JSON.stringify(made) !== JSON.stringify(manifest))
      return { name: `${mutation} ${place.join('.')}`, mutation, manifest: made };
  }
}

/** Whether there is anything in it that can be changed. */
export function hasPlaces(manifest: Json): boolean {
  return [...placesIn(manifest)].some(isChangeable);
}

/** What tells which resource it is stays, else another kind would be asked about. */
function isChangeable(place: Place): boolean {
  return !['apiVersion', 'kind', 'metadata', 'metadata.name', 'metadata.namespace', 'status'].includes(place.join('.'));
}

function pick<T>(values: readonly T[], random: () => number): T {
  return values[Math.floor(random() * values.length)] as T;
}

function schemaAt(root: StructuralSchema, place: Place): StructuralSchema | undefined {
  return place.reduce<StructuralSchema | undefined>(
    (at, key) => (typeof key === 'number' ? at?.items : entrySchema(at, key)),
    root,
  );
}

const texts = ['', ' lead', '10Gi ', '-', '1e3', 'a b', '0.5', 'UPPER', '../x', '30s', '5432', 'x'.repeat(254)];
const numbers = [-1, 0, 1, 2, 1.5, 256, 65_536, 2 ** 31, 2 ** 53];
/** What YAML 1.1 reads as something else than it looks like. */
const oddities = [
  ...['yes', 'on', 'Off', 'y', '0777', '0o17', '1_000', '1e3', '.5', '~', '12:30', '2024-01-01', '!!str 1', '0x1F'],
  ...['.inf', '"1"', "'true'", '=', '1.0', '+1', '9223372036854775808', '{}', '[]', '<<', 'null', 'NULL'],
];
const strangeKeys = ['', 'A b', '-x', 'a/b/c', 'x'.repeat(64), 'Example.com/Key', '..', 'a_b'];

const leftOut: Mutation = ({ manifest, place }) => replaced(manifest, place, undefined);

const mutations: readonly (readonly [string, Mutation])[] = [
  ['left out', leftOut],
  ['null', instead(() => null)],
  ['empty', instead(({ value }) => (isList(value) ? [] : isMap(value) ? {} : ''))],
  ['text', instead(({ random }) => pick(texts, random))],
  ['number', instead(({ random }) => pick(numbers, random))],
  ['boolean', instead(({ random }) => random() < 0.5)],
  ['list', instead(({ value }) => (isList(value) ? undefined : [value]))],
  ['map', instead(() => ({ a: 'b' }))],
  ['number as text', instead(({ value }) => (typeof value === 'number' ? String(value) : undefined))],
  ['item twice', instead(({ value }) => (isList(value) && value[0] !== undefined ? [...value, value[0]] : undefined))],
  ['item null', instead(({ value }) => (isList(value) ? [...value, null] : undefined))],
  ['item empty', instead(({ value }) => (isList(value) ? [...value, {}] : undefined))],
  ['other case', instead(({ value }) => otherCase(value))],
  ['enum', instead(({ value }) => (isWord(value) ? `${value}s` : undefined))],
  [
    'as YAML reads it',
    instead(({ value, random }) => (typeof value === 'object' ? undefined : written(pick(oddities, random)))),
  ],
  ['misspelt', otherKey(misspelt)],
  ['key in another case', otherKey((key) => (/[A-Z]/.test(key) ? key.toLowerCase() : undefined))],
  ['strange key', strangeKey],
  ['unknown key', unknownKey],
  ['moved up', movedUp],
  ['moved down', movedDown],
  ['added', added],
  ['added', added],
  ['by a rule', byRule],
  ['by a rule', byRule],
];

function instead(make: (site: Site) => Json | undefined): Mutation {
  return (site) => {
    const made = make(site);
    return made === undefined ? undefined : replaced(site.manifest, site.place, made);
  };
}

function isWord(value: Json): value is string {
  return typeof value === 'string' && /^[A-Z][A-Za-z]+$/.test(value);
}

function otherCase(value: Json): Json | undefined {
  if (typeof value !== 'string' || !/[A-Za-z]/.test(value)) return undefined;
  return value === value.toLowerCase() ? `${value.charAt(0).toUpperCase()}${value.slice(1)}` : value.toLowerCase();
}

/** Two letters the other way round, which is the most frequent slip. */
function misspelt(key: string, random: () => number): string | undefined {
  if (key.length < 4) return undefined;
  const at = 1 + Math.floor(random() * (key.length - 2));
  return `${key.slice(0, at)}${key.charAt(at + 1)}${key.charAt(at)}${key.slice(at + 2)}`;
}

function otherKey(rename: (key: string, random: () => number) => string | undefined): Mutation {
  return ({ manifest, place, random }) => {
    const [map, key] = [valueAt(manifest, place.slice(0, -1)), place.at(-1)];
    if (!isMap(map) || typeof key !== 'string') return undefined;
    const name = rename(key, random);
    return name === undefined ? undefined : replaced(manifest, place.slice(0, -1), renamed(map, key, name));
  };
}

/** Of a map that takes any. */
function strangeKey({ manifest, place, root, random }: Site): Json | undefined {
  const holder = schemaAt(root, place.slice(0, -1));
  if (typeof holder?.additionalProperties !== 'object') return undefined;
  return otherKey(() => pick(strangeKeys, random))({ manifest, place, random } as Site);
}

function unknownKey({ manifest, place, value }: Site): Json | undefined {
  return isMap(value) ? replaced(manifest, place, { ...value, zqxSetting: 1 }) : undefined;
}

function movedUp({ manifest, place, value }: Site): Json | undefined {
  const [key, above] = [place.at(-1), place.slice(0, -2)];
  const target = valueAt(manifest, above);
  if (typeof key !== 'string' || place.length < 2 || !isMap(target) || Object.hasOwn(target, key)) return undefined;
  return replaced(replaced(manifest, place, undefined), [...above, key], value);
}

function movedDown({ manifest, place, value, random }: Site): Json | undefined {
  const [key, map] = [place.at(-1), valueAt(manifest, place.slice(0, -1))];
  if (typeof key !== 'string' || !isMap(map)) return undefined;
  const homes = Object.entries(map).filter(([each, child]) => each !== key && isMap(child));
  if (homes.length === 0) return undefined;
  const [home] = pick(homes, random);
  return replaced(replaced(manifest, place, undefined), [...place.slice(0, -1), home, key], value);
}

/** A field that is not there yet, with a value of its type. */
function added({ manifest, place, value, schema, random }: Site): Json | undefined {
  if (!isMap(value) || schema?.properties === undefined) return undefined;
  const free = Object.keys(schema.properties).filter((key) => !Object.hasOwn(value, key) && key !== 'status');
  if (free.length === 0) return undefined;
  const key = pick(free, random);
  const made = sample(schema.properties[key] ?? {}, random);
  return made === undefined ? undefined : replaced(manifest, [...place, key], made);
}

function sample(schema: StructuralSchema, random: () => number): Json | undefined {
  const holder = { type: 'object', properties: { value: schema }, required: ['value'] };
  const resources = new RandomResources(holder, Math.floor(random() * 2 ** 31));
  return (resources.make() as JsonMap)['value'];
}

/** A field that a rule reads: left out, another value, or there. */
function byRule({ manifest, root, random }: Site): Json | undefined {
  const places: Place[] = [[], ...placesIn(manifest)].filter(
    (place) => (schemaAt(root, place)?.['x-kubernetes-validations'] ?? []).length > 0,
  );
  if (places.length === 0) return undefined;
  const place = pick(places, random);
  const schema = schemaAt(root, place);
  const { rule } = pick(schema?.['x-kubernetes-validations'] ?? [], random);
  const paths = Array.from(rule.matchAll(/\bself((?:\.\??[A-Za-z_]\w*(?!\w*\())+)/g), ([, path = '']) =>
    path.split(/\.\??/).slice(1),
  );
  const target: Place = [...place, ...(paths.length > 0 ? pick(paths, random) : [])];
  const [at, holder] = [valueAt(manifest, target), valueAt(manifest, target.slice(0, -1))];
  if (target.length === 0 || !isChangeable(target)) return undefined;
  if (at !== undefined && random() < 0.4) return replaced(manifest, target, undefined);
  if (at === undefined && !isMap(holder)) return undefined;
  const made = sample(schemaAt(root, target) ?? {}, random);
  return made === undefined ? undefined : replaced(manifest, target, made);
}
