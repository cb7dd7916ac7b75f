import type { ManifestNode, ManifestValue, Resource } from './manifest.ts';
import type { Said } from './said.ts';

/**
 * error: the API server or the operator refuses it, or cannot start. warning: it runs, but insecurely, loses data or
 * is ignored. information: likely not meant. hint: tidier, always with a fix.
 */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Version of an operator, such as `1.15.1`. Compared number by number. */
export type OperatorVersion = string;

/** One thing that can be wrong, with its remedy. One file per rule, named for the last part of the id. */
export interface Rule {
  /** `<pack>/<what-is-wrong>`, such as `zalando/database-owner-missing`. Users write it in settings: never renamed. */
  readonly id: string;
  /** The severity unless the finding or the user's settings say otherwise. */
  readonly severity: Severity;
  /** Kinds of the pack that it looks at, and ids of its other subjects. */
  readonly kinds: readonly string[];
  /** Markdown, two to six sentences: what happens, why, what to do. Becomes the rule's page. */
  readonly help: string;
  /** Where the fact comes from: the operator's source or manual. */
  readonly source: string;
  /** Operator versions in which it holds: from `since` on, before `until`. Absent: all. Unknown version: it is checked. */
  readonly since?: OperatorVersion;
  readonly until?: OperatorVersion;
  /** Argues from something that is absent: not asked about partial resources. */
  readonly wholeOnly?: true;
  /** Never throws; yields nothing when a value it needs is missing, of the wrong type (the schema says so) or a placeholder. */
  check(context: RuleContext): Iterable<Finding>;
}

export interface RuleContext {
  readonly resource: Resource;
  /** `resource.root`. */
  readonly root: ManifestNode;
  /** `resource.root.at('spec')`. */
  readonly spec: ManifestNode;
  /** The operator version in force; `undefined`: unknown, take the widest reading. */
  readonly version: OperatorVersion | undefined;
  readonly workspace: WorkspaceIndex;
  /** The same resource as last committed to version control; `undefined`: not known. */
  readonly previous: Resource | undefined;
}

export interface Finding {
  /** Where. A missing node is marked at the key of the nearest value above it. */
  readonly node: ManifestNode;
  /** Which part of the entry is marked; `value` unless said (a missing or empty value: the key). */
  readonly mark?: 'key' | 'value' | 'entry';
  /** Part of a scalar's source, as offsets into `node.source`; for plain and quoted scalars of one line, and within a line of a literal block. */
  readonly part?: { readonly start: number; readonly end: number };
  /** One sentence: the field named, the consequence, the remedy. No full stop needed after a code word. */
  readonly message: Said;
  readonly severity?: Severity;
  /** The first one is preferred: `fix all` applies it if `safe` is not false. */
  readonly fixes?: readonly Fix[];
  readonly related?: readonly { readonly node: ManifestNode; readonly message: Said }[];
}

export interface Fix {
  /** An order in a few words: `Add user "seller"`. */
  readonly title: Said;
  readonly edits: readonly Edit[];
  /** false: changes what runs (a name, a number of instances), so `fix all` leaves it to the person. */
  readonly safe?: false;
}

/**
 * A change to a document, without its text: written out with comments, indentation and quoting kept.
 * `set` replaces a value or, on a missing node, inserts it together with the parents that are missing too.
 */
export type Edit =
  | { readonly do: 'set'; readonly node: ManifestNode; readonly value: ManifestValue }
  | { readonly do: 'rename'; readonly node: ManifestNode; readonly key: string }
  | { readonly do: 'remove'; readonly node: ManifestNode }
  /** Adds an item behind the last one of a list; makes the list if `node` is missing. */
  | { readonly do: 'append'; readonly node: ManifestNode; readonly value: ManifestValue }
  /** Moves an entry (value, comments and all) to another map of the same document. */
  | { readonly do: 'move'; readonly node: ManifestNode; readonly to: ManifestNode; readonly key: string }
  /** Adds a document behind the one that the finding is in; editors offer a file of its own as well. */
  | ({ readonly do: 'document' } & Draft);

/** A resource that a fix writes, for a person to fill in. */
export interface Draft {
  readonly value: { readonly [key: string]: ManifestValue };
  /** Lines above it, without `#`: what is left to do. */
  readonly comment?: Said;
}

/** All resources of the workspace that have been read so far. */
export interface WorkspaceIndex {
  /** false: files of the workspace are still being read, so what is not found may yet turn up: say nothing about it. */
  readonly complete: boolean;
  /** Resources of a kind, all API versions; `group` as in `acid.zalan.do`, empty for the core group. */
  resources(group: string, kind: string): readonly IndexedResource[];
  /** What stands in the workspace of a subject, by its id. */
  subjects(id: string): readonly IndexedResource[];
  /**
   * Resources that are written in the workspace, by name; `type` as in `NameUse`, an empty namespace fits any, on either
   * side. Only their documents are parsed. The namespace and the prefixes that a `kustomization.yaml` gives them count.
   */
  find(type: string, name: string, namespace: string): readonly IndexedResource[];
  /** Keys of a Secret or ConfigMap, written, generated or made by an operator; `undefined`: not known, or there may be more. */
  keys(type: 'Secret' | 'ConfigMap', name: string, namespace: string): readonly string[] | undefined;
  /** Whether anything in the workspace makes this: a resource, or what an operator derives. */
  declares(type: string, name: string, namespace: string): boolean;
  /** Resources of which an operator makes a Service of this name with databases behind it. */
  serving(service: string, namespace: string): readonly ServingResource[];
  /** Services with databases behind them that an operator makes, in all namespaces. */
  databaseServices(): readonly DatabaseService[];
}

/** What clients have to know about the databases behind a Service. */
export interface ServedDatabases {
  /** Names of the databases; absent: there may be others than the manifest says. */
  readonly databases?: readonly string[];
  /** Connections without TLS are refused as the operator sets its servers up; how, in a few words. */
  readonly refusesPlain?: Said;
}

export interface DatabaseService {
  readonly name: string;
  /** Empty: not written. */
  readonly namespace: string;
  /** A few words for people: `read and write`. */
  readonly note?: Said;
}

/** A cluster, as the clients of one of its Services see it. */
export interface ServingResource extends IndexedResource {
  readonly serves: ServedDatabases;
}

/** A resource and the file that it stands in. */
export interface IndexedResource {
  readonly resource: Resource;
  readonly uri: string;
}
