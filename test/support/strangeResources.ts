import { stringify } from 'yaml';
import { resourceFromJson } from '../../client/session/jsonResource.ts';
import type { CompiledSchema, LanguagePack, ManifestPath, Resource, SchemaRef } from '../../schemas/contract/index.ts';
import { parseDocument } from '../../server/language/yaml/index.ts';
import { askPack } from './askPack.ts';
import { fc } from './fastCheck.ts';
import { schemas } from './fixtures.ts';
import { isMap, writtenResources } from './packManifests.ts';
import type { JsonMap } from './packManifests.ts';
import { watchedResource } from './watchedResource.ts';

/**
 * Resources of a pack as nobody would write them, or has not yet finished to: half of what its schemas allow, its examples,
 * snippets and fixtures with random damage, and odd values wherever the pack looks.
 * What it looks at is found out by asking it everything, once for all tests of a process.
 */
export function strangeResources(pack: LanguagePack): fc.Arbitrary<JsonMap> {
  const found = known.get(pack) ?? strangeOf(pack);
  known.set(pack, found);
  return found;
}

const known = new Map<LanguagePack, fc.Arbitrary<JsonMap>>();

function strangeOf(pack: LanguagePack): fc.Arbitrary<JsonMap> {
  const written = (['examples', 'snippets', 'fixtures'] as const).flatMap((source) =>
    writtenResources(pack.system, source).map(({ value }) => value),
  );
  const headers = pack.system.kinds.flatMap(({ group, versions, kind }) =>
    versions.map((version) => ({ apiVersion: group ? `${group}/${version}` : version, kind })),
  );
  const bare = headers.flatMap((header) => [
    { ...header, metadata: { name: 'shop', namespace: 'db' }, spec: {} },
    { ...header, metadata: { name: 'shop', namespace: 'db', uid: '3f2a' }, spec: {}, status: {} },
  ]);
  const words = [...oddValues, ...new Set([...written, ...headers].flatMap((each) => [...scalarsIn(each)]))];
  const odd = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...words) }, nested(words));
  const started = fc.oneof(fc.constantFrom(...written, ...bare), ...headers.flatMap(fromSchema));
  const starts = byKind([...firstOfEachKind(written), ...bare]);
  const places = unique(starts.flatMap((each) => placesLookedAt(pack, each)));
  return fc
    .tuple(started, plantsAt(places, fc.oneof(fc.constantFrom(...usualValues), odd)), damageWith(odd))
    .map(([start, plants, damage]) => {
      const planted = plants.reduce<unknown>((value, [place, each]) => put(value, place, () => each), start);
      const damaged = damage.reduce<unknown>((value, [index, change]) => {
        const all = everyPath(value);
        return put(value, all[index % all.length] ?? [], change);
      }, planted);
      return { ...(isMap(damaged) ? damaged : {}), ...headerOf(start) };
    });
}

/** Values for some of the places, parents first: a few anywhere, the others close together, for fields are read together. */
function plantsAt(
  places: readonly ManifestPath[],
  values: fc.Arbitrary<unknown>,
): fc.Arbitrary<[place: ManifestPath, value: unknown][]> {
  const some = (among: readonly ManifestPath[], maxLength: number) =>
    fc.array(fc.tuple(fc.constantFrom(...among), values), { maxLength, size: 'max' });
  return fc
    .constantFrom(...places)
    .map(([first, second]) => places.filter((place) => place[0] === first && place[1] === second))
    .chain((near) => fc.tuple(some(places, 6), some(near, 12)))
    .map(([far, near]) => [...far, ...near].sort(([a], [b]) => a.length - b.length));
}

function damageWith(odd: fc.Arbitrary<unknown>): fc.Arbitrary<[index: number, change: (value: unknown) => unknown][]> {
  const change = fc.oneof(
    odd.map((value) => () => value),
    fc.constant(() => undefined),
    fc.constant((value: unknown) => [value, value]),
    fc.constant((value: unknown) => ({ name: value })),
    fc.constant((value: unknown) => (isMap(value) ? Object.values(value)[0] : [value])),
  );
  return fc.array(fc.tuple(fc.nat(), change), { maxLength: 2 });
}

