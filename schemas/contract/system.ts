import type { ExternalDatabase } from './externalDatabase.ts';
import type { Identity, ManifestNode, ManifestPath, Resource } from './manifest.ts';
import type { Markdown } from './markdown.ts';
import type { Said } from './said.ts';
import type { ReadNames } from './names.ts';
import type { ObjectType, ReadRecipe } from './recipe.ts';
import type { SubjectKind } from './subjects.ts';
import type { Draft, OperatorVersion, Rule, RuleContext, ServedDatabases } from './rule.ts';
import type { ReleaseChange, ServerKind } from './releaseChange.ts';

/** A kind of resource that a pack answers for. */
export interface SystemKind {
  readonly group: string;
  /** API versions, the one to write first. */
  readonly versions: readonly string[];
  readonly kind: string;
  /** As in the resource's URL: `postgresqls`. */
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
  /** Page of the manual that describes the kind. */
  readonly manual?: string;
  /** Plainly a patch for a resource that stands elsewhere, by what it lacks. */
  readonly isPatch?: (resource: Resource) => boolean;
  /** Databases run behind resources of this kind: the view of a cluster lists them. */
  readonly runs?: true;
  /** Known by its name only, without a schema: other tools are not asked to hold back. */
  readonly namesOnly?: true;
  /** No label is known by which its pods are found: the client looks for those whose owners lead to the resource. */
  readonly podsByOwner?: true;
}

/** What else is known of an API group: its kinds are told from misspelt ones. */
export interface KindGroup {
  readonly group: string;
  /** Kinds that the group has besides those that the pack answers for, with the API versions of each. */
  readonly others: Readonly<Record<string, readonly string[]>>;
  /** Together these are all kinds of the group: the API server refuses any other. */
  readonly whole?: true;
}

/** Something that the operator makes from a spec. */
export interface Derived {
  readonly type: 'Secret' | 'ConfigMap' | 'Service' | 'Role' | 'Database' | 'CronJob' | 'Pod' | 'Volume';
  readonly name: string;
  /** Empty: that of the resource. */
  readonly namespace?: string;
  /** Keys of a Secret or ConfigMap. */
  readonly keys?: readonly string[];
  /** The field that causes it. */
  readonly because: ManifestPath;
  /** A few words for people: `can log in`, `read-only`. */
  readonly note?: Said;
  /** Of a Service with databases behind it: what its clients have to know. */
  readonly serves?: ServedDatabases;
}

/** Small half of a pack, for client and server: what a database system is. */
export interface DatabaseSystem {
  /** Folder and prefix of rule ids: `zalando`. */
  readonly id: string;
  /** For people: `Zalando Postgres Operator`. */
  readonly title: string;
  readonly kinds: readonly SystemKind[];
  /** Page of the manual that says how the operator is installed. */
  readonly installation?: string;
  /** Known by names only, without schemas and rules: other tools are not asked to hold back. */
  readonly namesOnly?: true;
  /** Names that a resource declares inside itself and refers to elsewhere. */
  readonly names?: ReadNames;
  /** Types of names inside a resource above which editors say how many refer to them, as above resources: `zalando/user`. */
  readonly countedNames?: readonly string[];
  /** What the operator will make of a resource. Read by hover, inlay hints, index, completion and client alike. */
  derive(resource: Resource): Iterable<Derived>;
  /** How to reach, run and clean up what is behind a resource; `undefined`: nothing runs for it. */
  readonly recipe?: ReadRecipe;
  /** Absent: it needs no database of others. */
  readonly externalDatabase?: ExternalDatabase;
  /** Resources that configure the operator and may rename labels and Secrets; looked up where the usual labels find nothing. */
  readonly configuredBy?: readonly (ObjectType & { readonly name?: string })[];
}

/** What runs kinds and has versions. */
export interface SystemOperator {
  /** In settings and options: `tidb-v2`. */
  readonly id: string;
  /** For people. */
  readonly title: string;
  /** Known operator versions, oldest first, for the choice in settings. */
  readonly operatorVersions: readonly OperatorVersion[];
  /** Its version if this resource (a Deployment, a ConfigMap ...) reveals it. */
  detectVersion?(resource: Resource): OperatorVersion | undefined;
}

/** An operator that may run beside the first of a pack, and has kinds of its own. */
export interface OtherOperator extends SystemOperator {
  /** API groups of its kinds; `x-since` of their schemas counts in its versions. */
  readonly groups: readonly string[];
}

/**
 * Large half of a pack, for the server only: `operatorVersions` and `detectVersion` are those of the operator that the system is
 * named for. What is asked about its resources only (`rules`, `changes`, `servers`, `vocabulary`) is best behind `get`: the build
 * then sets it up when the first of them is seen.
 */
