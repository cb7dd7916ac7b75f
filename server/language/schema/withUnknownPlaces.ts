import type { ManifestPath } from '../../../schemas/contract/index.ts';
import type { SchemaCode, SchemaFinding } from './types.ts';

/**
 * Errors of which the API server asks no rule at all. Here only what depends on the wrong value is not asked, so that the
 * others are seen while somebody types.
 */
const blocking: ReadonlySet<SchemaCode> = new Set([
  ...([
    'schema/type',
    'schema/format',
    'schema/enum',
    'schema/length',
    'schema/missing-key',
    'schema/unknown-key',
  ] as const),
  ...(['schema/too-new', 'schema/too-old', 'schema/removed-field'] as const),
]);

/** Any key may be meant by it, so none is certain to be absent beside it. */
const anyKey = '${}';

/** A value in which what the schema refuses is a placeholder. @param depth of the resource in its document */
export function withUnknownPlaces(value: unknown, findings: readonly SchemaFinding[], depth: number): unknown {
  const copies = new Copies();
  let copy = value;
  for (const { code, severity, node } of findings) {
    // A map that lacks one of several keys is there.
    if (severity !== 'error' || !blocking.has(code) || (code === 'schema/missing-key' && node.kind === 'map')) continue;
    copy = copies.replaced(copy, node.path.slice(depth), code === 'schema/unknown-key');
  }
  return copy;
}

type Holder = Record<string | number, unknown>;

class Copies {
  /** Each map and list is copied once, however much is wrong in it. */
  readonly #made = new Set<unknown>();

  replaced(value: unknown, path: ManifestPath, isUnknownKey: boolean): unknown {
    const [step, ...rest] = path;
    if (step === undefined) return undefined;
    if (typeof value !== 'object' || value === null) return value;
    const copy = this.#copyOf(value) as Holder;
    if (rest.length === 0 && isUnknownKey) {
      Reflect.deleteProperty(copy, step);
      copy[anyKey] = undefined;
    } else {
      const below = Object.hasOwn(copy, step) ? copy[step] : undefined;
      set(copy, step, this.replaced(below, rest, isUnknownKey));
    }
    return copy;
  }

  #copyOf(value: object): object {
    if (this.#made.has(value)) return value;
    const copy = Array.isArray(value) ? [...(value as readonly unknown[])] : copyOfMap(value);
    this.#made.add(copy);
    return copy;
  }
}

/** `__proto__` is a key like any other. */
function copyOfMap(map: object): object {
  const copy = {};
  for (const [key, value] of Object.entries(map)) set(copy, key, value);
  return copy;
}

function set(holder: object, key: string | number, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}
