/**
 * The function, worked out once for as long as it is asked about the same object with the same second argument (compared
 * by identity): nodes and lists of resources never change, and rules, names and derived objects ask for the same things.
 */
export function perObject<O extends object, K, T>(compute: (object: O, key: K) => T): (object: O, key: K) => T {
  const known = new WeakMap<O, { readonly key: K; readonly value: T }>();
  return (object, key) => {
    const found = known.get(object);
    if (found && found.key === key) return found.value;
    const value = compute(object, key);
    known.set(object, { key, value });
    return value;
  };
}
