import type { Identity, IndexedResource, ManifestNode } from '../../../schemas/contract/index.ts';
import type { Clock } from '../queries/clock.ts';
import { Keyed } from '../queries/keyed.ts';
import { Query } from '../queries/query.ts';
import { Signal } from '../queries/signal.ts';
import { groupOf } from '../apiGroups.ts';
import { outermost } from '../yaml/index.ts';
import { kustomizationOf } from './kustomization.ts';
import { Kustomizations } from './kustomizations.ts';
import { isKustomizationFile } from './kustomizationFiles.ts';
import type { KustomizeChange } from './kustomizeChange.ts';
import { allNames } from './kustomized.ts';
import type { NamesPlace } from './kustomized.ts';
import { ManifestFile, placeOf } from './manifestFile.ts';
import type { PlacedSlot, TextChange } from './manifestFile.ts';
import type { ManifestSlot, SlotHome } from './manifestSlot.ts';

/** Told of what happens to documents: for counting in tests, and for indexes. */
export interface WorkspaceEvents {
  parsed?(slot: ManifestSlot): void;
  added?(slot: ManifestSlot, isKept: boolean): void;
  removed?(slot: ManifestSlot): void;
  /** Somebody has opened a file that was known. */
  kept?(file: ManifestFile): void;
}

/** Trees of documents that nobody has open: as many as a rule may ask for in one go. */
const mostLent = 256;

/**
 * All files of the workspace, open ones with their unsaved text. Resources are found by the kind that their document
 * names at its top, so a document is parsed only when somebody asks for its kind.
 */
export class Workspace {
  readonly clock: Clock;
  readonly kustomizations: Kustomizations;
  readonly #files = new Map<string, ManifestFile>();
  /** `undefined`: a file has come or gone since somebody asked. */
  #uris: readonly string[] | undefined;
  readonly #presence = new Keyed<Signal>();
  readonly #kinds = new Map<string, Set<ManifestSlot>>();
  readonly #kindSignals = new Keyed<Signal>();
  readonly #lists = new Keyed<Query<readonly IndexedResource[]>>();
  readonly #slotByRoot = new WeakMap<ManifestNode, ManifestSlot>();
  /** Whether a kustomization changes a resource. */
  readonly #changed = new Keyed<Query<boolean>>();
  readonly #parsed: SlotHome['parsed'];
  readonly #events: WorkspaceEvents;
  /** Documents of files that are not kept and that hold a tree at the moment, the one asked for longest ago first. */
  readonly #lent = new Set<ManifestSlot>();

