import type { LanguagePack, Span } from '../../../schemas/contract/index.ts';
import { operatorsOf } from '../operators.ts';
import type { ResourceClaim } from '../packs.ts';
import { Cell } from '../queries/cell.ts';
import type { Clock } from '../queries/clock.ts';
import { Keyed } from '../queries/keyed.ts';
import { Query } from '../queries/query.ts';
import { Signal } from '../queries/signal.ts';
import { ManifestSlot } from '../workspace/manifestSlot.ts';
import { groupOf, versionOf } from '../apiGroups.ts';
import type { Header } from '../apiGroups.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { splitDocuments } from '../yaml/index.ts';
import type { CompiledDefinition } from './compiledDefinition.ts';
import { Compilations } from './compilations.ts';
import type { CompileDefinition } from './compilations.ts';
import type { DefinitionFault } from './definitionFaults.ts';
import { nearestTo } from './nearestTo.ts';
import { readHeads } from './readHeads.ts';
import type { DefinitionHead } from './readHeads.ts';

/** A definition and the document that it stands in. */
export interface Definition {
  readonly slot: ManifestSlot;
  readonly head: DefinitionHead;
  /** Name of the cluster that has it; absent: a file has. */
  readonly cluster?: string;
}

/** Definitions of a connected cluster: each a document of YAML or JSON. */
export interface ClusterDefinitions {
  /** For people. */
  readonly cluster: string;
  readonly documents: readonly string[];
}

/** Whether all files have been read; until then only what is known of them counts. */
interface Progress {
  readonly complete: boolean;
}

/** Kinds that CustomResourceDefinitions make, in files of the workspace and in the connected cluster. */
export class Definitions {
  readonly #workspace: Workspace;
  readonly #clock: Clock;
  readonly #progress: Progress;
  readonly #compilations: Compilations;
  readonly #noted: Signal;
  /** Documents that have been read for the index: somebody may have asked one of the others what it defines. */
  readonly #read = new WeakSet<ManifestSlot>();
  readonly #cluster: Cell<readonly Definition[]>;
  /** By group and kind. */
  readonly #all: Query<ReadonlyMap<string, readonly Definition[]>>;
  readonly #kinds = new Keyed<Query<readonly Definition[]>>();
  readonly #claims = new Keyed<Query<ResourceClaim | undefined>>();

  constructor(workspace: Workspace, progress: Progress, compile: CompileDefinition) {
    this.#workspace = workspace;
    this.#clock = workspace.clock;
    this.#progress = progress;
    this.#compilations = new Compilations(this.#clock, compile);
    this.#noted = new Signal(this.#clock);
    this.#cluster = new Cell<readonly Definition[]>(this.#clock, []);
    this.#all = new Query(this.#clock, () => this.#collect(), isSameMap);
  }

