import { dataFields, isTellingName, partsOfReference } from '../../schemas/vocabulary/secretFields.ts';

/** Finds what is secret in an object that is sent to an API server, so that nothing that is said of the object repeats it. */

/** The password of `postgres://ada:password@host`, without what stands around it. */
export const passwordInUrl = /(?<=:\/\/[^\s/:@]{0,100}:)[^\s/@]{1,200}(?=@)/g;

export type Scalar = string | number | boolean;

/**
 * Values of secret data: everything in a `data`, `stringData` or `binaryData` that is a map, all of it in a Secret; what stands under a name that says
 * "password" or the like, also as a variable of an environment or in a JSON patch; passwords in URLs; and all of these
 * in the copy of a manifest that kubectl leaves in an annotation. Linear in the object; takes any depth.
 * @param inSecret the object is a Secret, or a patch of one.
 */
export function secretValues(object: unknown, inSecret: boolean): ReadonlySet<Scalar> {
  const found = new Set<Scalar>();
  const waiting: Visit[] = [{ value: object, secret: false, inSecret }];
  for (let visit = waiting.pop(); visit; visit = waiting.pop()) {
    const { value, secret } = visit;
    if (isScalar(value)) {
      // Outside of Secrets a boolean is a switch, whatever it is called.
      if (secret && (visit.inSecret || typeof value !== 'boolean')) found.add(value);
      else if (typeof value === 'string') for (const password of passwordsInUrls(value)) found.add(password);
    } else if (Array.isArray(value)) {
      for (const each of value as unknown[]) waiting.push({ ...visit, value: each });
    } else if (typeof value === 'object' && value !== null) {
      visitMap(value as Values, visit, { waiting, found });
    }
  }
  return found;
}

interface Visit {
  readonly value: unknown;
  /** Every scalar in it is secret. */
  readonly secret: boolean;
  readonly inSecret: boolean;
}

type Values = Readonly<Record<string, unknown>>;

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

function visitMap(map: Values, visit: Visit, { waiting, found }: { waiting: Visit[]; found: Set<Scalar> }): void {
  const inSecret = visit.inSecret || map['kind'] === 'Secret';
  const named = [map['name'], map['path']].some((name) => typeof name === 'string' && isTelling(name));
  for (const [key, value] of Object.entries(map)) {
    if (key === lastApplied && typeof value === 'string') {
      found.add(value);
      waiting.push({ value: parsed(value), secret: false, inSecret: false });
      continue;
    }
    const secret =
      (visit.secret && (inSecret || !partsOfReference.has(key))) ||
      isTellingName(key) ||
      (named && key === 'value') ||
      (dataFields.has(key) && (inSecret || !Array.isArray(value)));
    waiting.push({ value, secret, inSecret });
  }
}

/** `PGPASSWORD` of an environment, `/stringData/password` of a JSON patch. */
function isTelling(name: string): boolean {
  const steps = name.split('/');
  const isPath = steps[0] === '';
  return isTellingName(steps.at(-1) ?? '') || (isPath && steps.some((step) => dataFields.has(step)));
}

function passwordsInUrls(text: string): readonly string[] {
  return text.match(passwordInUrl) ?? [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
