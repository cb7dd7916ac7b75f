import type { Said } from './said.ts';
import type { ManifestValue, Resource } from './manifest.ts';

/**
 * How one works with what runs behind a resource: where its databases listen, who may log in, how it is restarted,
 * looked after and cleaned up. Data, made from a resource alone; only the client acts on it.
 */
export interface Recipe {
  /** Where pods and Secrets are. Absent: the namespace of the resource. */
  readonly namespace?: string;
  /** Pods that hold the databases, old and new labels: the first selector that finds a pod counts. Empty: none of its own. */
  readonly members: readonly PodSelector[];
  /** Absent: nobody connects to a resource of this kind. */
  readonly access?: DatabaseAccess;
  /** Where clients of its own connect, for a tunnel: nothing here speaks the protocol. */
  readonly listens?: { readonly port: number };
  /** What may be done to it, in the order to offer. */
  readonly actions: readonly Action[];
  /** What must exist beside it, and why. */
  readonly needs: readonly Need[];
  /** What the resource itself says about its state; of a manifest that was never applied, only what can be seen in the manifest. */
  readonly health: readonly HealthLine[];
  /** Fields that the operator or the API server does not let change: paths as the API server writes them, `spec.volume.size`. */
  readonly guarded?: readonly GuardedField[];
  /** Fields that running pods take in only when they start again; after a change a restart is offered. Paths as in `guarded`, without `*`. */
  readonly readAtStart?: readonly string[];
  readonly operator?: OperatorPlace;
  readonly cleanUp?: CleanUp;
  /** Pods without a database that belong to it all the same: programs that use one elsewhere, poolers. */
  readonly companions?: readonly Companion[];
  /** Logs that its databases write into files; what their containers print is another one. */
  readonly logFiles?: readonly LogFile[];
  /** What is run in the container of the primary to see whether something works. None of them changes anything. */
  readonly lookups?: readonly Lookup[];
  /** CronJobs that the operator makes, whose last run is worth a look. */
  readonly scheduled?: readonly Scheduled[];
  /** What lines in its logs mean, and in those of its operator. */
  readonly knownLines?: readonly KnownLine[];
}

/** Pods of one kind; all of these labels. */
export interface Companion {
  /** `API` */
  readonly title: Said;
  readonly labels: Labels;
  /** Whose log is read. Absent: the first one. */
  readonly container?: string;
  /** Something is wrong if there is none. */
  readonly needed?: true;
}

export interface LogFile {
  readonly title: Said;
  /** Prints its end and follows it. Arguments, never a shell line made of names. */
  readonly command: readonly string[];
}

export interface Lookup {
  /** `Backups` */
  readonly title: Said;
  /** Prints lines for people, none if there is nothing to look at, and ends with 0 if all is well. No secret may be among them. */
  readonly command: readonly string[];
  /** What to do if it fails, one sentence. */
  readonly remedy: Said;
}

export interface Scheduled {
  /** `Logical backup` */
  readonly title: Said;
  /** Of the CronJob, in the namespace of the pods. */
  readonly name: string;
}

export interface KnownLine {
  /** Part of the line, lower and upper case alike. */
  readonly text: string;
  /** The cause and what to do, one or two sentences. */
  readonly meaning: Said;
}

/** Labels that an object carries, all of them. A value may come from a manifest: whoever asks the API server refuses what is no label value. */
export type Labels = Readonly<Record<string, string>>;

export interface PodSelector {
  readonly labels: Labels;
  /** How the primary is told from the replicas. Absent: all pods are alike, any of them serves. */
  readonly role?: { readonly label: string; readonly primary: readonly string[]; readonly replica: readonly string[] };
}

