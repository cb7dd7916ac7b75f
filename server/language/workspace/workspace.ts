import type { IndexedResource, ManifestNode } from '../../../schemas/contract/index.ts';
import { kustomizationOf } from './kustomization.ts';
import { isKustomizationFile, isPatchFile } from './kustomize.ts';
import type { NamesPlace } from './kustomized.ts';
import { KustomizeGraph } from './kustomizeGraph.ts';
import { ManifestFile } from './manifestFile.ts';
import type { PlacedSlot, TextChange } from './manifestFile.ts';
import type { ManifestSlot } from './manifestSlot.ts';

/** Told of what happens to documents: for counting in tests, and for indexes. */
export interface WorkspaceEvents {
  parsed?(slot: ManifestSlot): void;
  added?(slot: ManifestSlot, uri: string): void;
  removed?(slot: ManifestSlot): void;
}

interface KindEntry {
  readonly slots: Map<ManifestSlot, string>;
  revision: number;
}

/** Trees of documents that nobody has open: as many as a rule may ask for in one go. */
const mostLent = 256;

/**
 * All files of the workspace, open ones with their unsaved text. Resources are found by the kind that their document
 * names at its top, so a document is parsed only when somebody asks for its kind.
 */
export class Workspace {
  readonly #files = new Map<string, ManifestFile>();
  readonly #kinds = new Map<string, KindEntry>();
  readonly #stamps = new Map<string, { readonly revision: number }>();
  readonly #slotUris = new Map<ManifestSlot, string>();
  readonly #slotByRoot = new WeakMap<ManifestNode, ManifestSlot>();
  readonly #found = new Map<string, { revision: number; list: readonly IndexedResource[] }>();
  readonly #parsed: (slot: ManifestSlot) => void;
  readonly #events: WorkspaceEvents;
  /** Documents of files that are not kept and that hold a tree at the moment, the one asked for longest ago first. */
  readonly #lent = new Set<ManifestSlot>();
  readonly #kustomize = new KustomizeGraph();
  #kustomizeRevision = 0;
  #revision = 0;

