import type { ManifestDocument } from './types.ts';

/** kubectl does not read it: what a parser makes of it is a guess. */
export function isBroken({ problems }: Pick<ManifestDocument, 'problems'>): boolean {
  return problems.some(({ severity }) => severity === 'error');
}
