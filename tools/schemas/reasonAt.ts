import type { Difference } from './compareTrees.ts';

/**
 * Why more or less is said of a place than by the CRD: the reason of a difference there or above.
 * @param place keys of maps and indices of lists, from the resource on
 */
export function reasonAt(differences: readonly Difference[], place: readonly (string | number)[]): string | undefined {
  return differences.find(({ reason, steps }) => reason !== undefined && holds(steps, place))?.reason;
}

function holds(steps: readonly string[], place: readonly (string | number)[]): boolean {
  // What is asked of a value besides is asked of that value.
  const besides = steps.findIndex((step) => /^(?:(?:any|one|all)Of\/\d+|not)$/.test(step));
  const at = besides === -1 ? steps : steps.slice(0, besides);
  const isAt = (step: string, key: string | number | undefined) =>
    typeof key === 'number' ? step === '[]' : key !== undefined && (step === '*' || step === key);
  return at.every((step, index) => isAt(step, place[index]));
}
