import { numbersFrom } from './numbersFrom.ts';

/** A small change to a manifest, as people make them: something left out, empty, twice, of another type. */
export interface Mutant {
  /** `dup spec.template.spec.containers.0.env`. */
  readonly name: string;
  readonly manifest: Json;
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

type Place = readonly (string | number)[];

/** `most` changes of each manifest, always the same for a seed. */
export function* mutantsOf(manifest: Json, most: number, seed: number): Iterable<Mutant> {
  const random = numbersFrom(seed);
  const places = [...placesIn(manifest)];
  for (let count = 0; count < most; count++) {
    const place = places[Math.floor(random() * places.length)] ?? [];
    const [change, make] = changes[Math.floor(random() * changes.length)] ?? changes[0];
    const made = make(valueAt(manifest, place), random);
    if (made.length > 0) yield { name: `${change} ${place.join('.')}`, manifest: replaced(manifest, place, made) };
  }
}

/** What stands there afterwards: one value, none (`[undefined]`), or nothing that could be done (`[]`). */
type Change = (value: Json | undefined, random: () => number) => readonly (Json | undefined)[];

const texts = ['', ' lead', '10Gi ', '-', '1e3', 'a b', '0.5', 'UPPER', '../x', '30s', '5432'];

const changes: readonly [readonly [string, Change], ...(readonly [string, Change])[]] = [
  ['left out', () => [undefined]],
  ['null', () => [null]],
  ['empty', (value) => (Array.isArray(value) ? [[]] : typeof value === 'object' && value !== null ? [{}] : [''])],
  ['text', (_, random) => [texts[Math.floor(random() * texts.length)] ?? '']],
  ['number', (_, random) => [Math.floor(random() * 3) - 1]],
  ['list', (value) => (Array.isArray(value) || value === undefined ? [] : [[value]])],
  ['map', () => [{ a: 'b' }]],
  ['item twice', (value) => (isFilled(value) ? [[...value, value[0] ?? null]] : [])],
  ['item null', (value) => (Array.isArray(value) ? [[...(value as readonly Json[]), null]] : [])],
  ['item empty', (value) => (Array.isArray(value) ? [[...(value as readonly Json[]), {}]] : [])],
];

function isFilled(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value) && value.length > 0;
}

/** Everything below the root but what tells which resource it is. */
function* placesIn(value: Json, place: Place = []): Iterable<Place> {
  const isHeader = place.length === 1 && ['apiVersion', 'kind'].includes(String(place[0]));
  if (isHeader || place.join('.') === 'metadata.name') return;
  if (place.length > 0) yield place;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value))
    yield* placesIn(child, [...place, Array.isArray(value) ? Number(key) : key]);
}

function valueAt(value: Json, place: Place): Json | undefined {
  return place.reduce<Json | undefined>((at, key) => (at as Record<string | number, Json> | undefined)?.[key], value);
}

function replaced(value: Json, place: Place, made: readonly (Json | undefined)[]): Json {
  const [key, ...rest] = place;
  if (key === undefined) return made[0] ?? null;
  const [own] = rest.length > 0 ? [replaced(valueAt(value, [key]) ?? null, rest, made)] : made;
  if (Array.isArray(value))
    return (value as readonly Json[]).flatMap((each, index) =>
      index === key ? (own === undefined ? [] : [own]) : [each],
    );
  const others = Object.entries(value as Record<string, Json>).filter(([each]) => each !== key || own !== undefined);
  return Object.fromEntries(others.map(([each, child]) => [each, each === key && own !== undefined ? own : child]));
}
