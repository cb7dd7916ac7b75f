/** What server and client say to each other beyond the Language Server Protocol; the only thing that both sides of the wire share. */

/** `initializationOptions`. */
export interface InitializationOptions {
  /** false: nothing is run on behalf of the workspace (no git). Absent: true, for editors without the notion. */
  readonly trusted?: boolean;
  /** false: another extension outlines and folds YAML already. Absent: true. */
  readonly structure?: boolean;
  readonly settings?: SettingsSection;
  /** The editor's setting `files.exclude`: what is not shown is not read either. Conditions (`when`) are passed over. */
  readonly filesExclude?: FilesExclude;
}

/** Globs, each switched on or off. */
export type FilesExclude = Readonly<Record<string, unknown>>;

/** The section `dbManifests` of the user's settings, as the server reads it. */
export interface SettingsSection {
  readonly rules?: Readonly<Record<string, string>>;
  readonly operatorVersions?: Readonly<Record<string, string>>;
  readonly inlayHints?: { readonly derivedNames?: boolean };
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
    readonly versionFrom: 'settings' | 'workspace' | 'cluster' | 'unknown';
    readonly versionUri?: string;
    /** To choose from, oldest first. */
    readonly knownVersions: readonly string[];
  }[];
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

/** Scheme of links to pages of rules where they are no files: `db-manifests-rule:/zalando/database-owner-missing.md`. */
export const rulePageScheme = 'db-manifests-rule';