  /** Reads what a document defines, when documents are read for the index. */
  note(slot: ManifestSlot): void {
    if (!mayDefine(slot) || this.#read.has(slot)) return;
    this.#read.add(slot);
    if (headsOf(slot).length > 0) this.#noted.touch();
  }

  setCluster({ cluster, documents }: ClusterDefinitions): void {
    const known = new Map(this.#cluster.peek().map((each) => [each.slot.text, each.slot]));
    const slots = documents.flatMap(splitDocuments).map((text) => known.get(text) ?? new ManifestSlot(text));
    const found = slots.flatMap((slot) => headsOf(slot).map((head) => ({ slot, head, cluster })));
    if (!isSameDefinitions(found, this.#cluster.peek())) this.#cluster.set(found);
  }

  /** Of the workspace first, by file and place. */
  of(group: string, kind: string): readonly Definition[] {
    const key = keyOf(group, kind);
    const find = () => this.#all.read().get(key) ?? none;
    return this.#kinds.get(key, () => new Query(this.#clock, find, isSameDefinitions)).read();
  }

  /** All kinds, each once. */
  heads(): readonly DefinitionHead[] {
    return [...this.#all.read().values()].flatMap(([first]) => (first ? [first.head] : []));
  }

  /** What makes a kind known that no pack answers for. */
  claim({ apiVersion, kind }: Header): ResourceClaim | undefined {
    const group = groupOf(apiVersion);
    const find = (): ResourceClaim | undefined => {
      const heads = this.of(group, kind).map(({ head }) => head);
      const [first] = heads;
      if (!first) return undefined;
      const versions = [...new Set(heads.flatMap((head) => head.versions))];
      const { plural, scope } = first;
      return {
        pack: nobodysPack,
        operator: operatorsOf(nobodysPack)[0],
        kind: { group, kind, versions, plural, scope },
        rules: [],
      };
    };
    return this.#claims.get(keyOf(group, kind), () => new Query(this.#clock, find, isAlike)).read();
  }

  /** Whether anything makes the kind in this version. */
  defines(header: Header): boolean {
    return this.#serving(header).length > 0;
  }

  /** The same, of files of the workspace alone. */
  isDefinedByFile(header: Header): boolean {
    return this.#serving(header).some(({ cluster }) => cluster === undefined);
  }

  /** The one that counts for a file: the nearest of the workspace, or that of the cluster; where several are as near, none. */
  find(header: Header, uri: string): Definition | undefined {
    const serving = this.#serving(header);
    const ofFiles = serving.filter(({ cluster }) => cluster === undefined);
    return nearestTo(uri, ofFiles) ?? serving.find(({ cluster }) => cluster !== undefined);
  }

  /** Those with the version of a header. */
  #serving({ apiVersion, kind }: Header): readonly Definition[] {
    const version = versionOf(apiVersion);
    return this.of(groupOf(apiVersion), kind).filter(({ head }) => head.versions.includes(version));
  }

  /** `undefined`: it is being compiled. */
  compiled({ slot, head }: Definition, version: string): CompiledDefinition | undefined {
    return this.#compilations.version(slot, head, version);
  }

  /** Whether a document of the workspace defines anything. */
  definedIn(slot: ManifestSlot): readonly DefinitionHead[] {
    return mayDefine(slot) && !this.#workspace.isPatch(slot.uri) ? headsOf(slot) : none;
  }

  /** What is wrong with the definitions in a document; nothing for as long as they are being read. */
  faults(slot: ManifestSlot): readonly DefinitionFault[] {
    return this.#compilations.faults(slot, this.definedIn(slot)) ?? none;
  }

  /** Where the expression of a rule stands, in a version that has been compiled. */
  ruleSpan({ slot, head }: Definition, rule: string): Span | undefined {
    const compiled = head.versions.flatMap((version) => this.#compilations.peek(slot, head, version) ?? []);
    return compiled.flatMap(({ rules }) => rules).find(([each]) => each === rule)?.[1];
  }

  #collect(): ReadonlyMap<string, readonly Definition[]> {
    const found = new Map<string, Definition[]>();
    const add = (definition: Definition): void => {
      const key = keyOf(definition.head.group, definition.head.kind);
      const known = found.get(key);
      if (known) known.push(definition);
      else found.set(key, [definition]);
    };
    const isComplete = this.#progress.complete;
    if (!isComplete) this.#noted.note();
    for (const slot of this.#workspace.slotsOf('CustomResourceDefinition')) {
      if (this.#workspace.isPatch(slot.uri)) continue;
      if (!isComplete && !this.#read.has(slot)) continue;
      for (const head of headsOf(slot)) add({ slot, head });
    }
    for (const definition of this.#cluster.read()) add(definition);
    return found;
  }
}

const none: readonly never[] = [];

const headsKey = Symbol('definitions');

function headsOf(slot: ManifestSlot): readonly DefinitionHead[] {
  return slot.fact(headsKey, () => readHeads(slot.text));
}

/** A list may hold some. */
function mayDefine({ header: { kind } }: ManifestSlot): boolean {
  return kind === 'CustomResourceDefinition' || kind === 'List';
}

/** What a kind has that no pack knows: no rules, no names, no versions of an operator. */
const nobodysPack: LanguagePack = {
  system: { id: 'definitions', title: 'Custom resources', kinds: [], derive: () => [] },
  rules: [],
  operatorVersions: [],
};

function keyOf(group: string, kind: string): string {
  return `${group} ${kind}`;
}

function isSameMap(
  a: ReadonlyMap<string, readonly Definition[]>,
  b: ReadonlyMap<string, readonly Definition[]>,
): boolean {
  if (a.size !== b.size) return false;
  for (const [key, definitions] of a) if (!isSameDefinitions(definitions, b.get(key) ?? none)) return false;
  return true;
}

function isSameDefinitions(a: readonly Definition[], b: readonly Definition[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ slot, head, cluster }, index) => {
      const other = b[index];
      return slot === other?.slot && head === other.head && cluster === other.cluster;
    })
  );
}

function isAlike(a: ResourceClaim | undefined, b: ResourceClaim | undefined): boolean {
  return JSON.stringify(a?.kind) === JSON.stringify(b?.kind);
}
