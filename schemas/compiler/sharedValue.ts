/**
 * The same value, in which all that is alike is one object: whoever remembers what it has made of an object works once for
 * each different piece. A definition repeats what it says of a pod a dozen times.
 * @param value as JSON has it
 */
export function sharedValue(value: unknown): unknown {
  return new Sharing().share(value).value;
}

interface Shared {
  readonly value: unknown;
  /** Different for different values. */
  readonly id: number;
}

class Sharing {
  readonly #byText = new Map<string, Shared>();
  /** What stands in several places already is looked at once. */
  readonly #byObject = new Map<object, Shared>();

  share(value: unknown): Shared {
    if (typeof value !== 'object' || value === null) return this.#find(textOf(value), () => value);
    const known = this.#byObject.get(value) ?? (Array.isArray(value) ? this.#list(value) : this.#map(value));
    this.#byObject.set(value, known);
    return known;
  }

  #list(list: readonly unknown[]): Shared {
    const items = list.map((item) => this.share(item));
    return this.#find(`[${items.map(({ id }) => id).join()}`, () => items.map((item) => item.value));
  }

  #map(map: object): Shared {
    const entries = Object.entries(map).map(([key, each]) => [key, this.share(each)] as const);
    // With its length no key can be taken for more than one.
    const text = entries.map(([key, { id }]) => `${String(key.length)}:${key}${String(id)}`).join();
    return this.#find(`{${text}`, () => Object.fromEntries(entries.map(([key, each]) => [key, each.value])));
  }

  #find(text: string, make: () => unknown): Shared {
    let shared = this.#byText.get(text);
    if (shared === undefined) this.#byText.set(text, (shared = { value: make(), id: this.#byText.size }));
    return shared;
  }
}

/** No two kinds of values begin alike. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? `"${value}` : String(value);
}
