import type { NameScope, NameUse } from '../../../schemas/contract/index.ts';
import { KnownWords } from '../../../schemas/vocabulary/nearest.ts';
import { Cell } from '../queries/cell.ts';
import type { Clock } from '../queries/clock.ts';
import { Keyed } from '../queries/keyed.ts';
import { Query } from '../queries/query.ts';
import { Signal } from '../queries/signal.ts';
import type { ManifestFile } from './manifestFile.ts';
import type { ManifestSlot } from './manifestSlot.ts';
import { isWrittenSo, meet, questionKey, sameNamespace, variantsOf } from './nameQuery.ts';
import { NameSignals } from './nameSignals.ts';
import { NameScopes, noUses } from './nameScopes.ts';
import type { NameQuery, Variant } from './nameQuery.ts';
import { byPlace, byPlaceAndName, compareNames, distinct, sayingKey } from './placedName.ts';
import type { NamedSlot, PlacedName, Saying } from './placedName.ts';
import { derivedKey, keyTypes } from './readNames.ts';
import type { IndexedName } from './readNames.ts';

/** Names of one type that a namespace sees, and what was meant by those that it does not. */
interface Spellings {
  readonly known: KnownWords;
  readonly meant: Map<string, readonly string[]>;
}

export interface NameIndexOptions {
  /** The names of a document: the same list for as long as they are the same. */
  readonly read: (slot: ManifestSlot) => readonly IndexedName[];
  /** Another one when names of documents may have changed whose text has not: Kustomize changes them. */
  readonly place: () => unknown;
}

/**
 * The names of all documents, joined by what they mean. Once the workspace is complete, documents are read when the
 * index is asked something; before that in slices, by `catchUp`, but for those of open files.
 * It holds strings and numbers only, so the trees they came from can go.
 */
export class NameIndex {
  readonly #clock: Clock;
  readonly #options: NameIndexOptions;
  /** Read before the next answer. */
  readonly #waiting = new Set<ManifestSlot>();
  /** Of files that nobody has open: read in slices until the workspace is complete. */
  readonly #later = new Set<ManifestSlot>();
  readonly #slots = new Map<ManifestSlot, readonly IndexedName[]>();
  readonly #scopes = new NameScopes();
  /** Documents that have gone since the last question, by file: mostly one has come instead that says nearly the same. */
  readonly #gone = new Map<string, NamedSlot[]>();
  /** What was said more often before than it is now, or less often: all others have to learn nothing. */
  readonly #changed = new Map<string, { readonly entry: IndexedName; count: number }>();
  /** By name, and by scope for any name: what is declared, wherever it stands. */
  readonly #meanings: NameSignals;
  /** The same with the documents that declare it: those who look at these have to look again after any edit. */
  readonly #places: NameSignals;
  /** By name: where it is referred to. */
  readonly #uses: NameSignals;
  /** Any name at all, references among them. */
  readonly #all: Signal;
  readonly #spellings = new Keyed<Query<Spellings>>();
  /** What was asked since a name last came or went: thousands of documents may ask the same. */
  readonly #answers = new Map<string, readonly PlacedName[]>();
  readonly #complete: Cell<boolean>;
  #place: unknown;
  #preparedAt = 0;
  /** Something has gone: what comes may have been said before. */
  #isEdit = false;

  constructor(clock: Clock, options: NameIndexOptions) {
    this.#clock = clock;
    this.#options = options;
    this.#meanings = new NameSignals(clock, this.#scopes);
    this.#places = new NameSignals(clock, this.#scopes);
    this.#uses = new NameSignals(clock, this.#scopes);
    this.#all = new Signal(clock);
    this.#complete = new Cell(clock, true);
  }

  /** false: files are still being read, so nothing can be said about what is absent. */
  get complete(): boolean {
    return this.#complete.read();
  }

  set complete(complete: boolean) {
    this.#complete.set(complete);
  }

