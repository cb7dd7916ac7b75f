import type { KustomizeChange } from './kustomizeChange.ts';

/** What `kustomization.yaml` files make of the names of a file that they list, directly or through others. */
export interface Kustomized {
  /** The namespace that all resources get; empty: several that differ. `undefined`: as written. */
  readonly namespace: string | undefined;
  /** Every way from the file up to a kustomization that nothing lists; per way the affixes, innermost first. */
  readonly ways: readonly (readonly Affix[])[];
  /** All kustomizations in which the file takes part: inside of them resources call each other by their written names. */
  readonly roots: ReadonlySet<string>;
  /** What the kustomizations on these ways change, in the file or elsewhere. */
  readonly changes: readonly KustomizeChange[];
  /** Something may rename more than is known. */
  readonly open: boolean;
}

export interface Affix {
  readonly prefix: string;
  readonly suffix: string;
}

/** Where a document stands, as far as its names depend on it. */
export interface NamesPlace {
  readonly kustomized?: Kustomized | undefined;
  /** The document is a `kustomization.yaml`, whether it says so or not. */
  readonly isKustomization?: boolean;
}

/** Kinds that Kustomize leaves their name. */
const unnamed = new Set(['Namespace', 'CustomResourceDefinition', 'APIService']);

/** The names that a resource ends up with: one per overlay. */
export function finalNames(kustomized: Kustomized | undefined, type: string, name: string): readonly string[] {
  if (!kustomized || !isRenaming(kustomized) || unnamed.has(type)) return [name];
  return [...new Set(kustomized.ways.map((way) => way.reduce(affixed, name)))];
}

/** Those, and every name on the way there, by which files of the same kustomizations may refer to it. */
export function allNames(kustomized: Kustomized | undefined, type: string, name: string): readonly string[] {
  if (!kustomized || !isRenaming(kustomized) || unnamed.has(type)) return [name];
  const names = new Set([name]);
  for (const way of kustomized.ways) {
    let current = name;
    for (const affix of way) names.add((current = affixed(current, affix)));
  }
  return [...names];
}

export function shareRoot(a: Kustomized | undefined, b: Kustomized | undefined): boolean {
  if (!a || !b) return false;
  for (const root of a.roots) if (b.roots.has(root)) return true;
  return false;
}

function isRenaming({ ways }: Kustomized): boolean {
  return ways.some((way) => way.length > 0);
}

function affixed(name: string, { prefix, suffix }: Affix): string {
  return `${prefix}${name}${suffix}`;
}