/** As the editor reads it, or as the cluster hands it out. `undefined`: kubectl would read no resource there. */
export function asManifest(value: unknown): Resource | undefined {
  return parseDocument(stringify(value, { aliasDuplicateObjects: false })).resources[0];
}

/** One of each kind of value that a pack may go on from. */
const usualValues: readonly unknown[] = [[{}], { a: {} }, 'shop', true, 3, '10Gi', ['a']];

const oddValues: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1, 3, 5432, 70_000, 0.5, 1e30, '', ' ', '-', '.', '/', ':', 'a', 'A_b', 'a-b', 'a.b'],
  ...[
    '${X}',
    'x-${X}',
    '{{ x }}',
    '$(Y)',
    'True',
    '10Gi',
    '512m',
    '0640',
    '10.0.0.1/8',
    '::1',
    'ns/name',
    'a:1,b:2,,:',
  ],
  ...['/var/lib/postgresql/data', '0 2 * * *', '22:00-02:00', 'Mon:01:00-06:00', 'postgres:18', '1.15', 'cGFzcwo='],
  ...['a'.repeat(64), 'a\nb\n', '😀', '\u0000', 'null', '__proto__', 'constructor', 'toString', '2026-01-15T12:00:00Z'],
  ...[[], [null], [[]], [{}], {}, { '': '' }, { '${X}': '${X}' }, { a: { b: ['c'] } }, { length: 3 }],
  JSON.parse('{"__proto__": {"constructor": []}}'),
];

function nested(words: readonly unknown[]): fc.Arbitrary<unknown> {
  const word = fc.constantFrom(...words);
  const key = word.map((value) => (typeof value === 'string' ? value : 'name'));
  const flat = fc.oneof(word, fc.array(word, { maxLength: 3 }), fc.dictionary(key, word, { maxKeys: 3 }));
  return fc.oneof(flat, fc.array(flat, { maxLength: 2 }), fc.dictionary(key, flat, { maxKeys: 3 }));
}

/** A header is what makes it a resource of the pack. */
function headerOf({ apiVersion, kind }: JsonMap): JsonMap {
  return { apiVersion, kind };
}

/**
 * Where the pack looks in resources of one kind: found out by asking about some that have something wherever it looked before,
 * each time something else: what answers one question keeps the pack from asking another.
 */
function placesLookedAt(pack: LanguagePack, starts: readonly JsonMap[]): ManifestPath[] {
  const usual = fc.option(fc.constantFrom(...usualValues), { nil: undefined, freq: 2 });
  const seen = new Set<string>();
  const placesSeen = () => [...seen].map((place) => JSON.parse(place) as ManifestPath);
  for (let round = 0; round < 12; round++) {
    const places = placesSeen();
    const parents = new Set(places.map((place) => JSON.stringify(place.slice(0, -1))));
    const leaves = places.filter(
      (place) => !parents.has(JSON.stringify(place)) && place[0] !== 'metadata' && !isOnlyPlanted(place),
    );
    for (const [number, start] of starts.entries()) {
      const values = fc.sample(usual, { numRuns: leaves.length, seed: round * starts.length + number });
      const planted = structuredClone(start);
      for (const [index, place] of leaves.entries())
        if (values[index] !== undefined) plant(planted, place, structuredClone(values[index]));
      const resource = watchedResource(asObject(planted), seen);
      askPack(pack, resource, { others: [resource] });
    }
  }
  return placesSeen();
}

function unique(places: readonly ManifestPath[]): ManifestPath[] {
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
}

function byKind(resources: readonly JsonMap[]): JsonMap[][] {
  const kinds = new Map<unknown, JsonMap[]>();
  for (const each of resources) kinds.set(each['kind'], [...(kinds.get(each['kind']) ?? []), each]);
  return [...kinds.values()];
}

/** What reads everything finds what was planted, and so on for ever: the pack does not know these steps. */
function isOnlyPlanted(place: ManifestPath): boolean {
  return place.length > 3 && place.slice(-3).every((step) => step === 'a' || step === 0);
}

function firstOfEachKind(written: readonly JsonMap[]): JsonMap[] {
  return [...new Map([...written].reverse().map((each) => [each['kind'], each])).values()];
}

