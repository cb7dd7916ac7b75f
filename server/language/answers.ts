import type {
  Derived,
  Identity,
  ManifestPath,
  ManifestValue,
  Markdown,
  Severity,
} from '../../schemas/contract/index.ts';

/** Answers of the service: plain data in the words of editors, no protocol types. Lines and characters (UTF-16) count from 0, ends are excluded. */

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface FileEdit {
  readonly range: Range;
  readonly text: string;
}

export interface Problem {
  readonly range: Range;
  readonly severity: Severity;
  /** Rule id, or `schema/...`, `yaml/...`. */
  readonly code: string;
  readonly message: string;
  /** Page that explains the rule. */
  readonly link?: string;
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
  readonly related?: readonly { readonly uri: string; readonly range: Range; readonly message: string }[];
  readonly fixes: readonly ProblemFix[];
}

export interface ProblemFix {
  readonly title: string;
  /** Applied by `fix all`. */
  readonly safe: boolean;
  edits(): readonly FileEdit[];
  /** The same as a file of its own beside this one; absent: the fix changes what is written here. */
  newFile?(): NewFile | undefined;
}

/** A file that does not exist yet. */
export interface NewFile {
  readonly uri: string;
  readonly text: string;
}

export type DisablingScope = 'line' | 'document' | 'file';

export interface CodeAction {
  readonly title: string;
  readonly kind: 'quickfix' | 'source.fixAll.dbManifests';
  readonly preferred: boolean;
  /** The problems it solves; none for what fixes the whole file. */
  readonly problems: readonly Problem[];
  readonly edits: readonly FileEdit[];
  /** Instead of edits. */
  readonly newFile?: NewFile;
  /** Instead of edits: the page to open. */
  readonly page?: string;
  /** Instead of edits: the rule that is to be fixed in all files, by `fixAll` of each. */
  readonly everywhere?: string;
  /** The rule that its edits switch off, and where; `title` is that of one entry for all of these. */
  readonly disables?: { readonly rule: string; readonly scope: DisablingScope; readonly title: string };
}

export interface Completion {
  readonly label: string;
  readonly kind: 'key' | 'value' | 'snippet' | 'reference';
  readonly detail?: string;
  readonly documentation?: Markdown;
  readonly sortText: string;
  readonly filterText?: string;
  /** Lines behind the first lack the indentation of the line that the cursor is on, which editors add; they end in `\n`. */
  readonly edit: FileEdit;
  /** `edit.text` holds tab stops in the syntax of LSP snippets. */
  readonly snippet: boolean;
  /** Open the list again behind it: a key whose values are known. */
  readonly retrigger: boolean;
  readonly deprecated?: boolean;
}

/** Names that only a cluster knows and that could stand at a position. */
export interface LiveNames {
  /** Kind of the objects: `Secret`; or `SecretKey`, `ConfigMapKey` with `of`. */
  readonly type: string;
  /** Empty: that of whoever is connected. */
  readonly namespace: string;
  /** The Secret or ConfigMap whose keys are wanted. */
  readonly of?: string;
  /** What editors offer for names that were found in `from`, beside `known`. */
  readonly completions: (names: readonly string[], from: string, known: readonly Completion[]) => readonly Completion[];
}

export interface Hover {
  readonly text: Markdown;
  readonly range: Range;
}

export interface DocumentSymbol {
  readonly name: string;
  readonly detail?: string;
  readonly kind: 'resource' | 'map' | 'list' | 'scalar';
  readonly range: Range;
  readonly selectionRange: Range;
  readonly children: readonly DocumentSymbol[];
}

export interface FoldingRange {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind?: 'comment' | 'region';
}

export interface DocumentLink {
  readonly range: Range;
  readonly target: string;
  readonly tooltip?: string;
}

export interface InlayHint {
  readonly position: Position;
  readonly label: string;
  readonly tooltip?: Markdown;
}

/** What the status item shows about one file. */
export interface FileStatus {
  readonly systems: readonly SystemStatus[];
  /** That packs answer for. */
  readonly resources: number;
  /** Kinds whose structure is not ours, each once, and where it was read: in a file, or in a cluster of this name. */
  readonly definitions: readonly DefinitionStatus[];
  /** URIs of the configuration files in force, the nearest first. */
  readonly configurations: readonly string[];
  /** The one of them that leaves the file out. */
  readonly leftOutBy?: string;
  /** It is one itself. */
  readonly isConfiguration?: true;
}

/** What configuration files say about a path, whether a file is known there or not. */
export interface PathConfiguration {
  /** URIs of those in force, the nearest first. */
  readonly files: readonly string[];
  /** The one that leaves the path out. */
  readonly leftOutBy?: string;
  /** Where definitions lie: paths with slashes, each from the folder (a URI without a slash at its end) of who names it. */
  readonly crds: readonly { readonly folder: string; readonly path: string }[];
}

export interface DefinitionStatus extends WantedKind {
  readonly uri?: string;
  readonly cluster?: string;
}

/** A kind of resource. */
export interface WantedKind {
  readonly apiVersion: string;
  readonly kind: string;
}

