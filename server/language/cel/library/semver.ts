import { overload } from '../overloads.ts';
import type { Library } from '../overloads.ts';
import { compareText } from '../compare.ts';
import { Failure, isUint, Opaque } from '../values.ts';
import type { Value } from '../values.ts';

/** Three numbers; `preRelease` has a `bigint` for a part that is a number. What follows a `+` does not count. */
class Semver extends Opaque {
  readonly typeName = 'kubernetes.Semver';
  readonly numbers: readonly bigint[];
  readonly preRelease: readonly (bigint | string)[];

  constructor(numbers: readonly bigint[], preRelease: readonly (bigint | string)[]) {
    super();
    this.numbers = numbers;
    this.preRelease = preRelease;
  }

  equals(other: Opaque): boolean {
    return other instanceof Semver && compareVersions(this, other) === 0;
  }

  /** Go takes 64 bits for signed ones. */
  part(index: number): bigint {
    return BigInt.asIntN(64, this.numbers[index] ?? 0n);
  }
}

/** Semantic versions. Source: k8s.io/apiserver/pkg/cel/library/semverlib.go and github.com/blang/semver. */
export const semver: Library = {
  functions: {
    semver: [overload(['string'], (text) => toSemver(text, false)), overload(['string', 'bool'], toSemver)],
    isSemver: [
      overload(['string'], (text) => toSemver(text, false) instanceof Semver),
      overload(['string', 'bool'], (text, lenient) => toSemver(text, lenient) instanceof Semver),
    ],
  },
  members: {
    major: [overload([Semver], (version) => version.part(0))],
    minor: [overload([Semver], (version) => version.part(1))],
    patch: [overload([Semver], (version) => version.part(2))],
    isLessThan: [overload([Semver, Semver], (a, b) => compareVersions(a, b) < 0)],
    isGreaterThan: [overload([Semver, Semver], (a, b) => compareVersions(a, b) > 0)],
    compareTo: [overload([Semver, Semver], (a, b) => BigInt(compareVersions(a, b)))],
  },
};

const form = /^(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]*))?(?:\+([0-9A-Za-z.-]*))?$/;

/** @param lenient takes `v1`, `1.2` and leading zeros as well */
function toSemver(text: string, lenient: boolean): Value {
  const match = form.exec(lenient ? normalized(text) : text);
  if (!match) return noVersion;
  const [, major = '', minor = '', patch = '', preRelease, build] = match;
  const numbers = [major, minor, patch].map(toNumber);
  const parts = preRelease?.split('.').map((part) => (/^\d+$/.test(part) ? toNumber(part) : part)) ?? [];
  const isEmptied = [...parts, ...(build?.split('.') ?? [])].includes('');
  const known = numbers.filter((number) => number !== undefined);
  const knownParts = parts.filter((part) => part !== undefined);
  if (isEmptied || known.length < 3 || knownParts.length < parts.length) return noVersion;
  return new Semver(known, knownParts);
}

const noVersion = new Failure('no semantic version');

/** `undefined`: it begins with a zero, or has more than 64 bits. */
function toNumber(digits: string): bigint | undefined {
  if ((digits.length > 1 && digits.startsWith('0')) || digits.length > 20) return undefined;
  const number = BigInt(digits);
  return isUint(number) ? number : undefined;
}

function normalized(text: string): string {
  const [major = '', minor, rest] = splitInThree(text.startsWith('v') ? text.slice(1) : text);
  const parts = [major, minor, rest].filter((part) => part !== undefined).map(withoutZeros);
  // A version that is cut short has nothing behind its numbers.
  if (parts.length < 3 && /[-+]/.test(parts.at(-1) ?? '')) return '';
  return [...parts, '0', '0'].slice(0, 3).join('.');
}

function splitInThree(text: string): string[] {
  const [major = '', minor, ...rest] = text.split('.');
  return [major, ...(minor === undefined ? [] : [minor]), ...(rest.length === 0 ? [] : [rest.join('.')])];
}

function withoutZeros(part: string): string {
  const stripped = part.length > 1 ? part.replace(/^0+/, '') : part;
  return stripped === part || /^\d/.test(stripped) ? stripped : `0${stripped}`;
}

function compareVersions(a: Semver, b: Semver): -1 | 0 | 1 {
  for (const [index, number] of a.numbers.entries()) {
    const other = b.numbers[index] ?? 0n;
    if (number !== other) return number < other ? -1 : 1;
  }
  const [left, right] = [a.preRelease, b.preRelease];
  if (left.length === 0 || right.length === 0) return sign(Number(left.length === 0) - Number(right.length === 0));
  for (const [index, part] of left.entries()) {
    const other = right[index];
    const order = other === undefined ? 1 : compareParts(part, other);
    if (order !== 0) return sign(order);
  }
  return sign(left.length - right.length);
}

/** A number comes before a word. */
function compareParts(a: bigint | string, b: bigint | string): number {
  if (typeof a === 'bigint' && typeof b === 'bigint') return a < b ? -1 : Number(a > b);
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  return typeof a === 'bigint' ? -1 : 1;
}

function sign(order: number): -1 | 0 | 1 {
  return order === 0 ? 0 : order < 0 ? -1 : 1;
}
