import { Failure, MapValue, noSuchOverload, Uint } from './values.ts';
import type { Value } from './values.ts';

/** A map that an expression made. */
export class MadeMap extends MapValue {
  readonly #entries = new Map<string, readonly [key: Value, value: Value]>();

  /** A failure for a key that is of no type for keys. */
  set(key: Value, value: Value): Failure | undefined {
    const id = typeof key === 'number' ? unsupportedKey : keyId(key);
    if (id instanceof Failure) return id;
    this.#entries.set(id, [key, value]);
    return undefined;
  }

  /** The same, and a failure for a key that is there already. */
  insert(key: Value, value: Value): Failure | undefined {
    return this.find(key) === undefined ? this.set(key, value) : new Failure('the key is there already');
  }

  get size(): number {
    return this.#entries.size;
  }

  find(key: Value): Value | undefined {
    const id = keyId(key);
    return id instanceof Failure ? undefined : this.#entries.get(id)?.[1];
  }

  keys(): readonly Value[] {
    return Array.from(this.#entries.values(), ([key]) => key);
  }
}

const unsupportedKey = new Failure('unsupported key type');

/** Alike for what `==` finds alike: an int, a uint and a double of the same number are one key. */
function keyId(key: Value): string | Failure {
  if (key instanceof Failure) return key;
  if (typeof key === 'string') return `s${key}`;
  if (typeof key === 'boolean') return `b${String(key)}`;
  if (typeof key === 'bigint') return `n${String(key)}`;
  if (key instanceof Uint) return `n${String(key.value)}`;
  if (typeof key === 'number') return Number.isInteger(key) ? `n${String(BigInt(key))}` : noSuchOverload;
  return unsupportedKey;
}