  constructor(clock: Clock, events: WorkspaceEvents = {}) {
    this.clock = clock;
    this.#events = events;
    this.#parsed = (slot, { root }, isFirst) => {
      this.#slotByRoot.set(root, slot);
      this.#lend(slot);
      if (isFirst) events.parsed?.(slot);
    };
    this.kustomizations = new Kustomizations(clock, () =>
      this.#ofKind('Kustomization').map((slot) => kustomizationOf(slot)),
    );
  }

  /** In order, so that answers do not depend on which file came first. The same list until a file comes or goes. */
  uris(): readonly string[] {
    return (this.#uris ??= [...this.#files.keys()].sort());
  }

  /** Whoever looks learns of it when the file comes or goes, and of edits from what the file is asked for. */
  file(uri: string): ManifestFile | undefined {
    this.#presence.get(uri, () => new Signal(this.clock)).note();
    return this.#files.get(uri);
  }

  /** Adds a file or takes over a new text of one. Of one that is not kept only a few documents stay parsed. */
  set(uri: string, text: string, isKept = true): void {
    const known = this.#files.get(uri);
    if (known) {
      const isOpened = isKept && !known.isKept;
      known.isKept = isKept;
      this.change(uri, [{ text }]);
      if (!isKept) known.forget();
      if (isOpened) this.#events.kept?.(known);
      return;
    }
    const file = new ManifestFile(uri, text, this.clock, this.#parsed);
    file.isKept = isKept;
    this.#files.set(uri, file);
    this.#uris = undefined;
    for (const slot of file.slots) this.#add(slot, isKept);
    this.#presence.held(uri)?.touch();
  }

  change(uri: string, changes: readonly TextChange[]): void {
    const file = this.#files.get(uri);
    if (!file) return;
    for (const change of changes) {
      const { removed, added } = file.change(change);
      for (const slot of removed) this.#remove(slot);
      for (const slot of added) this.#add(slot, file.isKept);
    }
  }

  delete(uri: string): void {
    const file = this.#files.get(uri);
    if (!file) return;
    for (const slot of file.slots) {
      slot.line.set(undefined);
      this.#remove(slot);
    }
    this.#files.delete(uri);
    this.#uris = undefined;
    this.#presence.held(uri)?.touch();
  }

  /** By URI and place in the file, so that answers do not depend on what was read or edited first. */
  resources(group: string, kind: string): readonly IndexedResource[] {
    const find = (): readonly IndexedResource[] =>
      this.slotsOf(kind)
        .flatMap(indexedResources)
        .filter((each) => each.group === group && each.kind === kind)
        .map(({ indexed }) => indexed);
    return this.#lists.get(`${group} ${kind}`, () => new Query(this.clock, find)).read();
  }

  /** The file and place of the document that a node belongs to; `undefined`: it has been edited since. */
  placeOf(node: ManifestNode): { readonly uri: string; readonly placed: PlacedSlot } | undefined {
    const slot = this.#slotByRoot.get(outermost(node));
    const placed = slot && placeOf(slot);
    return placed && { uri: slot.uri, placed };
  }

  /** Documents that say that they are of a kind, or may hold one of it; by URI and place. */
  slotsOf(kind: string): readonly ManifestSlot[] {
    return kind === 'List' ? this.#ofKind(kind) : inOrder([...this.#ofKind(kind), ...this.#ofKind('List')]);
  }

  /** Files that change resources of other files (Kustomize patches): their resources are partial. */
  isPatch(uri: string): boolean {
    return this.kustomizations.isPatch(uri);
  }

  /** Resources of a patch, and those that a kustomization changes: what is absent in them may stand elsewhere. */
  isPartial(uri: string, { kind, name }: Pick<Identity, 'kind' | 'name'>): boolean {
    if (this.isPatch(uri)) return true;
    if (this.#changesAt(uri).length === 0) return false;
    const find = () => {
      const names = allNames(this.kustomizations.of(uri), kind, name);
      return this.#changesAt(uri).some((change) => this.#isChange(change, kind, names));
    };
    return this.#changed.get([uri, kind, name].join(' '), () => new Query(this.clock, find)).read();
  }

  #changesAt(uri: string): readonly KustomizeChange[] {
    return this.kustomizations.of(uri)?.changes ?? [];
  }

  #isChange({ file, ...change }: KustomizeChange, kind: string, names: readonly string[]): boolean {
    if (file === undefined)
      return (change.kind ?? kind) === kind && (change.name === undefined || names.includes(change.name));
    const slots = this.file(file)?.slots;
    // What is kept out of git, such as values of one's own, may change anything.
    if (slots === undefined) return true;
    return slots.some((slot) => slot.header.kind === kind && holdsWord(slot.text, names));
  }

  /** The texts of all `Chart.yaml`: another one when one of them is. */
  charts(): string {
    return this.#ofKind('Chart')
      .filter(({ uri }) => isChartFile(uri))
      .map(({ uri, text }) => `${uri}\n${text}`)
      .join('\n');
  }

  /** What the names of a document depend on besides its text. */
  namesPlace(slot: ManifestSlot): NamesPlace {
    if (indexKind(slot) !== 'Kustomization') return { kustomized: this.kustomizations.of(slot.uri) };
    return { isKustomization: true, kustomized: this.kustomizations.ofGenerated(slot.uri) };
  }

  /** Says that nobody needs the tree of a document any more, unless its file is kept. */
  giveBack(slot: ManifestSlot): void {
    if (!this.#isLent(slot)) return;
    this.#lent.delete(slot);
    slot.forget();
  }

  #isLent({ uri }: ManifestSlot): boolean {
    return this.#files.get(uri)?.isKept === false;
  }

  #lend(slot: ManifestSlot): void {
    if (!this.#isLent(slot)) return;
    this.#lent.delete(slot);
    this.#lent.add(slot);
    if (this.#lent.size <= mostLent) return;
    const [first] = this.#lent;
    if (!first) return;
    this.#lent.delete(first);
    if (this.#isLent(first)) first.forget();
  }

  #ofKind(kind: string): readonly ManifestSlot[] {
    this.#kindSignals.get(kind, () => new Signal(this.clock)).note();
    return inOrder([...(this.#kinds.get(kind) ?? [])]);
  }

  #add(slot: ManifestSlot, isKept: boolean): void {
    const kind = indexKind(slot);
    const slots = this.#kinds.get(kind) ?? new Set();
    this.#kinds.set(kind, slots.add(slot));
    this.#kindSignals.held(kind)?.touch();
    this.#events.added?.(slot, isKept);
  }

  #remove(slot: ManifestSlot): void {
    this.#events.removed?.(slot);
    this.#lent.delete(slot);
    const kind = indexKind(slot);
    const slots = this.#kinds.get(kind);
    slots?.delete(slot);
    if (slots?.size === 0) this.#kinds.delete(kind);
    this.#kindSignals.held(kind)?.touch();
  }
}

/** The patch need not be parsed to know whether it names one of them. */
function holdsWord(text: string, words: readonly string[]): boolean {
  const written = new Set(text.split(/[^\w.-]+/));
  return words.some((word) => written.has(word));
}

/** By URI and place. Documents that stay do not change places, so nobody depends on the lines. */
function inOrder(slots: ManifestSlot[]): readonly ManifestSlot[] {
  const lineOf = ({ line }: ManifestSlot) => line.peek() ?? 0;
  return slots.sort((a, b) => (a.uri < b.uri ? -1 : Number(a.uri > b.uri)) || lineOf(a) - lineOf(b));
}

/** A `kustomization.yaml` may leave out `kind`, or be a `Component`, which patches all the same; a `Chart.yaml` has none. */
function indexKind({ header: { kind }, uri }: ManifestSlot): string {
  if (kind === '' && isChartFile(uri)) return 'Chart';
  return isKustomizationFile(uri) && (kind === '' || kind === 'Component') ? 'Kustomization' : kind;
}

function isChartFile(uri: string): boolean {
  return uri.endsWith('/Chart.yaml');
}

const indexedKey = Symbol('indexed resources');

/** Made once per document: after an edit the lists of all resources of a kind are put together anew. */
function indexedResources(slot: ManifestSlot) {
  return slot.memo(indexedKey, () =>
    slot.resources.map((resource) => {
      const { apiVersion, kind } = resource.identity;
      return { group: groupOf(apiVersion), kind, indexed: { resource, uri: slot.uri } };
    }),
  );
}