export interface LanguagePack extends Omit<SystemOperator, 'id' | 'title'> {
  readonly system: DatabaseSystem;
  /** What it understands besides resources. */
  readonly subjects?: readonly SubjectKind[];
  readonly rules: readonly Rule[];
  /** Absent: one operator runs all kinds. */
  readonly otherOperators?: readonly OtherOperator[];
  /** What releases of the operator make of manifests that they take as before. */
  readonly changes?: readonly ReleaseChange[];
  /** Programs behind its resources that have a version of their own. */
  readonly servers?: readonly ServerKind[];
  /** Whose versions these are, where no operator is behind the kinds. */
  readonly versionsOf?: string;
  /** Kinds, outside the pack's own, that `detectVersion` of any of its operators wants to see. */
  readonly versionSources?: readonly { readonly group: string; readonly kind: string }[];
  /** What is known of API groups besides the system's kinds. */
  readonly groups?: readonly KindGroup[];
  /** API versions of kinds that releases bring or take away, also of kinds that are not the system's: its rules look at these as well. */
  readonly passing?: readonly Pick<Identity, 'apiVersion' | 'kind'>[];
  /** Answers to `x-suggest` and `x-keys` of the pack's schemas, by name; names not found here are looked up in the vocabulary. */
  readonly vocabulary?: Vocabulary;
  /** What a fix writes for a resource that is referred to and that nobody declares; `undefined`: nothing that a person writes. */
  draft?(wanted: WantedResource): Draft | undefined;
  /** What can stand at a place of a text behind `|` that has a grammar of its own, such as TOML; `undefined`: nothing is known. */
  completeText?(node: ManifestNode, place: TextPlace): TextOffers | undefined;
  /** More for the hover on a node; what `derive` says is added anyway. */
  describe?(node: ManifestNode, context: RuleContext): Said | Markdown | undefined;
}

/** A cursor in a text of a manifest. */
export interface TextPlace {
  readonly resource: Resource;
  /** Without its indentation, lines end with `\n`; half written where a person types. */
  readonly text: string;
  /** Of the cursor, as UTF-16 offset into `text`. */
  readonly offset: number;
}

/** What a person may be typing in a text. */
export interface TextOffers {
  /** What it replaces, as UTF-16 offsets into the text, end excluded; within one line. */
  readonly start: number;
  readonly end: number;
  /** The likeliest first. */
  readonly offers: readonly TextOffer[];
}

export interface TextOffer {
  readonly label: string;
  readonly kind: 'key' | 'value';
  /** What is written; one line. */
  readonly insert: string;
  /** Written behind it, with `$0` where the cursor comes to stand. */
  readonly behind?: string;
  /** What has been typed is compared with; absent: the label. */
  readonly filter?: string;
  /** A few words beside it. */
  readonly detail?: Said;
  /** There is more to choose from behind it. */
  readonly continues?: boolean;
}

/** A resource that is missing: what is known about it from those that refer to it. */
export interface WantedResource {
  /** As in `NameUse.type`: `Secret`. */
  readonly type: string;
  readonly name: string;
  /** Empty: not written. */
  readonly namespace: string;
  /** Keys that somebody asks for, sorted. */
  readonly keys: readonly string[];
  /** The one that refers to it, and of which the fix is. */
  readonly by: Resource;
}

/**
 * Keys of maps in the order in which people write them, most used first, as words with blanks between them. Marked with `!` is what
 * nearly everybody keeps beside the key that the map stands behind; behind `|` stands what hardly anybody writes. By the place of the
 * map: its kind and path (`Cluster spec.backup`, `Secret` for the resource itself), or the end of a path, with `[]` for an item
 * (`containers[]`, `env[].valueFrom`). The longest place counts.
 */
export type UsualKeys = Readonly<Record<string, string>>;

/** Meanings that a schema refers to by name. */
export interface Vocabulary {
  /** What completion lists first: that of the pack before that of all packs. */
  readonly usualKeys?: UsualKeys;
  /** Values for a field marked `x-suggest: <name>`. */
  readonly suggest?: Readonly<Record<string, (context: SuggestContext) => Iterable<Suggestion>>>;
  /** Keys of a map marked `x-keys: <name>`, each with its help. */
  readonly keys?: Readonly<Record<string, KeyDictionary>>;
  /** One paragraph about the value of a field marked `x-explain: <name>`: a quantity in bytes, a cron line in words. */
  readonly explain?: Readonly<Record<string, (node: ManifestNode, now: Date) => Said | undefined>>;
  /** The spelling most likely meant by a text that the pattern of a field marked `x-suggest` or `x-explain: <name>` refuses; `undefined`: anyone's guess. */
  readonly repair?: Readonly<Record<string, (text: string, node: ManifestNode) => string | undefined>>;
}

export interface SuggestContext {
  readonly resource: Resource;
  /** The field that is being filled in; may be missing. */
  readonly node: ManifestNode;
  readonly version: OperatorVersion | undefined;
  readonly workspace: RuleContext['workspace'];
}

export interface Suggestion {
  /** The value as a person reads it; inserted with the quotes it needs. */
  readonly value: string | number | boolean;
  /** A few words beside it. */
  readonly detail?: Said;
  readonly help?: Said | Markdown;
  readonly deprecated?: boolean;
  /** Until when it is looked after, as in `2026-11-12`: from the next day on it is deprecated, and comes last. */
  readonly lastDay?: string;
}

/** Known keys of an open map, such as the parameters of postgresql.conf. */
export interface KeyDictionary {
  /** All keys that fit the resource. */
  keys(resource: Resource): Iterable<KnownKey>;
  find(key: string, resource: Resource): KnownKey | undefined;
}

export interface KnownKey {
  readonly key: string;
  readonly detail?: Said;
  readonly help: Markdown;
  /** Sentences below it. */
  readonly facts?: Said;
  /** Page of the manual where there is more. */
  readonly manual?: string;
  readonly values?: readonly Suggestion[];
  /** What completion writes after the key. */
  readonly insert?: string;
}