export interface SystemStatus {
  readonly id: string;
  readonly title: string;
  /** `undefined`: unknown, the widest reading. */
  readonly version: string | undefined;
  /** `settings`: a person's own; `configuration`: a configuration file; `workspace`: a manifest of the operator. */
  readonly versionFrom: 'workspaceSettings' | 'configuration' | 'settings' | 'workspace' | 'cluster' | 'unknown';
  /** File that says or reveals the version. */
  readonly versionUri?: string;
}

/** Something that has a version and can be upgraded: an operator, or a server behind resources. */
export interface UpgradableSystem {
  readonly id: string;
  readonly title: string;
  /** All that are known, oldest first. */
  readonly versions: readonly string[];
  /** Of an operator, in force; absent: not known. */
  readonly version?: string;
  /** The version of a server stands in each manifest. */
  readonly inManifests?: true;
}

/** By id of a system. */
export interface UpgradeQuestion {
  /** Those that run; of an operator that is absent, the version in force, and of what says its own version, that. */
  readonly from: Readonly<Record<string, string>>;
  readonly to: Readonly<Record<string, string>>;
}

/**
 * refused: the API server, the operator or the server will not take it. ignored: nothing will read it. different: it will mean
 * something else. default: what is left out will do something else. effective: what was ignored will count. solved: what was
 * wrong will not be any more. unread: it could not be compared.
 */
export type UpgradeEffect = 'refused' | 'ignored' | 'different' | 'default' | 'effective' | 'solved' | 'unread';

/** What one place of a manifest becomes by an upgrade. */
export interface UpgradeChange extends Problem {
  readonly effect: UpgradeEffect;
  /** Id of the system that is upgraded, and the versions before and after. */
  readonly system: string;
  readonly from: string;
  readonly to: string;
  /** The first known version, above `from`, that does it. */
  readonly since: string;
}

/** A whole manifest to start from. */
export interface ManifestSnippet {
  readonly title: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** With tab stops in the syntax of LSP snippets; ends in a line end. */
  readonly text: string;
}

/** A range of a file of the workspace. */
export interface Location {
  readonly uri: string;
  readonly range: Range;
}

export interface WorkspaceSymbol {
  readonly name: string;
  /** `Secret in shop`, `user of shop-db`. */
  readonly container: string;
  readonly kind: 'resource' | 'name';
  readonly location: Location;
}

export interface CodeLens {
  readonly range: Range;
  /** `3 references`. */
  readonly title: string;
  readonly locations: readonly Location[];
}

/** What can be renamed at a position, or the reason why it cannot. */
export type Renamable = { readonly range: Range; readonly name: string } | { readonly problem: string };

/** Edits by file, or the reason why there are none. */
export type Renamed = { readonly changes: ReadonlyMap<string, readonly FileEdit[]> } | { readonly problem: string };

/** A resource of a file, with what it says as plain JSON. */
export interface WrittenResource {
  /** Position among the file's resources. */
  readonly index: number;
  readonly identity: Identity;
  /** A placeholder that another tool fills in reads as null. */
  readonly value: unknown;
  /** It cannot be applied as it stands: syntax errors, or placeholders. */
  readonly incomplete?: true;
  /** The whole document; of an item of a list, the item. */
  readonly range: Range;
  /** Of the scalar behind `kind:`. */
  readonly kindRange: Range;
}

export interface FieldChange {
  readonly path: ManifestPath;
  readonly value: ManifestValue;
}

/** What the schemas say about a field, whether anybody has written it or not. Markdown in `help` is the build's own. */
export interface FieldExplanation extends ExplainedField {
  readonly apiVersion: string;
  readonly kind: string;
  /** Below the kind; empty: the kind itself. */
  readonly path: readonly string[];
  readonly help?: string;
  /** Page of the manual. */
  readonly link?: string;
  /** Of a kind that no pack knows, what was read: a file, or a cluster of this name. The help is its text then, one line without markup. */
  readonly definition?: { readonly uri?: string; readonly cluster?: string };
  /** `undefined`: none is known. */
  readonly default: unknown;
  /** The values that are allowed; empty: any of its type. */
  readonly values: readonly { readonly value: string | number | boolean; readonly help?: string }[];
  /** It cannot be changed once the resource exists. */
  readonly immutable: boolean;
  /** What stands below it: of a list in its items, of a map in its values. */
  readonly fields: readonly ExplainedField[];
}

export interface ExplainedField {
  readonly name: string;
  /** In words: `list of string`. */
  readonly type: string;
  readonly required: boolean;
  /** Versions of the operator: from `since` on, before `until`. */
  readonly since?: string;
  readonly until?: string;
  /** Field beside it to use instead. */
  readonly successor?: string;
}

/** What an operator will make of a resource. */
export interface DerivedThings {
  /** Of the resource among those of its file. */
  readonly identity: Identity;
  readonly range: Range;
  readonly things: readonly DerivedThing[];
}

export interface DerivedThing extends Omit<Derived, 'because' | 'note' | 'serves'> {
  /** A few words for people: `can log in`, `read-only`. */
  readonly note?: string;
  /** The field that causes it: keys and indices, as of the API server (`spec.users.seller`). */
  readonly because: string;
}
