import type { NameScope, NameUse } from '../../../schemas/contract/index.ts';
import type { ManifestSlot } from './manifestSlot.ts';
import { clusterWide } from './readNames.ts';
import type { IndexedName } from './readNames.ts';

/** Where a name stands. */
export interface PlacedName {
  readonly entry: IndexedName;
  readonly slot: ManifestSlot;
  readonly uri: string;
}

/** What is looked for. An empty namespace, here or there, fits any: whoever applies the manifest chooses it. */
export interface NameQuery {
  readonly type: string;
  readonly name: string;
  readonly namespace: string;
  readonly within?: NameScope | undefined;
}

/** All uses of one name. */
type Bucket = Map<IndexedName, PlacedName>;

interface SlotNames {
  readonly uri: string;
  readonly entries: readonly IndexedName[];
}

/**
 * The names of all documents, joined by what they mean. Documents are read when the index is asked something, each
 * once; it holds strings and numbers only, so the trees they came from can go.
 */
export class NameIndex {
  readonly #read: (slot: ManifestSlot, uri: string) => readonly IndexedName[];
  readonly #waiting = new Map<ManifestSlot, string>();
  readonly #slots = new Map<ManifestSlot, SlotNames>();
  /** By type and what the name counts within, then by name. */
  readonly #scopes = new Map<string, Map<string, Bucket>>();
  readonly #revisions = new Map<string, number>();
  /** What slots that have gone since the last question said: an edit that leaves the names as they were changes nothing. */
  readonly #gone = new Map<string, number>();

  constructor(read: (slot: ManifestSlot, uri: string) => readonly IndexedName[]) {
    this.#read = read;
  }

  add(slot: ManifestSlot, uri: string): void {
    this.#waiting.set(slot, uri);
  }

  remove(slot: ManifestSlot): void {
    this.#waiting.delete(slot);
    const known = this.#slots.get(slot);
    if (!known) return;
    this.#slots.delete(slot);
    for (const entry of known.entries) {
      const scope = this.#scopes.get(scopeKey(entry.type, entry.within));
      const bucket = scope?.get(entry.name);
      bucket?.delete(entry);
      if (bucket?.size === 0) scope?.delete(entry.name);
      this.#count(known.uri, entry, 1);
    }
  }

  /** Number of documents that have not been read yet. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Reads the documents that have come; at most `most` of them, for work in the background. */
  catchUp(most = Infinity): void {
    let left = most;
    for (const [slot, uri] of this.#waiting) {
      if (left-- <= 0) return;
      this.#waiting.delete(slot);
      const entries = this.#read(slot, uri);
      this.#slots.set(slot, { uri, entries });
      for (const entry of entries) {
        this.#bucket(entry).set(entry, { entry, slot, uri });
        this.#count(uri, entry, -1);
      }
    }
    for (const [key, count] of this.#gone) if (count !== 0) this.#touch(key.slice(0, key.indexOf('\0')));
    this.#gone.clear();
  }

  /** Grows when names of a type come, go or change; not when they only move. */
  revision(type: string): number {
    this.catchUp();
    return this.#revisions.get(type) ?? 0;
  }

  of(slot: ManifestSlot): readonly IndexedName[] {
    this.catchUp();
    return this.#slots.get(slot)?.entries ?? [];
  }

  find(role: NameUse['role'], query: NameQuery): PlacedName[] {
    this.catchUp();
    const bucket = this.#scopes.get(scopeKey(query.type, query.within))?.get(query.name);
    return [...(bucket?.values() ?? [])].filter(({ entry }) => entry.role === role && meet(entry, query));
  }

  /** Everything of a type that is declared where a query could find it, one per name. */
  declared(query: Omit<NameQuery, 'name'>): PlacedName[] {
    this.catchUp();
    const names = this.#scopes.get(scopeKey(query.type, query.within))?.values() ?? [];
    return [...names].flatMap((bucket) => {
      const found = [...bucket.values()].find(({ entry }) => entry.role === 'declares' && meet(entry, query));
      return found ? [found] : [];
    });
  }

  /** Everything, for searches by text. */
  *all(): Iterable<PlacedName> {
    this.catchUp();
    for (const [slot, { uri, entries }] of this.#slots) for (const entry of entries) yield { entry, slot, uri };
  }

  #bucket(entry: IndexedName): Bucket {
    const key = scopeKey(entry.type, entry.within);
    let scope = this.#scopes.get(key);
    if (!scope) this.#scopes.set(key, (scope = new Map<string, Bucket>()));
    let bucket = scope.get(entry.name);
    if (!bucket) scope.set(entry.name, (bucket = new Map()));
    return bucket;
  }

  #count(uri: string, entry: IndexedName, change: number): void {
    const { type, role, name, namespace, within, optional } = entry;
    const key = [type, role, name, namespace, within?.type, within?.name, within?.namespace, optional, uri].join('\0');
    this.#gone.set(key, (this.#gone.get(key) ?? 0) + change);
  }

  #touch(type: string): void {
    this.#revisions.set(type, (this.#revisions.get(type) ?? 0) + 1);
  }
}

function scopeKey(type: string, within: NameScope | undefined): string {
  return within ? `${type}\0${within.type}\0${within.name}` : type;
}

function meet(entry: IndexedName, query: Omit<NameQuery, 'name'>): boolean {
  const scopes =
    !entry.within || !query.within || sameNamespace(entry.within.namespace ?? '', query.within.namespace ?? '');
  return scopes && sameNamespace(entry.namespace, query.namespace);
}

function sameNamespace(a: string, b: string): boolean {
  return a === b || a === '' || b === '' || a === clusterWide || b === clusterWide;
}
