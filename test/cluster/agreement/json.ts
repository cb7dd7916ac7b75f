export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type JsonMap = Readonly<Record<string, Json>>;

export type Place = readonly (string | number)[];

export function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function valueAt(value: Json, place: Place): Json | undefined {
  return place.reduce<Json | undefined>((at, key) => {
    if (isList(at)) return at[Number(key)];
    return isMap(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }, value);
}

/** With another value at a place, whose parents are there; `undefined`: without it. */
export function replaced(value: Json, place: Place, made: Json | undefined): Json {
  const [key, ...rest] = place;
  if (key === undefined) return made ?? null;
  const own = rest.length > 0 ? replaced(valueAt(value, [key]) ?? null, rest, made) : made;
  if (isList(value)) return value.flatMap((each, index) => (index !== key ? [each] : own === undefined ? [] : [own]));
  const map = isMap(value) ? value : {};
  if (own !== undefined) return { ...map, [key]: own };
  return Object.fromEntries(Object.entries(map).filter(([each]) => each !== key));
}

/** The same map with a key called otherwise, where it stood. */
export function renamed(map: JsonMap, key: string, name: string): JsonMap {
  return Object.fromEntries(Object.entries(map).map(([each, value]) => [each === key ? name : each, value]));
}

/** All that stands below a value, in the order in which it is written. */
export function* placesIn(value: Json, place: Place = []): Iterable<Place> {
  if (place.length > 0) yield place;
  if (isList(value)) for (const [index, item] of value.entries()) yield* placesIn(item, [...place, index]);
  else if (isMap(value)) for (const [key, child] of Object.entries(value)) yield* placesIn(child, [...place, key]);
}
