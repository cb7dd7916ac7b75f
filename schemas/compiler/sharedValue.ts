/**
 * The same value, in which all that is alike is one object: whoever remembers what it has made of an object works once for
 * each different piece. A definition repeats what it says of a pod a dozen times.
 * @param value as JSON has it
 */
export function sharedValue(value: unknown): unknown {
  const known = new Map<string, Shared>();
  return share(value, known).value;
}

interface Shared {
  readonly value: unknown;
  /** Different for different values. */
  readonly id: number;
}

function share(value: unknown, known: Map<string, Shared>): Shared {
  if (Array.isArray(value)) {
    const items = value.map((item) => share(item, known));
    return find(`[${items.map(({ id }) => id).join()}`, known, () => items.map((item) => item.value));
  }
  if (typeof value !== 'object' || value === null) return find(textOf(value), known, () => value);
  const entries = Object.entries(value).map(([key, each]) => [key, share(each, known)] as const);
  // With its length no key can be taken for more than one.
  const text = entries.map(([key, { id }]) => `${String(key.length)}:${key}${String(id)}`).join();
  return find(`{${text}`, known, () => Object.fromEntries(entries.map(([key, each]) => [key, each.value])));
}

/** No two kinds of values begin alike. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? `"${value}` : String(value);
}

function find(text: string, known: Map<string, Shared>, make: () => unknown): Shared {
  let shared = known.get(text);
  if (shared === undefined) known.set(text, (shared = { value: make(), id: known.size }));
  return shared;
}
