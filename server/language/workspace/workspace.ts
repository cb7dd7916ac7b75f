import type { IndexedResource, ManifestNode, Resource, WorkspaceIndex } from '../../../schemas/contract/index.ts';
import { decodedUri, isPatchFile, patchedFiles } from './kustomize.ts';
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

/**
 * All files of the workspace, open ones with their unsaved text. Resources are found by the kind that their document
 * names at its top, so a document is parsed only when somebody asks for its kind.
 */
export class Workspace implements WorkspaceIndex {
  readonly #files = new Map<string, ManifestFile>();
  readonly #kinds = new Map<string, KindEntry>();
  readonly #slotUris = new Map<ManifestSlot, string>();
  readonly #slotByRoot = new WeakMap<ManifestNode, ManifestSlot>();
  readonly #found = new Map<string, { revision: number; list: readonly IndexedResource[] }>();
  readonly #parsed: (slot: ManifestSlot) => void;
  readonly #events: WorkspaceEvents;
  #revision = 0;
  #patches: { revision: number; uris: ReadonlySet<string> } | undefined;

  constructor(events: WorkspaceEvents = {}) {
    this.#events = events;
    this.#parsed = (slot) => {
      this.#slotByRoot.set(slot.document.root, slot);
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

  /** Adds a file or takes over a new text of one. */
  set(uri: string, text: string): void {
    const known = this.#files.get(uri);
    if (known) return this.change(uri, [{ text }]);
    const file = new ManifestFile(uri, text, this.#parsed);
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
    const list = this.#slotsOf(kind).flatMap(({ slot, uri }) =>
      slot.resources.filter((resource) => isOf(resource, group, kind)).map((resource) => ({ resource, uri })),
    );
    this.#found.set(key, { revision, list });
    return list;
  }

  /** The file and place of the document that a node belongs to; `undefined`: it has been edited since. */
  placeOf(node: ManifestNode): { readonly uri: string; readonly placed: PlacedSlot } | undefined {
    let root = node;
    while (root.parent) root = root.parent;
    const slot = this.#slotByRoot.get(root);
    const uri = slot && this.#slotUris.get(slot);
    const placed =
      uri === undefined
        ? undefined
        : this.#files
            .get(uri)
            ?.placed()
            .find((each) => each.slot === slot);
    return uri !== undefined && placed ? { uri, placed } : undefined;
  }

  #slotsOf(kind: string): { slot: ManifestSlot; uri: string }[] {
    const wanted = new Map([...(this.#kinds.get(kind)?.slots ?? []), ...(this.#kinds.get('List')?.slots ?? [])]);
    const uris = [...new Set(wanted.values())].sort();
    return uris.flatMap((uri) => {
      const slots = this.#files.get(uri)?.slots ?? [];
      return slots.filter((slot) => wanted.has(slot)).map((slot) => ({ slot, uri }));
    });
  }

  /** Grows when a document of this kind (or a `List`, which may hold one) comes, goes or changes. */
  kindRevision(kind: string): number {
    return (this.#kinds.get(kind)?.revision ?? 0) + (this.#kinds.get('List')?.revision ?? 0);
  }

  /** Files that change resources of other files (Kustomize patches): their resources are partial. */
  isPatch(uri: string): boolean {
    return isPatchFile(uri) || this.#patchUris().has(decodedUri(uri));
  }

  #patchUris(): ReadonlySet<string> {
    const revision = this.kindRevision('Kustomization');
    if (this.#patches?.revision !== revision) {
      const kustomizations = this.#kinds.get('Kustomization')?.slots ?? new Map<ManifestSlot, string>();
      const uris = [...kustomizations].flatMap(([slot, uri]) => patchedFiles(slot.document.root, uri));
      this.#patches = { revision, uris: new Set(uris) };
    }
    return this.#patches.uris;
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
  const named = /(?:^|\/)kustomization(?:\.ya?ml)?$/i.test(uri);
  return named && (kind === '' || kind === 'Component') ? 'Kustomization' : kind;
}

function isOf({ identity }: Resource, group: string, kind: string): boolean {
  return identity.kind === kind && groupOf(identity.apiVersion) === group;
}

/** `acid.zalan.do` of `acid.zalan.do/v1`; empty for the core group's `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}
