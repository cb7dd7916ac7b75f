import type { OperatorVersion } from '../contract/index.ts';

/** Whether a version is older than another, number by number: `1.9` before `v1.10`; what is not written counts as 0. */
export function isBefore(version: OperatorVersion, limit: OperatorVersion): boolean {
  const numbers = (text: string): number[] => text.split('.').map((part) => Number(/\d+/.exec(part)?.[0] ?? 0));
  const [left, right] = [numbers(version), numbers(limit)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
