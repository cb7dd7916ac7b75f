import type { Duplex, Readable, Writable } from 'node:stream';
import type { Labels, ObjectName, ObjectType } from '../../schemas/contract/recipe.ts';

/** An object as the API server has it. */
export interface KubernetesObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: ObjectMetadata;
  readonly [field: string]: unknown;
}

export interface ObjectMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
  readonly finalizers?: readonly string[];
  /** RFC 3339 */
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly ownerReferences?: readonly { readonly kind: string; readonly name: string; readonly uid: string }[];
  readonly [field: string]: unknown;
}

/** `namespace` absent in all of these: that of the connection for objects of a namespace, every one for `list` and `watch` with `everyNamespace`. */
export interface ListQuery {
  readonly namespace?: string;
  readonly everyNamespace?: true;
  readonly labels?: Labels;
  readonly fields?: Labels;
  readonly signal?: AbortSignal;
}

export interface WriteOptions {
  /** The server answers as if it had done it. */
  readonly dryRun?: true;
  /** Called with each warning of the API server: a deprecated version, a field that it does not know. */
  readonly onWarning?: (warning: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * One object and no other of its name: the one that a person was shown, or that was read for the change itself. Every write
 * takes one; `knownObject` makes it.
 */
export interface KnownObject extends ObjectName {
  readonly uid: string;
}

/** One that is to be made: if there is one of its name by then, it is left alone. */
export interface NewObject extends ObjectName {
  readonly uid: null;
}

interface JudgedOptions extends WriteOptions {
  /** Only if the object has not changed since: what was judged in it still holds. Status counts as well; `asJudged` looks again then. */
  readonly resourceVersion?: string;
}

/** The status of a custom resource is compared by version alone: there the API server takes any uid for the right one. */
export type PatchOptions = JudgedOptions &
  ({ readonly subresource?: never } | { readonly subresource: 'status'; readonly resourceVersion: string });

export interface ApplyOptions extends JudgedOptions {
  /** Takes fields over from other managers. */
  readonly force?: true;
}

export interface DeleteOptions extends JudgedOptions {
  /** Seconds. Absent: the object's own. */
  readonly gracePeriod?: number;
  /** The object stays, with a deletion timestamp, until what it owns is gone. Absent: what the type has as its default. */
  readonly propagation?: 'foreground';
}

export type WatchEvent =
  /** What there is at the start; comes again after an interruption that lost events. */
  | { readonly kind: 'all'; readonly objects: readonly KubernetesObject[] }
  | { readonly kind: 'added' | 'changed' | 'deleted'; readonly object: KubernetesObject }
  /** The watch goes on by itself, with growing pauses. */
  | { readonly kind: 'interrupted'; readonly error: Error };

export interface PodTarget {
  readonly namespace: string;
  readonly pod: string;
}

export interface ExecRequest extends PodTarget {
  readonly container: string;
  /** Arguments, never a shell line. */
  readonly command: readonly string[];
  /** Its end is the end of the program's input. Absent: none. */
  readonly stdin?: Readable;
  readonly stdout: Writable;
  /** With a terminal everything comes by `stdout`. */
  readonly stderr?: Writable;
  readonly terminal?: TerminalSize;
  readonly signal?: AbortSignal;
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
  /** Called with every new size; returns how to stop that. */
  onChange(listener: (columns: number, rows: number) => void): () => void;
}

export interface LogRequest extends PodTarget {
  readonly container: string;
  readonly follow?: true;
  /** Absent: from the start. */
  readonly lastLines?: number;
  readonly signal: AbortSignal;
}

export type Verb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete';

export interface Permission {
  readonly verb: Verb;
  /** Empty: Kubernetes' core. */
  readonly group: string;
  readonly plural: string;
  /** `exec`, `portforward`, `log`, `status`. */
  readonly subresource?: string;
  /** Absent: for objects of the whole cluster, or in every namespace. */
  readonly namespace?: string;
}

/**
 * One context of a kubeconfig, pinned: server, certificate authority and user stay those that it began with, whatever is
 * written into the files later; only credentials of that user are refreshed. Every function fails with a `ClusterError` and nothing else; `cancelled` where a signal
 * was used. Objects of Secrets pass through: whoever reads one keeps it no longer than a session needs it.
 */
export interface ClusterConnection {
  readonly context: string;
  /** The context's, `default` if it names none. */
  readonly namespace: string;
  /** URL of the API server. */
  readonly server: string;
  /** `undefined`: it does not exist. */
  read(object: ObjectName, signal?: AbortSignal): Promise<KubernetesObject | undefined>;
  /** Empty also where the cluster does not know the type. All pages. */
  list(type: ObjectType, query?: ListQuery): Promise<readonly KubernetesObject[]>;
  /** Whether the cluster has this type in this version. */
  serves(type: ObjectType, signal?: AbortSignal): Promise<boolean>;
  /** The type behind `apiVersion` and `kind` of a manifest, as the cluster knows it; `undefined`: it does not. */
  typeOf(apiVersion: string, kind: string, signal?: AbortSignal): Promise<ObjectType | undefined>;
  /** What the API server says of all kinds of a group and version, as OpenAPI; `undefined`: it does not know them. */
  openApi(
    type: Pick<ObjectType, 'group' | 'version'>,
    signal?: AbortSignal,
  ): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** Of Kubernetes, such as `v1.36.3`; providers add words of their own. `undefined`: it does not say. */
  release(signal?: AbortSignal): Promise<string | undefined>;
  create(
    type: ObjectType,
    object: unknown,
    options?: WriteOptions & { readonly namespace?: string },
  ): Promise<KubernetesObject>;
  /** Merge patch, RFC 7386. Fails with `changed` for another object of the name, or another version than that of the options. */
  patch(object: KnownObject, patch: object, options?: PatchOptions): Promise<KubernetesObject>;
  /** Server-side apply, with a field manager of its own; unknown fields are refused. Fails with `changed` as `patch` does. */
  apply(object: KnownObject | NewObject, body: object, options?: ApplyOptions): Promise<KubernetesObject>;
  /** true: it is gone or going; false: it did not exist any more. Fails with `changed` for another version. */
  delete(object: KnownObject, options?: DeleteOptions): Promise<boolean>;
  can(permission: Permission, signal?: AbortSignal): Promise<boolean>;
  /** Goes on until the signal ends it; first everything there is, then each change. */
  watch(type: ObjectType, query: ListQuery, onEvent: (event: WatchEvent) => void, signal: AbortSignal): void;
  /** One connection to a port of a pod, ended with either side. */
  forward(target: PodTarget, port: number, signal?: AbortSignal): Promise<Duplex>;
  /** Exit status of the program. */
  exec(request: ExecRequest): Promise<number>;
  /** Lines as they come, decoded as UTF-8. */
  logs(request: LogRequest): Promise<Readable>;
  /** Ends watches and connections that are still open. */
  close(): void;
}

/** What a kubeconfig offers. */
export interface KubeContexts {
  /** Empty string: none is current. */
  readonly current: string;
  readonly contexts: readonly { readonly name: string; readonly namespace: string; readonly server: string }[];
}

/** The one door to clusters; `createClusters.ts` implements it, tests may stand in for it. */
export interface Clusters {
  /** Files that a kubeconfig is read from, in order; for the person and for watching. */
  readonly files: readonly string[];
  contexts(): Promise<KubeContexts>;
  /**
   * Absent context: the current one. Asks nothing of the network yet. `known`, an older connection, is what comes back
   * as long as the kubeconfig says the same of its context.
   */
  connect(context?: string, known?: ClusterConnection): Promise<ClusterConnection>;
}
