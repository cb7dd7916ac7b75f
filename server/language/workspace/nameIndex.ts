import type { NameScope, NameUse } from '../../../schemas/contract/index.ts';
import { KnownWords } from '../../../schemas/vocabulary/nearest.ts';
import type { ManifestSlot } from './manifestSlot.ts';
import { isWrittenSo, meet, questionKey, sameNamespace, variantsOf } from './nameQuery.ts';
import type { NameQuery, Variant } from './nameQuery.ts';
import { byPlace, distinct, placeIn } from './placedName.ts';
import type { PlacedName } from './placedName.ts';
import { derivedKey, keyTypes } from './readNames.ts';
import type { IndexedName } from './readNames.ts';

/** All uses of one name. */
type Bucket = Record<NameUse['role'], readonly PlacedName[]>;

/** All names of a type, or of a type within one thing. */
type Scope = Map<string, Bucket>;

/** Another number as soon as an answer may be another one: cheaper to look at than to look up. */
export interface Stamp {
  readonly revision: number;
}

/** Names of one type that a namespace sees, and what was meant by those that it does not. */
interface Spellings {
  readonly revision: number;
  readonly known: KnownWords;
  readonly meant: Map<string, readonly string[]>;
}

interface SlotNames {
  readonly uri: string;
  readonly entries: readonly IndexedName[];
}

export interface NameIndexOptions {
  readonly read: (slot: ManifestSlot, uri: string) => readonly IndexedName[];
  /** Called before documents are read. Returns slots, of those given, that have to be read again: Kustomize changes their names. */
  readonly refresh?: (known: Iterable<readonly [ManifestSlot, SlotNames]>) => Iterable<ManifestSlot>;
}

/**
 * The names of all documents, joined by what they mean. Once the workspace is complete, documents are read when the
 * index is asked something; before that in slices, by `catchUp`, but for those of open files.
 * It holds strings and numbers only, so the trees they came from can go.
 */
