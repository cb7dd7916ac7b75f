import { perObject } from './perObject.ts';

/**
 * A search in lists that never change, such as that of all resources of a kind: a list is gone through once, however many ask.
 * @param keysOf what an item is found by.
 * @returns those with the key, in the order of the list.
 */
export function searchBy<T, K>(keysOf: (item: T) => Iterable<K>): (list: readonly T[], key: K) => readonly T[] {
  const indexOf = perObject((list: readonly T[], _: undefined) => {
    const index = new Map<K, T[]>();
    for (const item of list) {
      for (const key of new Set(keysOf(item))) {
        const found = index.get(key);
        if (found) found.push(item);
        else index.set(key, [item]);
      }
    }
    return index;
  });
  return (list, key) => indexOf(list, undefined).get(key) ?? [];
}