export interface DatabaseAccess {
  /** The protocol that clients speak; what the server makes of a session is said below. */
  readonly engine: 'postgresql' | 'mysql';
  /** Of the pods, where the database listens. */
  readonly container: string;
  readonly port: number;
  /** A host outside of the members: another system's Service (`db.shop.svc`), or a machine outside of the cluster. */
  readonly host?: string;
  /** The leader follows another cluster: sessions are read-only. */
  readonly readOnly?: true;
  /** Whether a session can be promised to begin read-only, as sessions of protected contexts do. */
  readonly readOnlySessions: ReadOnlySessions;
  /** Who can log in, the one to offer first first. */
  readonly logins: readonly Login[];
  /** Major version that its clients need at least: of a server that somebody else chooses. */
  readonly oldestServer?: number;
  /** Databases that the manifest makes; the one to offer first first. */
  readonly databases: readonly string[];
  readonly tls: TlsAccess;
  /** Inside the container: a client that needs no password, without role and database: `psql -U postgres`. Empty: it has none. */
  readonly localClient: readonly string[];
}

/** `kept`: the server refuses writes until somebody lifts that in the session. `notKept`: why it cannot be promised, one sentence. */
export type ReadOnlySessions = 'kept' | { readonly notKept: Said };

export interface Login {
  readonly role: string;
  /** A few words for people: `superuser`, `owner of shop`. */
  readonly note?: Said;
  /** Absent: nobody keeps its password in a Secret; it is asked for. */
  readonly secret?: SecretSource;
  /** The role has no password unless somebody gave it one: TiDB's root. */
  readonly noPassword?: true;
  /** Databases that it is meant for. Absent: all. */
  readonly databases?: readonly string[];
}

export interface SecretSource {
  readonly name: string;
  /** Absent: that of the recipe. */
  readonly namespace?: string;
  /** Finds the Secret where its name has changed. */
  readonly labels?: Labels;
  /** Key of the user name. Absent: the role's name is the user name. */
  readonly userKey?: string;
  readonly passwordKey: string;
  readonly databaseKey?: string;
}

/** What a client does about TLS, as libpq has it. */
export type SslMode = 'disable' | 'allow' | 'prefer' | 'require' | 'verify-ca' | 'verify-full';

export interface TlsAccess {
  /** The most that works without a certificate authority at hand. */
  readonly mode: SslMode;
  /** With the authority's certificate in hand the server is verified; if it is not there, `mode` holds. */
  readonly authority?: AuthoritySource;
}

export interface AuthoritySource {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly name: string;
  readonly namespace?: string;
  readonly key: string;
  readonly mode: 'verify-ca' | 'verify-full';
  /** The name in the server's certificate, for `verify-full`. */
  readonly serverName?: string;
  /** The manifest asks for it: not finding it is a fault, not a reason to verify less. */
  readonly required?: true;
}

/** Something that a person lets the operator, or Kubernetes, do. */
export interface Action {
  /** Unique within the recipe: `restart`, `restart-postgres`. */
  readonly id: string;
  readonly command: 'restart' | 'switchover' | 'backup';
  /** `Restart all pods, replicas first` */
  readonly title: Said;
  /** What will happen, in one or two sentences, said before the person agrees. */
  readonly consequence: Said;
  /** A member to choose before. */
  readonly chooses?: 'replica';
  /** Done one after the other; the first that fails ends it. */
  steps(given: ActionInput): readonly Step[];
  /** How it is known to have worked, after the last step; of the same input as the steps. Absent: with the last step. */
  until?(given: ActionInput): Outcome;
}

export interface ActionInput {
  readonly now: Date;
  /** Names of pods; empty: none is known. */
  readonly primary: string;
  readonly chosen: string;
}

/** What is waited for. */
export type Outcome =
  /** Every pod with these labels (those of the members, if absent) was made after the action began, and is ready. */
  | { readonly kind: 'pods-renewed'; readonly labels?: Labels; readonly namespace?: string }
  /** The chosen member is the primary. */
  | { readonly kind: 'primary-is-chosen' }
  /** A Job that the steps made has completed. */
  | { readonly kind: 'job-complete'; readonly labels: Labels }
  /** A field of an object reads one of these values, or one of those that mean that it failed. */
  | {
      readonly kind: 'field-reads';
      readonly object: ObjectName;
      /** `status.phase` */
      readonly field: string;
      readonly values: readonly string[];
      readonly failures: readonly string[];
    };

