import { contains, equal } from '../equal.ts';
import { burn } from '../frame.ts';
import type { Frame } from '../frame.ts';
import { MadeList } from '../madeList.ts';
import { operators } from '../operators.ts';
import { compare, sorted } from '../compare.ts';
import { callOverload, overload } from '../overloads.ts';
import type { Library } from '../overloads.ts';
import { Duration, Failure, List, noSuchOverload, Uint } from '../values.ts';
import type { Value } from '../values.ts';

/** Lists and sets. Sources: cel-go's ext/lists.go in version 3 and ext/sets.go, ext/strings.go (join), Kubernetes' library/lists.go. */
export const lists: Library = {
  functions: {
    'lists.range': [overload(['int'], range)],
    'sets.contains': [overload(['list', 'list'], containsAll)],
    'sets.equivalent': [
      overload(['list', 'list'], (a, b, frame) => {
        const contained = containsAll(a, b, frame);
        return contained === true ? containsAll(b, a, frame) : contained;
      }),
    ],
    'sets.intersects': [overload(['list', 'list'], intersects)],
  },
  members: {
    join: [overload(['list'], (list, frame) => join(list, '', frame)), overload(['list', 'string'], join)],
    isSorted: [overload(['list'], isSorted)],
    sum: [overload(['list'], sum)],
    min: [overload(['list'], (list, frame) => best(list, 'min', (order) => order > 0, frame))],
    max: [overload(['list'], (list, frame) => best(list, 'max', (order) => order < 0, frame))],
    indexOf: [overload(['list', 'any'], (list, value, frame) => indexOf(list, value, false, frame))],
    lastIndexOf: [overload(['list', 'any'], (list, value, frame) => indexOf(list, value, true, frame))],
    slice: [overload(['list', 'int', 'int'], slice)],
    flatten: [overload(['list'], (list, frame) => flatten(list, 1n, frame)), overload(['list', 'int'], flatten)],
    distinct: [overload(['list'], distinct)],
    reverse: [overload(['list'], (list) => new MadeList([...list.items()].reverse()))],
    sort: [overload(['list'], (list, frame) => sorted(pairs(itemsOf(list, frame)), frame))],
  },
};

/** The items, paid for; a failure is among them where an item is one. */
function itemsOf(list: List, frame: Frame): readonly Value[] {
  burn(frame, list.size + 1);
  return list.items();
}

function pairs(items: readonly Value[]): (readonly [key: Value, item: Value])[] {
  return items.map((item) => [item, item]);
}

function range(length: bigint, frame: Frame): Value {
  if (length > 0n) burn(frame, Number(length));
  return new MadeList(Array.from({ length: Math.max(0, Number(length)) }, (_, index) => BigInt(index)));
}

function containsAll(list: List, items: List, frame: Frame): Value {
  for (const item of itemsOf(items, frame)) {
    const found = contains(list, item, frame);
    if (found !== true) return found;
  }
  return true;
}

function intersects(a: List, b: List, frame: Frame): Value {
  let undecided: Failure | undefined;
  for (const item of itemsOf(a, frame)) {
    const found = contains(b, item, frame);
    if (found === true) return true;
    if (found instanceof Failure) undecided = found;
  }
  return undecided ?? false;
}

function join(list: List, separator: string, frame: Frame): Value {
  const texts: string[] = [];
  let length = 0;
  for (const item of itemsOf(list, frame)) {
    if (typeof item !== 'string') return item instanceof Failure ? item : noSuchOverload;
    length += item.length + separator.length;
    texts.push(item);
  }
  burn(frame, length / 10);
  return texts.join(separator);
}

function isSorted(list: List, frame: Frame): Value {
  const items = itemsOf(list, frame);
  for (const [index, item] of items.entries()) {
    const order = compare(items[index - 1] ?? item, item);
    if (order instanceof Failure) return item instanceof Failure ? item : order;
    if (order > 0) return false;
  }
  return true;
}

/** Of an empty list it is the int 0: without its type, nothing tells that of the items. */
function sum(list: List, frame: Frame): Value {
  const items = itemsOf(list, frame);
  const [start = 0n] = items;
  const isSummable =
    typeof start === 'bigint' || typeof start === 'number' || start instanceof Uint || start instanceof Duration;
  if (!isSummable) return start instanceof Failure ? start : noSuchOverload;
  return items.slice(1).reduce<Value>((total, item) => callOverload(operators['+'] ?? [], [total, item], frame), start);
}

function best(list: List, name: string, isBetter: (order: number) => boolean, frame: Frame): Value {
  let found: Value | undefined;
  for (const item of itemsOf(list, frame)) {
    const order = compare(found ?? item, item);
    if (order instanceof Failure) return item instanceof Failure ? item : order;
    if (found === undefined || isBetter(order)) found = item;
  }
  return found ?? new Failure(`${name} called on empty list`);
}

function indexOf(list: List, value: Value, fromEnd: boolean, frame: Frame): Value {
  const items = itemsOf(list, frame);
  for (let step = 0; step < items.length; step++) {
    const index = fromEnd ? items.length - 1 - step : step;
    const same = equal(items[index] ?? null, value, frame);
    if (same === true) return BigInt(index);
    if (same instanceof Failure) return same;
  }
  return -1n;
}

function slice(list: List, from: bigint, to: bigint, frame: Frame): Value {
  if (from < 0n || to < 0n || from > to || to > list.size) return new Failure('cannot slice: no such items');
  return new MadeList(itemsOf(list, frame).slice(Number(from), Number(to)));
}

function flatten(list: List, depth: bigint, frame: Frame): Value {
  if (depth < 0n) return new Failure('level must be non-negative');
  const flat: Value[] = [];
  const add = (items: readonly Value[], level: bigint) => {
    for (const item of items) {
      if (level > 0n && item instanceof List) add(itemsOf(item, frame), level - 1n);
      else flat.push(item);
    }
  };
  add(itemsOf(list, frame), depth);
  return new MadeList(flat);
}

function distinct(list: List, frame: Frame): Value {
  const kept: Value[] = [];
  for (const item of itemsOf(list, frame)) {
    const known = contains(new MadeList(kept), item, frame);
    if (known instanceof Failure) return known;
    if (!known) kept.push(item);
  }
  return new MadeList(kept);
}
