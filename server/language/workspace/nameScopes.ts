import type { NameScope, NameUse } from '../../../schemas/contract/index.ts';
import type { ManifestSlot } from './manifestSlot.ts';
import { scopeKey, variantsOf } from './nameQuery.ts';
import type { Variant } from './nameQuery.ts';
import { placeIn } from './placedName.ts';
import type { PlacedName } from './placedName.ts';
import type { IndexedName } from './readNames.ts';

/** All uses of one name. */
type Bucket = Record<NameUse['role'], readonly PlacedName[]>;

/** All names of a type, or of a type within one thing. */
type Scope = Map<string, Bucket>;

/** Where names stand, by what they mean; the uses of one in any order. */
export class NameScopes {
  readonly #scopes = new Map<string, Scope>();
  #last: { readonly type: string; readonly within: NameScope; readonly key: string } | undefined;

  uses(type: string, { name, within }: Variant): Readonly<Bucket> | undefined {
    return this.#scopes.get(this.keyOf(type, within))?.get(name);
  }

  /** A resource that has this name stands somewhere, not only something that an operator makes. */
  isWritten(type: string, variant: Variant): boolean {
    return this.uses(type, variant)?.declares.some(({ entry }) => entry.self) ?? false;
  }

  of(type: string, within: NameScope | undefined): ReadonlyMap<string, Readonly<Bucket>> {
    return this.#scopes.get(this.keyOf(type, within)) ?? noNames;
  }

  /** `scopeKey`: names of one resource come in a row, and most of a type too. */
  keyOf(type: string, within: NameScope | undefined): string {
    if (!within) return type;
    if (this.#last?.within !== within || this.#last.type !== type)
      this.#last = { type, within, key: scopeKey(type, within) };
    return this.#last.key;
  }

  put(placed: PlacedName): void {
    const { entry } = placed;
    for (const { name, within } of variantsOf(entry)) {
      const key = this.keyOf(entry.type, within);
      let scope = this.#scopes.get(key);
      if (!scope) this.#scopes.set(key, (scope = new Map<string, Bucket>()));
      let bucket = scope.get(name);
      if (!bucket) scope.set(name, (bucket = { declares: noUses, refers: noUses }));
      // A list of one takes a third of what the first `push` to an empty list does, and most names have one use.
      if (bucket[entry.role] === noUses) bucket[entry.role] = [placed];
      else (bucket[entry.role] as PlacedName[]).push(placed);
    }
  }

  take(slot: ManifestSlot, entry: IndexedName): void {
    for (const { name, within } of variantsOf(entry)) {
      const key = this.keyOf(entry.type, within);
      const scope = this.#scopes.get(key);
      const bucket = scope?.get(name);
      if (!scope || !bucket) continue;
      const uses = bucket[entry.role] as PlacedName[];
      const at = placeIn(uses, slot, entry);
      if (at >= 0) uses.splice(at, 1);
      if (bucket.declares.length === 0 && bucket.refers.length === 0) scope.delete(name);
      if (scope.size === 0) this.#scopes.delete(key);
    }
  }

  /** To the end, where it is looked for first: what is being edited is edited again. */
  move(slot: ManifestSlot, before: IndexedName, placed: PlacedName): void {
    const { entry } = placed;
    for (const variant of variantsOf(entry)) {
      const uses = (this.uses(entry.type, variant)?.[entry.role] ?? []) as PlacedName[];
      const at = placeIn(uses, slot, before);
      const last = uses.at(-1);
      if (at < 0 || !last) continue;
      uses[at] = last;
      uses[uses.length - 1] = placed;
    }
  }
}

export const noUses: readonly PlacedName[] = [];
const noNames: ReadonlyMap<string, never> = new Map<string, never>();