/** One thing that is done, by the client and nobody else. */
export type Step =
  /** Merge patch (RFC 7386) of the resource of the recipe. */
  | { readonly kind: 'patch'; readonly subresource?: 'status'; readonly patch: MergePatch }
  /** Merge patch of every pod with these labels. */
  | { readonly kind: 'patch-pods'; readonly labels: Labels; readonly patch: MergePatch }
  /** Arguments, never a shell line. */
  | { readonly kind: 'exec'; readonly pod: string; readonly container: string; readonly command: readonly string[] }
  /** One after the other, each after the one before has a successor that is ready. */
  | { readonly kind: 'delete-pods'; readonly labels: Labels; readonly namespace?: string }
  | { readonly kind: 'create'; readonly type: ObjectType; readonly object: ManifestValue }
  | { readonly kind: 'run-cron-job'; readonly name: string; readonly jobName: string }
  /** Deletes the resource of the recipe and makes it again from what was saved before. */
  | { readonly kind: 'recreate' };

/** RFC 7386: a map, for the API server takes nothing else for an object. */
export type MergePatch = Readonly<Record<string, ManifestValue>>;

export interface ObjectType {
  /** Empty: Kubernetes' core. */
  readonly group: string;
  readonly version: string;
  /** As in the URL: `persistentvolumeclaims`. */
  readonly plural: string;
  readonly kind: string;
  readonly scope: 'Namespaced' | 'Cluster';
}

export interface ObjectName extends ObjectType {
  readonly name: string;
  /** Absent: that of the recipe. */
  readonly namespace?: string;
}

export interface Need {
  readonly object: ObjectName;
  /** Keys of a Secret or ConfigMap. */
  readonly keys?: readonly string[];
  /** `credentials of role shop` */
  readonly purpose: Said;
  /** What to do if it is missing, one sentence. */
  readonly remedy: Said;
  /** Nothing breaks without it. */
  readonly optional?: true;
}

/** What stands between backticks is shown as code where a page is made of it. */
export interface HealthLine {
  readonly title: Said;
  readonly state: 'good' | 'bad' | 'unknown' | 'note';
  /** What was seen. */
  readonly text: Said;
  /** One sentence; with `bad` always. */
  readonly remedy?: Said;
}

export interface GuardedField {
  /** `spec.volume.size`; `*` stands for one key or index. */
  readonly field: string;
  /** `grows-only`: a quantity that cannot shrink. */
  readonly change: 'never' | 'grows-only';
  /** What happens if it changes, one sentence. */
  readonly consequence: Said;
}

/** Where the operator's own pods are, in whatever namespace. */
export interface OperatorPlace {
  /** Tried in turn. */
  readonly pods: readonly Labels[];
  readonly container?: string;
  /** A page for people, as Zalando's operator has: pods and the port on which they serve HTTP. */
  readonly ui?: { readonly title: string; readonly pods: readonly Labels[]; readonly port: number };
}

/** What may be left once the resource is gone. */
export interface CleanUp {
  readonly leftovers: readonly Leftover[];
  /** What a search in the cluster cannot find, a sentence each: `Backups in the bucket stay.` */
  readonly notes: readonly Said[];
}

export interface Leftover {
  readonly type: ObjectType;
  readonly labels: Labels;
  /** In every namespace, not in that of the recipe alone. */
  readonly everyNamespace?: true;
  /** What is lost with it. `data` and `credentials` are not ticked beforehand. */
  readonly holds: 'data' | 'credentials' | 'nothing';
}

/**
 * `configuration`: the resource that configures the operator, where it was found in the cluster. `owned`, of a kind with
 * `podsByOwner`: labels of the pods that were found in the cluster, a set for each group. Pure, never throws.
 */
export type ReadRecipe = (
  resource: Resource,
  configuration?: Resource,
  owned?: readonly Labels[],
) => Recipe | undefined;
