import type { NameScope, NameUse } from '../../../schemas/contract/index.ts';
import type { Kustomized } from './kustomized.ts';
import { allNames, finalNames, shareRoot } from './kustomized.ts';
import { clusterWide } from './readNames.ts';
import type { IndexedName } from './readNames.ts';

/** What is looked for. An empty namespace, here or there, fits any: whoever applies the manifest chooses it. */
export interface NameQuery extends Partial<Pick<IndexedName, 'kustomized' | 'moves'>> {
  readonly type: string;
  readonly name: string;
  readonly namespace: string;
  readonly within?: NameScope | undefined;
  /** Asked from nowhere in particular: names count that are known inside of one kustomization only. */
  readonly anywhere?: true;
}

/** What a name is looked for by. */
export function queryOf({ type, name, namespace, within, kustomized, moves }: IndexedName): NameQuery {
  return { type, name, namespace, within, kustomized, moves };
}

export type Variant = Pick<NameQuery, 'name' | 'within'>;

/** The names under which something goes: more than one only if Kustomize changes it. */
export function variantsOf(query: NameQuery): readonly Variant[] {
  const { type, name, within, moves, kustomized } = query;
  if (moves === undefined || kustomized === undefined) return [query];
  if (moves === 'name') return allNames(kustomized, type, name).map((each) => ({ name: each, within }));
  if (!within) return [{ name, within }];
  return allNames(kustomized, within.type, within.name).map((each) => ({ name, within: { ...within, name: each } }));
}

/** Equal for questions that have one answer as long as no name comes or goes; `all`: for every name. */
export function questionKey(about: NameUse['role'] | 'all', query: NameQuery): string {
  const { type, name, namespace, within, anywhere, moves, kustomized } = query;
  const scope = within && [within.type, within.name, within.namespace];
  return JSON.stringify([about, type, name, namespace, scope, anywhere, moves, kustomized && numberOf(kustomized)]);
}

/** What files share is one object: `KustomizeGraph` sees to that. */
function numberOf(kustomized: Kustomized): number {
  const number = numbers.get(kustomized) ?? ++lastNumber;
  numbers.set(kustomized, number);
  return number;
}

const numbers = new WeakMap<Kustomized, number>();
let lastNumber = 0;

/** A name that only files of the same kustomization know it by: it will be called something else. */
function isInner({ type, name, within, moves, kustomized }: NameQuery, variant: Variant): boolean {
  if (moves === undefined || kustomized === undefined) return false;
  if (moves === 'name') return !finalNames(kustomized, type, name).includes(variant.name);
  return !!within && !finalNames(kustomized, within.type, within.name).includes(variant.within?.name ?? '');
}

/** Inside of the same kustomization a thing is called what it is called there; elsewhere what it ends up as. */
export function isWrittenSo(entry: IndexedName, query: NameQuery, name: string): boolean {
  if (entry.moves !== 'name' || entry.kustomized === undefined) return true;
  if (shareRoot(entry.kustomized, query.kustomized)) return name === entry.name;
  return finalNames(entry.kustomized, entry.type, entry.name).includes(name);
}

export function meet(entry: IndexedName, query: NameQuery, variant: Variant): boolean {
  if (!sameNamespace(entry.namespace, query.namespace)) return false;
  if (entry.within && query.within && !sameNamespace(entry.within.namespace ?? '', query.within.namespace ?? ''))
    return false;
  if (query.anywhere || (entry.moves === undefined && query.moves === undefined)) return true;
  return (!isInner(entry, variant) && !isInner(query, variant)) || shareRoot(entry.kustomized, query.kustomized);
}

export function sameNamespace(a: string, b: string): boolean {
  return a === b || a === '' || b === '' || a === clusterWide || b === clusterWide;
}

/** Of a name in its scope. */
export function nameKey(type: string, within: NameScope | undefined, name: string): string {
  return `${scopeKey(type, within)}\0\0${name}`;
}

/** Of all names of a type, or of a type within one thing. */
export function scopeKey(type: string, within: NameScope | undefined): string {
  return within ? `${type}\0${within.type}\0${within.name}` : type;
}