  add(slot: ManifestSlot, isUrgent = true): void {
    (isUrgent ? this.#waiting : this.#later).add(slot);
  }

  /** Somebody is going to ask about the documents of a file. */
  hurry({ slots }: ManifestFile): void {
    for (const slot of slots) if (this.#later.delete(slot)) this.#waiting.add(slot);
  }

  remove(slot: ManifestSlot): void {
    this.#waiting.delete(slot);
    this.#later.delete(slot);
    const entries = this.#slots.get(slot);
    if (!entries) return;
    this.#slots.delete(slot);
    this.#change();
    const gone = this.#gone.get(slot.uri);
    if (gone) gone.push({ slot, entries });
    else this.#gone.set(slot.uri, [{ slot, entries }]);
  }

  /** Number of documents that have not been read yet. */
  get waiting(): number {
    return this.#waiting.size + this.#later.size;
  }

  /** Reads the documents that have come; at most `most` of them, for work in the background. */
  catchUp(most = Infinity): void {
    // Whoever asks depends on the names that are asked for, not on all that is read.
    this.#clock.watch(undefined, () => {
      this.#refresh();
      this.#isEdit = this.#gone.size > 0;
      for (const signals of [this.#meanings, this.#places, this.#uses]) signals.begin();
      this.#readAll(this.#waiting, Infinity);
      this.#readAll(this.#later, most);
      this.#settle();
    });
  }

  /** Reads what has come, unless files are still being read. Before anything that is remembered is looked at. */
  prepare(): void {
    if (this.#preparedAt === this.#clock.now) return;
    this.catchUp(this.#complete.peek() ? Infinity : 0);
    this.#preparedAt = this.#clock.now;
  }

  of(slot: ManifestSlot): readonly IndexedName[] {
    this.prepare();
    return this.#options.read(slot);
  }

  /** By file and place. The same list for the same question, until a name comes or goes. */
  find(role: NameUse['role'], query: NameQuery): readonly PlacedName[] {
    this.prepare();
    (role === 'refers' ? this.#uses : this.#places).note(query);
    return this.#find(role, query);
  }

  /** What `find` finds if a resource of that name is written: mostly none is, and nothing is worked out then. */
  written(query: NameQuery): readonly PlacedName[] {
    this.prepare();
    this.#places.note(query);
    const isWritten = variantsOf(query).some((variant) => this.#scopes.isWritten(query.type, variant));
    return isWritten ? this.#find('declares', query) : noUses;
  }

  /** What `find` finds, for those who look at what is said and not where: they do not learn of edits that only move it. */
  declaring(query: NameQuery): readonly Saying[] {
    this.prepare();
    this.#meanings.note(query);
    return this.#find('declares', query);
  }

  /** Whether anything declares it. */
  has(query: NameQuery): boolean {
    this.prepare();
    this.#meanings.note(query);
    const isNear = variantsOf(query).some((variant) => {
      const uses = this.#scopes.uses(query.type, variant)?.declares ?? noUses;
      for (let at = 0; at < Math.min(uses.length, few); at++) {
        const use = uses[at];
        if (use && meet(use.entry, query, variant)) return true;
      }
      return false;
    });
    return isNear || this.#find('declares', query).length > 0;
  }

  /**
   * Everything of a type that is declared where a query could find it, one per name, as whoever asks has to write it: in the order
   * in which it is written.
   */
  declared(query: Omit<NameQuery, 'name'>): readonly PlacedName[] {
    this.prepare();
    const asked = { ...query, name: '' };
    for (const { within } of variantsOf(asked)) this.#places.noteScope(query.type, within);
    return this.#remember(questionKey('all', asked), () => [...this.#allDeclared(asked).values()]);
  }

  /** Names of a type that somebody refers to where a query could find them, and that nothing declares; sorted. */
  awaited(query: Omit<NameQuery, 'name'>): readonly string[] {
    this.prepare();
    this.#all.note();
    const asked = { ...query, name: '' };
    const found = new Set<string>();
    for (const { within } of variantsOf(asked))
      for (const [name, { declares, refers }] of this.#scopes.of(asked.type, within)) {
        const meets = ({ entry }: PlacedName) => meet(entry, asked, { name, within });
        if (refers.some(meets) && !declares.some(meets)) found.add(name);
      }
    return [...found].sort();
  }

  /** Declared names that somebody may have meant who wrote the query's, best first; worked out once per name. */
  meant({ type, name, namespace, kustomized }: Omit<NameQuery, 'within'>): readonly string[] {
    const key = [type, namespace, ...(kustomized?.roots ?? [])].join('\0');
    const spell = (): Spellings => {
      this.#meanings.noteScope(type, undefined);
      const names = this.#namesDeclared({ type, name: '', namespace, kustomized });
      return { known: new KnownWords([...names]), meant: new Map() };
    };
    const { known, meant } = this.#spellings.get(key, () => new Query(this.#clock, spell)).read();
    const found = meant.get(name) ?? known.nearest(name);
    meant.set(name, found);
    return found;
  }

  /** Everything, for searches by text. */
  all(): PlacedName[] {
    this.prepare();
    this.#all.note();
    return [...this.#slots].flatMap(([slot, entries]) => entries.map((entry) => ({ entry, slot, uri: slot.uri })));
  }

  #readAll(waiting: ReadonlySet<ManifestSlot>, most: number): void {
    let left = most;
    for (const slot of waiting) {
      if (left-- <= 0) return;
      this.#readSlot(slot);
    }
  }

  #refresh(): void {
    const place = this.#options.place();
    if (place === this.#place) return;
    this.#place = place;
    for (const [slot, entries] of [...this.#slots]) {
      if (this.#options.read(slot) === entries) continue;
      this.remove(slot);
      this.#waiting.add(slot);
    }
  }

  #readSlot(slot: ManifestSlot): void {
    this.#waiting.delete(slot);
    this.#later.delete(slot);
    const entries = this.#options.read(slot);
    this.#slots.set(slot, entries);
    const before = this.#gone.get(slot.uri)?.shift();
    if (before) this.#replace(before, { slot, entries });
    else for (const entry of entries) this.#bring(slot, entry);
  }

  /** Names that both have, which are nearly all after an edit, stay where they are and only say where they stand now. */
  #replace(before: NamedSlot, { slot, entries }: NamedSlot): void {
    this.#change();
    const { kept, gone, come } = compareNames(before.entries, entries);
    for (const [known, entry] of kept) {
      this.#scopes.move(before.slot, known, { entry, slot, uri: slot.uri });
      this.#touchUse(entry);
    }
    for (const entry of gone) this.#lose(before.slot, entry);
    for (const entry of come) this.#bring(slot, entry);
  }

  #bring(slot: ManifestSlot, entry: IndexedName): void {
    this.#change();
    this.#scopes.put({ entry, slot, uri: slot.uri });
    this.#touchUse(entry);
    if (this.#isEdit) this.#count(slot, entry, -1);
    else this.#touchMeaning(entry);
  }

  #lose(slot: ManifestSlot, entry: IndexedName): void {
    this.#change();
    this.#scopes.take(slot, entry);
    this.#touchUse(entry);
    this.#count(slot, entry, 1);
  }

  /** Takes out what nothing has come instead of. */
  #settle(): void {
    for (const documents of this.#gone.values())
      for (const { slot, entries } of documents) for (const entry of entries) this.#lose(slot, entry);
    this.#gone.clear();
    for (const { count, entry } of this.#changed.values()) if (count !== 0) this.#touchMeaning(entry);
    this.#changed.clear();
  }

  #find(role: NameUse['role'], query: NameQuery): readonly PlacedName[] {
    // Most names that are looked for are those of nothing: no answer to keep.
    if (!query.within && query.moves === undefined && !this.#scopes.uses(query.type, query)) return noUses;
    return this.#remember(questionKey(role, query), () => {
      const variants = variantsOf(query);
      const found = variants.flatMap((variant) => this.#found(role, query, variant));
      return (variants.length > 1 ? distinct(found) : found).sort(byPlace);
    });
  }

  #found(role: NameUse['role'], query: NameQuery, variant: Variant): PlacedName[] {
    const bucket = this.#scopes.uses(query.type, variant);
    const found = bucket?.[role].filter(({ entry }) => meet(entry, query, variant)) ?? [];
    if (role === 'refers') return found;
    const owners = this.#ownersOfKeys(query, variant.within).filter(({ entry }) => entry.keys?.includes(variant.name));
    return owners.length === 0 ? found : [...found, ...owners.map((placed) => keyOf(placed, variant.name))];
  }

  /** What `#allDeclared` finds, as names only: nobody asks where they stand. */
  #namesDeclared(asked: NameQuery): ReadonlySet<string> {
    const found = new Set<string>();
    for (const { within } of variantsOf(asked)) {
      for (const [name, { declares }] of this.#scopes.of(asked.type, within)) {
        const variant = { name, within };
        if (declares.some(({ entry }) => meet(entry, asked, variant) && isWrittenSo(entry, asked, name)))
          found.add(name);
      }
      for (const { entry } of this.#ownersOfKeys(asked, within)) for (const key of entry.keys ?? []) found.add(key);
    }
    return found;
  }

  #allDeclared(asked: NameQuery): ReadonlyMap<string, PlacedName> {
    const found = new Map<string, PlacedName>();
    for (const { within } of variantsOf(asked)) {
      const firsts: PlacedName[] = [];
      for (const [name, { declares }] of this.#scopes.of(asked.type, within)) {
        if (found.has(name)) continue;
        const variant = { name, within };
        const seen = declares.filter(({ entry }) => meet(entry, asked, variant) && isWrittenSo(entry, asked, name));
        const [first] = seen.length > 1 ? seen.sort(byPlace) : seen;
        if (first) firsts.push(first.entry.name === name ? first : { ...first, entry: { ...first.entry, name } });
      }
      for (const first of firsts.sort(byPlaceAndName)) found.set(first.entry.name, first);
      for (const placed of [...this.#ownersOfKeys(asked, within)].sort(byPlace))
        for (const key of placed.entry.keys ?? []) if (!found.has(key)) found.set(key, keyOf(placed, key));
    }
    return found;
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
    const owners = this.#scopes.uses(within.type, { name: within.name, within: undefined })?.declares ?? [];
    return owners.filter(
      ({ entry }) =>
        entry.keys &&
        sameNamespace(entry.namespace, namespace) &&
        sameNamespace(entry.namespace, within.namespace ?? ''),
    );
  }

  #change(): void {
    if (this.#answers.size > 0) this.#answers.clear();
    this.#all.touch();
  }

  /** It stands elsewhere, or is new or gone. */
  #touchUse(entry: IndexedName): void {
    (entry.role === 'refers' ? this.#uses : this.#places).touch(entry);
  }

  #touchMeaning(entry: IndexedName): void {
    if (entry.role === 'declares') this.#meanings.touch(entry);
  }

  #count({ uri }: ManifestSlot, entry: IndexedName, change: number): void {
    const key = sayingKey(entry, uri);
    const known = this.#changed.get(key);
    if (known) known.count += change;
    else this.#changed.set(key, { entry, count: change });
  }
}

/** As many as are looked at before it is worth while to keep an answer. */
const few = 8;

function keyOf(placed: PlacedName, key: string): PlacedName {
  return { ...placed, entry: derivedKey(placed.entry, key) };
}