/** Writes a value at a path, and what is missing on the way there: `put` in place, for thousands of places of one resource. */
function plant(root: JsonMap, path: ManifestPath, value: unknown): void {
  let holder: unknown[] | Record<string, unknown> = root;
  for (const [depth, step] of path.entries()) {
    const key: string | number =
      typeof step === 'number' && Array.isArray(holder) ? Math.min(step, holder.length) : step;
    const held: unknown = Object.hasOwn(holder, key) ? holder[key as keyof typeof holder] : undefined;
    const next = path[depth + 1];
    const fits = typeof next === 'number' ? Array.isArray(held) : isMap(held);
    const below: unknown = next === undefined ? value : fits ? held : typeof next === 'number' ? [] : {};
    if (key === '__proto__') {
      Object.defineProperty(holder, key, { value: below, configurable: true, enumerable: true, writable: true });
    } else (holder as Record<string | number, unknown>)[key] = below;
    holder = below as typeof holder;
  }
}

/** The value with another one at a path, and what is missing on the way there. */
export function put(value: unknown, [step, ...rest]: ManifestPath, change: (value: unknown) => unknown): unknown {
  if (step === undefined) return change(value);
  if (typeof step === 'number') {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    return Object.assign([...list], { [Math.min(step, list.length)]: put(list[step], rest, change) });
  }
  const map = isMap(value) ? value : {};
  return { ...map, [step]: put(Object.hasOwn(map, step) ? map[step] : undefined, rest, change) };
}

export function valueAt(value: unknown, path: ManifestPath): unknown {
  return path.reduce<unknown>((at, step) => (at as JsonMap | undefined)?.[step], value);
}

export function everyPath(value: unknown): readonly ManifestPath[] {
  return [...pathsIn(value, [])];
}

function* pathsIn(value: unknown, above: ManifestPath): Iterable<ManifestPath> {
  yield above;
  if (Array.isArray(value)) for (const [index, each] of value.entries()) yield* pathsIn(each, [...above, index]);
  else if (isMap(value)) for (const [key, each] of Object.entries(value)) yield* pathsIn(each, [...above, key]);
}

function* scalarsIn(value: unknown): Iterable<unknown> {
  if (typeof value !== 'object' || value === null) yield value;
  else for (const each of Object.values(value)) yield* scalarsIn(each);
}

/** Resources that a schema allows, with few of their fields. */
function fromSchema({ apiVersion, kind }: { apiVersion: string; kind: string }): fc.Arbitrary<JsonMap>[] {
  const schema = schemas.schema(apiVersion, kind);
  if (!schema) return [];
  const named = { apiVersion, kind, metadata: { name: 'shop' } };
  return [
    allowed(schema, schema.root, 7).map((value) => ({ ...named, ...(isMap(value) ? value : {}), apiVersion, kind })),
  ];
}

function allowed(schema: CompiledSchema, ref: SchemaRef | undefined, depth: number): fc.Arbitrary<unknown> {
  const node = ref === undefined ? undefined : schema.nodes.at(ref);
  if (node === undefined || depth === 0) return fc.constantFrom(...oddValues);
  if (node.enum) return fc.constantFrom(...node.enum);
  const { properties = {}, values, items, type = ['string'], sample } = node;
  if (type.includes('object')) {
    const known = Object.keys(properties);
    const map = fc
      .subarray(known, { maxLength: Math.min(6, known.length) })
      .chain((keys) =>
        fc.record(Object.fromEntries(keys.map((key) => [key, allowed(schema, properties[key], depth - 1)]))),
      );
    if (values === undefined) return map;
    const key = fc.constantFrom('a', '', 'seller', 'A_b', '${X}', 'max_connections');
    return fc.dictionary(
      key,
      fc.constant(0).chain(() => allowed(schema, values, depth - 1)),
      { maxKeys: 3 },
    );
  }
  if (type.includes('array'))
    return fc.array(
      fc.constant(0).chain(() => allowed(schema, items, depth - 1)),
      { maxLength: 2 },
    );
  if (type.includes('boolean')) return fc.boolean();
  if (type.includes('integer') || type.includes('number')) return fc.constantFrom(0, 1, 3, 100, 5432, -1);
  return fc.constantFrom(sample ?? 'a', 'shop', '10Gi', '${X}', '1', 'a-b', 'https://a.b/c');
}

/** The same resource as a cluster hands it out. */
export function asObject(value: unknown): Resource {
  return resourceFromJson(JSON.parse(JSON.stringify(value)));
}
