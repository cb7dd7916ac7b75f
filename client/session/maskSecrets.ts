import { isSecretPlace, isTellingName } from '../../schemas/vocabulary/secretFields.ts';
import { passwordInUrl } from '../cluster/secretValues.ts';

/** Two versions of an object, of which both may be absent, for people to compare. */
export interface Versions {
  readonly before: unknown;
  readonly after: unknown;
}

/** Both without values that are secret: those say only whether they are the same. */
export function maskSecrets({ before, after }: Versions): Versions {
  const kind = ((after ?? before) as { readonly kind?: unknown } | undefined)?.kind;
  return {
    before: masked(before, after, { kind, side: 'before', path: [] }),
    after: masked(after, before, { kind, side: 'after', path: [] }),
  };
}

interface Place {
  readonly kind: unknown;
  readonly side: 'before' | 'after';
  readonly path: readonly (string | number)[];
  /** The name beside it says that it is secret: `PGPASSWORD` of an environment. */
  readonly isNamed?: boolean;
}

function masked(value: unknown, other: unknown, place: Place): unknown {
  const { kind, side, path } = place;
  if (Array.isArray(value)) {
    const others = Array.isArray(other) ? (other as unknown[]) : [];
    return value.map((each: unknown, index) => masked(each, others[index], { kind, side, path: [...path, index] }));
  }
  if (typeof value === 'object' && value !== null) {
    const others = (typeof other === 'object' && other !== null ? other : {}) as Readonly<Record<string, unknown>>;
    const { name } = value as { readonly name?: unknown };
    const isNamed = typeof name === 'string' && isTellingName(name);
    const inside = Object.entries(value).map(([key, each]) => {
      const at = { kind, side, path: [...path, key], isNamed: isNamed && key === 'value' };
      return [key, masked(each, others[key], at)] as const;
    });
    return Object.fromEntries(inside);
  }
  const isSecret = place.isNamed === true || isSecretPlace(kind, path);
  const instead = value === other ? '(the same value)' : `(value ${side})`;
  if (!isSecret) return typeof value === 'string' ? value.replaceAll(passwordInUrl, () => instead) : value;
  return value === undefined || value === null || typeof value === 'boolean' ? value : instead;
}
