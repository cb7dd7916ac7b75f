import type { LanguageContext } from '../languageContext.ts';

/** A Secret or ConfigMap; an empty namespace fits any. */
export interface KeyOwner {
  readonly type: string;
  readonly name: string;
  readonly namespace: string;
}

/** Keys that anything in the workspace takes from a Secret or ConfigMap, sorted. Looks at every name. */
export function askedKeys({ names }: LanguageContext, { type, name, namespace }: KeyOwner): string[] {
  const keys = new Set<string>();
  for (const { entry } of names.all()) {
    const { within } = entry;
    if (entry.role !== 'refers' || within?.type !== type || within.name !== name) continue;
    const other = within.namespace ?? '';
    if (other === namespace || other === '' || namespace === '') keys.add(entry.name);
  }
  return [...keys].sort();
}
