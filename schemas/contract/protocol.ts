/** What server and client say to each other beyond the Language Server Protocol; the only thing that both sides of the wire share. */
import type { Identity, ManifestPath, ManifestValue } from './manifest.ts';
import type { Markdown } from './markdown.ts';

/** `initializationOptions`. */
export interface InitializationOptions {
  /** false: nothing is run on behalf of the workspace (no git). Absent: true, for editors without the notion. */
  readonly trusted?: boolean;
  /** false: another extension outlines and folds YAML already. Absent: true. */
  readonly structure?: boolean;
  readonly settings?: SettingsSection;
  /** The editor's setting `files.exclude`: what is not shown is not read either. Conditions (`when`) are passed over. */
  readonly filesExclude?: FilesExclude;
  /** The client answers `dbManifests/clusterNames`. */
  readonly clusterNames?: boolean;
  /** The client listens to `dbManifests/wantedDefinitions`. */
  readonly clusterDefinitions?: boolean;
  /** The client has the commands `dbManifests.explainRule` and `dbManifests.disableRule`. */
  readonly ruleCommands?: boolean;
}

/** Globs, each switched on or off. */
export type FilesExclude = Readonly<Record<string, unknown>>;

/** The section `dbManifests` of the user's settings, as the server reads it. */
export interface SettingsSection {
  readonly rules?: Readonly<Record<string, string>>;
  readonly operatorVersions?: Readonly<Record<string, string>>;
  readonly inlayHints?: { readonly derivedNames?: boolean };
  /** What of these is written in settings of the workspace: it wins over configuration files, all else is a person's own. */
  readonly workspace?: Pick<SettingsSection, 'rules' | 'operatorVersions'>;
}

/** Command of a code action, with the link to the page of a rule: opens it. */
export const explainRuleCommand = 'dbManifests.explainRule';

/** Command of a code action, with a URI, the id of a rule and a list of `DisablingChoice`: asks where to switch the rule off. */
export const disableRuleCommand = 'dbManifests.disableRule';
/** A place where a rule may be switched off, and the comment that does it. */
export interface DisablingChoice {
  readonly scope: 'line' | 'document' | 'file';
  readonly edits: readonly { readonly range: WireRange; readonly newText: string }[];
}

/** Request `dbManifests/status`: what the status item shows about a file. */
export const statusRequest = 'dbManifests/status';
export interface StatusParams {
  /** As in the editor's own requests. */
  readonly uri: string;
}
export interface StatusResult {
  /** Number of resources in the file that a pack claims. */
  readonly resources: number;
  readonly systems: readonly {
    readonly id: string;
    readonly title: string;
    readonly version?: string;
    /** `settings`: a person's own; `configuration`: a configuration file; `workspace`: a manifest of the operator. */
    readonly versionFrom: 'workspaceSettings' | 'configuration' | 'settings' | 'workspace' | 'cluster' | 'unknown';
    readonly versionUri?: string;
    /** To choose from, oldest first. */
    readonly knownVersions: readonly string[];
  }[];
  /** Kinds in the file whose structure is read from a CustomResourceDefinition: in a file, or in the cluster of this name. */
  readonly definitions: readonly (KindName & { readonly uri?: string; readonly cluster?: string })[];
  /** URIs of the configuration files in force, the nearest first. */
  readonly configurations: readonly string[];
  /** The one of them that leaves the file out. */
  readonly leftOutBy?: string;
  /** It is one itself. */
  readonly isConfiguration?: true;
}