export class NameIndex {
  readonly #options: NameIndexOptions;
  /** Read before the next answer. */
  readonly #waiting = new Map<ManifestSlot, string>();
  /** Of files that nobody has open: read in slices until the workspace is complete. */
  readonly #later = new Map<ManifestSlot, string>();
  readonly #slots = new Map<ManifestSlot, SlotNames>();
  readonly #scopes = new Map<string, Scope>();
  readonly #revisions = new Map<string, number>();
  /** What slots that have gone since the last question said: an edit that leaves the names as they were changes nothing. */
  readonly #gone = new Map<string, { readonly entry: IndexedName; count: number }>();
  /** Of what somebody has asked for, for as long as somebody holds them. */
  readonly #stamps = new Map<string, WeakRef<{ revision: number }>>();
  readonly #unheld = new FinalizationRegistry<string>((key) => {
    if (this.#stamps.get(key)?.deref() === undefined) this.#stamps.delete(key);
  });
  readonly #spellings = new Map<string, Spellings>();
  /** What was asked since a name last came or went: thousands of documents may ask the same. */
  readonly #answers = new Map<string, readonly PlacedName[]>();
  readonly completeness: Stamp;
  #lastScope: { readonly type: string; readonly within: NameScope; readonly key: string } | undefined;
  #total = 0;
  #complete = true;
  /** How often the workspace has become complete or incomplete. */
  #turns = 0;

  constructor(options: NameIndexOptions) {
    this.#options = options;
    const isComplete = () => this.#complete;
    this.completeness = {
      get revision() {
        return Number(isComplete());
      },
    };
  }

  /** false: files are still being read, so nothing can be said about what is absent. */
  get complete(): boolean {
    return this.#complete;
  }

  set complete(complete: boolean) {
    if (complete === this.#complete) return;
    this.#complete = complete;
    this.#turns++;
    this.#total++;
  }

  add(slot: ManifestSlot, uri: string, isUrgent = true): void {
    (isUrgent ? this.#waiting : this.#later).set(slot, uri);
  }

  remove(slot: ManifestSlot): void {
    this.#waiting.delete(slot);
    this.#later.delete(slot);
    const known = this.#slots.get(slot);
    if (!known) return;
    this.#slots.delete(slot);
    for (const entry of known.entries) {
      this.#take(slot, entry);
      this.#count(known.uri, entry, 1);
    }
  }

  /** Number of documents that have not been read yet. */
  get waiting(): number {
    return this.#waiting.size + this.#later.size;
  }

  /** Reads the documents that have come; at most `most` of them, for work in the background. */
  catchUp(most = Infinity): void {
    this.#refresh();
    this.#readAll(this.#waiting, Infinity);
    this.#readAll(this.#later, most);
    this.#settle();
  }

  /** Grows when any names come, go or change. */
  get total(): number {
    this.prepare();
    return this.#total;
  }

  /** Grows when names of a type come, go or change, or the workspace becomes complete or incomplete; not when they only move. */
  revision(type: string): number {
    this.prepare();
    return (this.#revisions.get(type) ?? 0) + this.#turns;
  }

  /** Changes whenever a document has come or gone that declares the name; without a name, any name within one thing. */
  stamp(type: string, within: NameScope | undefined, name?: string): Stamp {
    this.prepare();
    const key = stampKey(type, within, name);
    const known = this.#stamps.get(key)?.deref();
    if (known) return known;
    const stamp = { revision: 0 };
    this.#stamps.set(key, new WeakRef(stamp));
    this.#unheld.register(stamp, key);
    return stamp;
  }

  of(slot: ManifestSlot): readonly IndexedName[] {
    this.prepare();
    const uri = this.#later.get(slot);
    if (uri !== undefined) {
      this.#readSlot(slot, uri);
      this.#settle();
    }
    return this.#slots.get(slot)?.entries ?? [];
  }

  /** By file and place. The same list for the same question, until a name comes or goes. */
  find(role: NameUse['role'], query: NameQuery): readonly PlacedName[] {
    this.prepare();
    return this.#remember(questionKey(role, query), () => {
      const variants = variantsOf(query);
      const found = variants.flatMap((variant) => this.#found(role, query, variant));
      return (variants.length > 1 ? distinct(found) : found).sort(byPlace);
    });
  }

  /** Whether `find` would find anything. */
  has(role: NameUse['role'], query: NameQuery): boolean {
    this.prepare();
    const isNear = variantsOf(query).some((variant) => {
      const uses = this.#scopes.get(scopeKey(query.type, variant.within))?.get(variant.name)?.[role] ?? noUses;
      for (let at = 0; at < Math.min(uses.length, few); at++) {
        const use = uses[at];
        if (use && meet(use.entry, query, variant)) return true;
      }
      return false;
    });
    return isNear || this.find(role, query).length > 0;
  }

  /** Everything of a type that is declared where a query could find it, one per name, as whoever asks has to write it. */
  declared(query: Omit<NameQuery, 'name'>): readonly PlacedName[] {
    this.prepare();
    const asked = { ...query, name: '' };
    return this.#remember(questionKey('all', asked), () => this.#allDeclared(asked));
  }

  /** Declared names that somebody may have meant who wrote the query's, best first; worked out once per name and revision. */
  meant({ type, name, namespace, kustomized }: Omit<NameQuery, 'within'>): readonly string[] {
    const key = [type, namespace, ...(kustomized?.roots ?? [])].join('\0');
    const revision = this.revision(type);
    let spellings = this.#spellings.get(key);
    if (spellings?.revision !== revision) {
      const names = this.declared({ type, namespace, kustomized }).map(({ entry }) => entry.name);
      this.#spellings.set(key, (spellings = { revision, known: new KnownWords(names), meant: new Map() }));
    }
    const found = spellings.meant.get(name) ?? spellings.known.nearest(name);
    spellings.meant.set(name, found);
    return found;
  }

  /** Everything, for searches by text. */
  *all(): Iterable<PlacedName> {
    this.prepare();
    for (const [slot, { uri, entries }] of this.#slots) for (const entry of entries) yield { entry, slot, uri };
  }

  /** Reads what has come, unless files are still being read. */
  prepare(): void {
    this.catchUp(this.#complete ? Infinity : 0);
  }

  #readAll(waiting: ReadonlyMap<ManifestSlot, string>, most: number): void {
    let left = most;
    for (const [slot, uri] of waiting) {
      if (left-- <= 0) return;
      this.#readSlot(slot, uri);
    }
  }

  #refresh(): void {
    for (const slot of this.#options.refresh?.(this.#slots) ?? []) {
      const known = this.#slots.get(slot);
      this.remove(slot);
      if (known) this.add(slot, known.uri, false);
    }
  }

  #readSlot(slot: ManifestSlot, uri: string): void {
    this.#waiting.delete(slot);
    this.#later.delete(slot);
    const entries = this.#options.read(slot, uri);
    if (entries.length === 0) return;
    this.#slots.set(slot, { uri, entries });
    const isEdit = this.#gone.size > 0;
    const types = new Set<string>();
    for (const entry of entries) {
      this.#put({ entry, slot, uri });
      if (isEdit) this.#count(uri, entry, -1);
      else types.add(entry.type);
    }
    for (const type of types) this.#touchAll(type);
  }

  #settle(): void {
    if (this.#gone.size === 0) return;
    for (const { count, entry } of this.#gone.values()) if (count !== 0) this.#touchAll(entry.type);
    this.#gone.clear();
  }

  #found(role: NameUse['role'], query: NameQuery, variant: Variant): PlacedName[] {
    const bucket = this.#scopes.get(scopeKey(query.type, variant.within))?.get(variant.name);
    const found = bucket?.[role].filter(({ entry }) => meet(entry, query, variant)) ?? [];
    if (role === 'refers') return found;
    const owners = this.#ownersOfKeys(query, variant.within).filter(({ entry }) => entry.keys?.includes(variant.name));
    return owners.length === 0 ? found : [...found, ...owners.map((placed) => keyOf(placed, variant.name))];
  }

  #allDeclared(asked: NameQuery): PlacedName[] {
    const found = new Map<string, PlacedName>();
    for (const { within } of variantsOf(asked)) {
      for (const [name, { declares }] of this.#scopes.get(scopeKey(asked.type, within)) ?? []) {
        if (found.has(name)) continue;
        const variant = { name, within };
        const seen = declares.filter(({ entry }) => meet(entry, asked, variant) && isWrittenSo(entry, asked, name));
        const [first] = seen.length > 1 ? seen.sort(byPlace) : seen;
        if (first) found.set(name, first.entry.name === name ? first : { ...first, entry: { ...first.entry, name } });
      }
      for (const placed of [...this.#ownersOfKeys(asked, within)].sort(byPlace))
        for (const key of placed.entry.keys ?? []) if (!found.has(key)) found.set(key, keyOf(placed, key));
    }
    return [...found.values()];
  }

  #remember(key: string, find: () => readonly PlacedName[]): readonly PlacedName[] {
    const known = this.#answers.get(key);
    if (known) return known;
    const answer = find();
    this.#answers.set(key, answer);
    return answer;
  }

  /** What operators make that a query for keys is about. */
  #ownersOfKeys({ type, namespace }: NameQuery, within: NameScope | undefined): readonly PlacedName[] {
    if (!within || type !== keyTypes[within.type as keyof typeof keyTypes]) return [];
    const owners = this.#scopes.get(within.type)?.get(within.name)?.declares ?? [];
    return owners.filter(
      ({ entry }) =>
        entry.keys &&
        sameNamespace(entry.namespace, namespace) &&
        sameNamespace(entry.namespace, within.namespace ?? ''),
    );
  }

  #put(placed: PlacedName): void {
    if (this.#answers.size > 0) this.#answers.clear();
    const { entry } = placed;
    for (const { name, within } of variantsOf(entry)) {
      const key = this.#scopeKey(entry.type, within);
      let scope = this.#scopes.get(key);
      if (!scope) this.#scopes.set(key, (scope = new Map<string, Bucket>()));
      let bucket = scope.get(name);
      if (!bucket) scope.set(name, (bucket = { declares: noUses, refers: noUses }));
      // A list of one takes a third of what the first `push` to an empty list does, and most names have one use.
      if (bucket[entry.role] === noUses) bucket[entry.role] = [placed];
      else (bucket[entry.role] as PlacedName[]).push(placed);
      this.#mark(entry, within, name);
    }
  }

  /** Names of one resource come in a row, and most of a type too. */
  #scopeKey(type: string, within: NameScope | undefined): string {
    if (!within) return type;
    if (this.#lastScope?.within !== within || this.#lastScope.type !== type)
      this.#lastScope = { type, within, key: scopeKey(type, within) };
    return this.#lastScope.key;
  }

  #mark({ role, type, keys }: IndexedName, within: NameScope | undefined, name: string): void {
    if (this.#stamps.size === 0 || role !== 'declares') return;
    const own = [stampKey(type, within, name), stampKey(type, within)];
    const scope = { type, name };
    const keyType = keyTypes[type as keyof typeof keyTypes];
    const ofKeys = keys ? [stampKey(keyType, scope), ...keys.map((key) => stampKey(keyType, scope, key))] : [];
    for (const key of [...own, ...ofKeys]) {
      const stamp = this.#stamps.get(key)?.deref();
      if (stamp) stamp.revision++;
    }
  }

  #take(slot: ManifestSlot, entry: IndexedName): void {
    if (this.#answers.size > 0) this.#answers.clear();
    for (const { name, within } of variantsOf(entry)) {
      const key = scopeKey(entry.type, within);
      const scope = this.#scopes.get(key);
      const bucket = scope?.get(name);
      if (!scope || !bucket) continue;
      const uses = bucket[entry.role] as PlacedName[];
      const at = placeIn(uses, slot, entry);
      if (at >= 0) uses.splice(at, 1);
      this.#mark(entry, within, name);
      if (bucket.declares.length === 0 && bucket.refers.length === 0) scope.delete(name);
      if (scope.size === 0) this.#scopes.delete(key);
    }
  }

  #count(uri: string, entry: IndexedName, change: number): void {
    const { type, role, name, namespace, within, optional, open, keys, moves, kustomized } = entry;
    const ways = moves && kustomized ? JSON.stringify([kustomized.ways, [...kustomized.roots]]) : '';
    const scope = within && [within.type, within.name, within.namespace].join('\0');
    const key = [type, role, name, namespace, scope, optional, open, keys, moves, ways, uri].join('\0');
    const known = this.#gone.get(key);
    if (known) known.count += change;
    else this.#gone.set(key, { entry, count: change });
  }

  /** Keys come and go with what has them. */
  #touchAll(type: string): void {
    this.#touch(type);
    if (type in keyTypes) this.#touch(keyTypes[type as keyof typeof keyTypes]);
  }

  #touch(type: string): void {
    this.#total++;
    this.#revisions.set(type, (this.#revisions.get(type) ?? 0) + 1);
  }
}

const noUses: readonly PlacedName[] = [];

/** As many as are looked at before it is worth while to keep an answer. */
const few = 8;

function keyOf(placed: PlacedName, key: string): PlacedName {
  return { ...placed, entry: derivedKey(placed.entry, key) };
}

function stampKey(type: string, within: NameScope | undefined, name?: string): string {
  return name === undefined ? scopeKey(type, within) : `${scopeKey(type, within)}\0\0${name}`;
}

function scopeKey(type: string, within: NameScope | undefined): string {
  return within ? `${type}\0${within.type}\0${within.name}` : type;
}