  constructor(events: WorkspaceEvents = {}) {
    this.#events = events;
    this.#parsed = (slot) => {
      this.#slotByRoot.set(slot.document.root, slot);
      this.#lend(slot);
      events.parsed?.(slot);
    };
  }

  get revision(): number {
    return this.#revision;
  }

  uris(): Iterable<string> {
    return this.#files.keys();
  }

  file(uri: string): ManifestFile | undefined {
    return this.#files.get(uri);
  }

  /** Adds a file or takes over a new text of one. Of one that is not kept only a few documents stay parsed. */
  set(uri: string, text: string, isKept = true): void {
    const known = this.#files.get(uri);
    if (known) {
      known.isKept = isKept;
      this.change(uri, [{ text }]);
      if (!isKept) for (const slot of known.slots) slot.forget();
      return;
    }
    const file = new ManifestFile(uri, text, this.#parsed);
    file.isKept = isKept;
    this.#files.set(uri, file);
    for (const slot of file.slots) this.#add(slot, uri);
    this.#revision++;
  }

  change(uri: string, changes: readonly TextChange[]): void {
    const file = this.#files.get(uri);
    if (!file) return;
    for (const change of changes) {
      const { removed, added } = file.change(change);
      for (const slot of removed) this.#remove(slot);
      for (const slot of added) this.#add(slot, uri);
    }
    this.#revision++;
  }

  delete(uri: string): void {
    const file = this.#files.get(uri);
    if (!file) return;
    for (const slot of file.slots) this.#remove(slot);
    this.#files.delete(uri);
    this.#revision++;
  }

  /** By URI and place in the file, so that answers do not depend on what was read or edited first. */
  resources(group: string, kind: string): readonly IndexedResource[] {
    const key = `${group} ${kind}`;
    const revision = this.kindRevision(kind);
    const known = this.#found.get(key);
    if (known?.revision === revision) return known.list;
    const list: IndexedResource[] = [];
    for (const { slot, uri } of this.slotsOf(kind)) {
      for (const each of indexedResources(slot, uri))
        if (each.group === group && each.kind === kind) list.push(each.indexed);
    }
    this.#found.set(key, { revision, list });
    return list;
  }

  /** The file and place of the document that a node belongs to; `undefined`: it has been edited since. */
  placeOf(node: ManifestNode): { readonly uri: string; readonly placed: PlacedSlot } | undefined {
    let root = node;
    while (root.parent) root = root.parent;
    const slot = this.#slotByRoot.get(root);
    const uri = slot && this.#slotUris.get(slot);
    const placed = slot && uri !== undefined ? this.#files.get(uri)?.placeOf(slot) : undefined;
    return uri !== undefined && placed ? { uri, placed } : undefined;
  }

  /** Documents that say that they are of a kind, or may hold one of it; by URI and place. */
  slotsOf(kind: string): { slot: ManifestSlot; uri: string }[] {
    const wanted = new Map([...(this.#kinds.get(kind)?.slots ?? []), ...(this.#kinds.get('List')?.slots ?? [])]);
    const uris = [...new Set(wanted.values())].sort();
    return uris.flatMap((uri) => {
      const slots = this.#files.get(uri)?.slots ?? [];
      return slots.filter((slot) => wanted.has(slot)).map((slot) => ({ slot, uri }));
    });
  }

  /** The revision of a kind, to be held. */
  kindStamp(kind: string): { readonly revision: number } {
    const known = this.#stamps.get(kind);
    if (known) return known;
    const [own, lists] = [this.#entry(kind), this.#entry('List')];
    const stamp = {
      get revision() {
        return own.revision + lists.revision;
      },
    };
    this.#stamps.set(kind, stamp);
    return stamp;
  }

  /** Grows when a document of this kind (or a `List`, which may hold one) comes, goes or changes. */
  kindRevision(kind: string): number {
    return (this.#kinds.get(kind)?.revision ?? 0) + (this.#kinds.get('List')?.revision ?? 0);
  }

  /** Files that change resources of other files (Kustomize patches): their resources are partial. */
  isPatch(uri: string): boolean {
    return isPatchFile(uri) || this.kustomize().isPatch(uri);
  }

  /** What the `kustomization.yaml` files of the workspace say. */
  kustomize(): KustomizeGraph {
    const revision = this.kindRevision('Kustomization');
    if (this.#kustomizeRevision === revision) return this.#kustomize;
    this.#kustomizeRevision = revision;
    const slots = this.#kinds.get('Kustomization')?.slots ?? new Map<ManifestSlot, string>();
    this.#kustomize.update([...slots].map(([slot, uri]) => kustomizationOf(slot, uri)));
    return this.#kustomize;
  }

  /** What the names of a document depend on besides its text. */
  namesPlace(slot: ManifestSlot, uri = this.#slotUris.get(slot) ?? ''): NamesPlace {
    if (indexKind(slot, uri) !== 'Kustomization') return { kustomized: this.kustomize().of(uri) };
    return { isKustomization: true, kustomized: this.kustomize().ofGenerated(uri) };
  }

  /** Says that nobody needs the tree of a document any more, unless its file is kept. */
  giveBack(slot: ManifestSlot, uri: string): void {
    if (this.#files.get(uri)?.isKept !== false) return;
    this.#lent.delete(slot);
    slot.forget();
  }

  #lend(slot: ManifestSlot): void {
    const uri = this.#slotUris.get(slot);
    if (uri === undefined || this.#files.get(uri)?.isKept !== false) return;
    this.#lent.delete(slot);
    this.#lent.add(slot);
    if (this.#lent.size <= mostLent) return;
    const [first] = this.#lent;
    if (!first) return;
    this.#lent.delete(first);
    if (this.#files.get(this.#slotUris.get(first) ?? '')?.isKept !== true) first.forget();
  }

  #add(slot: ManifestSlot, uri: string): void {
    const entry = this.#entry(indexKind(slot, uri));
    entry.slots.set(slot, uri);
    this.#slotUris.set(slot, uri);
    entry.revision++;
    this.#events.added?.(slot, uri);
  }

  #remove(slot: ManifestSlot): void {
    this.#events.removed?.(slot);
    this.#slotUris.delete(slot);
    this.#lent.delete(slot);
    for (const kind of new Set([slot.header.kind, 'Kustomization'])) {
      const entry = this.#kinds.get(kind);
      if (entry?.slots.delete(slot)) entry.revision++;
    }
  }

  #entry(kind: string): KindEntry {
    const known = this.#kinds.get(kind);
    if (known) return known;
    const entry: KindEntry = { slots: new Map(), revision: 0 };
    this.#kinds.set(kind, entry);
    return entry;
  }
}

/** A `kustomization.yaml` may leave out `kind`, or be a `Component`, which patches all the same. */
function indexKind(slot: ManifestSlot, uri: string): string {
  const { kind } = slot.header;
  return isKustomizationFile(uri) && (kind === '' || kind === 'Component') ? 'Kustomization' : kind;
}

const indexedKey = Symbol('indexed resources');

/** Made once per document: after an edit the lists of all resources of a kind are put together anew. */
function indexedResources(slot: ManifestSlot, uri: string) {
  return slot.memo(indexedKey, () =>
    slot.resources.map((resource) => {
      const { apiVersion, kind } = resource.identity;
      return { group: groupOf(apiVersion), kind, indexed: { resource, uri } };
    }),
  );
}

/** `acid.zalan.do` of `acid.zalan.do/v1`; empty for the core group's `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}