/** A kind of resource in one of its versions. */
export interface KindName {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Notification from the server: the answer to `dbManifests/status` may have changed. */
export const statusChanged = 'dbManifests/statusChanged';

/** First message to a server that runs as a web worker, before the protocol. */
export interface WorkerStart {
  /** URL of the folder that the build wrote, without a slash at its end. */
  readonly assets: string;
}

/** The worker's answer: from here on it speaks the protocol, or it cannot start. */
export type WorkerReady = { readonly ready: true } | { readonly ready: false; readonly reason: string };

/** Scheme of links to pages of rules, whose text an editor asks the server for: `db-manifests-rule:/zalando/database-owner-missing.md`. */
export const rulePageScheme = 'db-manifests-rule';

/** Request `dbManifests/resources`: the resources of a file, as kubectl reads them. */
export const resourcesRequest = 'dbManifests/resources';
export interface ResourcesParams {
  /** As in the editor's own requests. */
  readonly uri: string;
}
export interface ResourcesResult {
  /** Of the text that was read. */
  readonly version: number | null;
  /** In the order of the file, those without `kind` left out. */
  readonly resources: readonly WrittenResource[];
}
export interface WrittenResource {
  /** Position among the file's resources; names the resource in later requests about the same text. */
  readonly index: number;
  readonly identity: Identity;
  /** Plain JSON. A placeholder that another tool fills in reads as null. */
  readonly value: unknown;
  /** The text cannot be applied as it stands: syntax errors, or placeholders. */
  readonly incomplete?: true;
  /** The whole document. */
  readonly range: WireRange;
  /** Of the scalar behind `kind:`; where lenses stand. */
  readonly kindRange: WireRange;
}

/** As in the Language Server Protocol: zero-based, characters in UTF-16 units. */
export interface WireRange {
  readonly start: WirePosition;
  readonly end: WirePosition;
}
export interface WirePosition {
  /** From 0. */
  readonly line: number;
  readonly character: number;
}

/** Request `dbManifests/locate`: where fields stand that the API server names, `spec.users[0].name`; the nearest written place for those that are not written. */
export const locateRequest = 'dbManifests/locate';
export interface LocateParams {
  readonly uri: string;
  /** `WrittenResource.index` */
  readonly index: number;
  readonly fields: readonly string[];
}
/** One for each field; null where the resource is gone. */
export type LocateResult = readonly (WireRange | null)[];

/** Request `dbManifests/edit`: edits that set fields of a resource and keep comments and indent. */
export const editRequest = 'dbManifests/edit';
export interface EditParams {
  readonly uri: string;
  /** `WrittenResource.index` */
  readonly index: number;
  /** As if done one after the other; what is missing above a field is written as well. */
  readonly set: readonly { readonly path: ManifestPath; readonly value: ManifestValue }[];
}
export interface EditResult {
  /** Of the text that the edits belong to. */
  readonly version: number | null;
  readonly edits: readonly { readonly range: WireRange; readonly newText: string }[];
}

/** Request `dbManifests/yaml`: a value as a YAML document, keys in the given order. */
export const yamlRequest = 'dbManifests/yaml';
export interface YamlParams {
  /** Anything that JSON can say. */
  readonly value: unknown;
}
/** Ends in a line break. */
export type YamlResult = string;

/** Request `dbManifests/upgradable`: what can be upgraded, for the choice; no parameters. */
export const upgradableRequest = 'dbManifests/upgradable';
export interface UpgradableParams {
  /** Those that this file, and others like it, belong to come first. Absent: in no order. */
  readonly uri?: string;
}
/** What can be upgraded. */
export interface UpgradableResult {
  readonly systems: readonly {
    readonly id: string;
    readonly title: string;
    /** Oldest first. */
    readonly versions: readonly string[];
    /** Of an operator, in force. */
    readonly version?: string;
    /** It stands in each manifest, so nobody has to say what runs. */
    readonly inManifests?: true;
  }[];
}

/** Request `dbManifests/upgrade`: a page about what an upgrade will make of the manifests of the workspace. It can be cancelled. */
export const upgradeRequest = 'dbManifests/upgrade';
export interface UpgradeParams {
  /** Versions by id of a system. */
  readonly from: Readonly<Record<string, string>>;
  readonly to: Readonly<Record<string, string>>;
}
/**
 * `places`: files of the page, whose links lead to `place/<index>#L<line>`, with lines from 1: URIs of files are no links in what editors make
 * of Markdown. `problem`: why there is no page, as a sentence.
 */
export type UpgradeResult =
  | { readonly page: Markdown; readonly places: readonly string[]; readonly changes: number }
  | { readonly problem: string };

/** Request from the server: names of objects in the connected cluster; never values. Sent only if `InitializationOptions.clusterNames` is true. */
export const clusterNamesRequest = 'dbManifests/clusterNames';
export interface ClusterNamesParams {
  /** `Secret`, `ConfigMap`, `StorageClass`, `Namespace`, `Service`, `PersistentVolumeClaim`; or `SecretKey`, `ConfigMapKey` with `of`. */
  readonly type: string;
  /** Empty: that of the context. */
  readonly namespace: string;
  /** The Secret or ConfigMap whose keys are wanted. */
  readonly of?: string;
}
export interface ClusterNamesResult {
  readonly names: readonly string[];
  /** Where they come from, for the person: the context. Empty: no cluster is connected. */
  readonly context: string;
}

/** Request from a server that has no files: what stands at a place in a chart of the workspace. */
export const chartEntryRequest = 'dbManifests/chartEntry';
export interface ChartEntryParams {
  /** Of a file or a folder below the folder of a chart. */
  readonly uri: string;
}
/** Of a file its text, of a folder the names of the folders in it; neither: there is nothing, or it is not shown. */
export interface ChartEntryResult {
  readonly text?: string;
  readonly folders?: readonly string[];
}

/** Notification to the server: the operators in the connected cluster, from which their versions are read as from files. */
export const clusterOperatorsNotification = 'dbManifests/clusterOperators';
export interface ClusterOperatorsParams {
  /** Their Deployments with names, labels and images only, documents of YAML or JSON. Empty: no cluster is connected, or nothing is known of its operators. */
  readonly manifests: string;
}

/**
 * Notification from the server: kinds of open files that no file of the workspace defines; all of them, each time they are others.
 * Sent only if `InitializationOptions.clusterDefinitions` is true, and never on behalf of a workspace that is not trusted.
 */
export const wantedDefinitionsNotification = 'dbManifests/wantedDefinitions';
export interface WantedDefinitionsParams {
  /** Each once, sorted. */
  readonly kinds: readonly KindName[];
}

/** Notification to the server: what a cluster says of the kinds that were wanted; it takes the place of what was said before. */
export const clusterDefinitionsNotification = 'dbManifests/clusterDefinitions';
export interface ClusterDefinitionsParams {
  /** For people: the context. Empty: no cluster says anything. */
  readonly cluster: string;
  /** CustomResourceDefinitions, documents of YAML or JSON. */
  readonly documents: readonly string[];
}

/** Request `dbManifests/askTool`: a tool of an assistant, by its name; what it takes is checked by the tool. */
export const toolRequest = 'dbManifests/askTool';
export interface ToolParams {
  readonly name: string;
  /** Nobody has looked at it. */
  readonly input: Readonly<Record<string, unknown>>;
}
export interface ToolResult {
  /** Plain data, whose texts do nothing. */
  readonly answer: object;
  /** The answer says what to ask instead. */
  readonly failed: boolean;
}
