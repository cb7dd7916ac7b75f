import { isDeepStrictEqual } from 'node:util';
import type { Said } from '../../schemas/contract/index.ts';
import type { GuardedField } from '../../schemas/contract/recipe.ts';
import { compareQuantities, quantityOf } from '../../schemas/vocabulary/quantity.ts';

/** A change that the operator or the API server does not carry out. */
export interface GuardedChange {
  /** `spec.instances[0].storage`, the concrete one. */
  readonly field: string;
  readonly change: GuardedField['change'];
  /** As written, for people: `10Gi`; empty: not there. */
  readonly before: string;
  readonly after: string;
  readonly consequence: Said;
}

/** Compares an object as it is with what it will be. Quantities that are worth the same are the same. */
export function findGuardedChanges(
  guarded: readonly GuardedField[],
  before: unknown,
  after: unknown,
): readonly GuardedChange[] {
  return guarded.flatMap(({ field, change, consequence }) =>
    pairs(field.split('.'), { field: '', before, after })
      .filter((pair) => breaks(change, pair))
      .map((pair) => ({
        ...{ field: pair.field, change, consequence },
        ...{ before: textOf(pair.before), after: textOf(pair.after) },
      })),
  );
}

interface Pair {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** `*` stands for every key or index that both sides have: what comes or goes as a whole is no change of a field in it. */
function pairs(keys: readonly string[], pair: Pair): readonly Pair[] {
  const [key, ...rest] = keys;
  if (key === undefined) return [pair];
  if (key !== '*') return pairs(rest, child(pair, key));
  const common = keysOf(pair.before).filter((each) => keysOf(pair.after).includes(each));
  return common.flatMap((each) => pairs(rest, child(pair, each)));
}

function child({ field, before, after }: Pair, key: string): Pair {
  const index = Array.isArray(before) || Array.isArray(after);
  const step = index ? `[${key}]` : /[.[\]]/.test(key) ? `["${key}"]` : field === '' ? key : `.${key}`;
  return { field: `${field}${step}`, before: valueAt(before, key), after: valueAt(after, key) };
}

function breaks(change: GuardedField['change'], { before, after }: Pair): boolean {
  // Named items move when one before them goes; only what stays and differs counts.
  if (isNothing(before) || isDeepStrictEqual(before, after)) return false;
  const [old, now] = [quantityOf(before), quantityOf(after)];
  if (old && now) {
    const order = compareQuantities(now, old);
    return change === 'never' ? order !== 0 : order < 0;
  }
  return change === 'never' || isNothing(after);
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function valueAt(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

function textOf(value: unknown): string {
  if (isNothing(value)) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
