import type { OperatorVersion, SystemOperator } from '../../schemas/contract/index.ts';
import { remembered } from '../../schemas/vocabulary/remembered.ts';

/**
 * Minor releases that operators are still run in, the newest patch of each: what is compared with where no version is known and
 * something is to be said only if it holds whichever of them runs.
 */
export function supportedVersions({ operatorVersions }: Pick<SystemOperator, 'operatorVersions'>): OperatorVersion[] {
  return operatorVersions.slice(-3).map((release) => `${release}.999999`);
}

/** `1.15.1` is of the release `1.15`. */
export function isOfRelease(version: OperatorVersion, release: OperatorVersion): boolean {
  const plain = version.replace(/^v/, '');
  return plain === release || (plain.startsWith(release) && /^[.+-]/.test(plain.slice(release.length)));
}

/** Compares number by number, `v` and suffixes such as `-rc1` left aside: below, at or above zero. */
export function compareVersions(a: OperatorVersion, b: OperatorVersion): number {
  const [left, right] = [numbers(a), numbers(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether something known from `since` on and no longer from `until` on is known to a version; '' is no limit. */
export function isInForce(since: string | undefined, until: string | undefined, version: OperatorVersion): boolean {
  if (since && compareVersions(version, since) < 0) return false;
  return !until || compareVersions(version, until) < 0;
}

/** Versions that stand in schemas are few, and each is compared for every rule and every node that has one. */
const numbers = remembered(
  (version): readonly number[] => (/\d+(?:\.\d+)*/.exec(version)?.[0] ?? '0').split('.').map(Number),
  { most: 1000, longest: 100 },
);
