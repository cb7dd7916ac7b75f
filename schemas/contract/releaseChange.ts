import type { ManifestNode, Resource } from './manifest.ts';
import type { Finding, OperatorVersion, RuleContext, Severity } from './rule.ts';

/**
 * What a release makes of manifests that it takes as before: nothing is wrong with them, and they mean something else from then on,
 * or what they leave out does. Told before an upgrade, never by a check.
 */
export interface ReleaseChange {
  /** `<pack>/<what-changes>`. */
  readonly id: string;
  /** The first version that does it: of the operator, or of the server that is upgraded. */
  readonly since: OperatorVersion;
  /** `different`: what is written. `default`: what is left out. `refused` and `ignored`: what is written, and no schema can tell. */
  readonly effect: 'refused' | 'ignored' | 'different' | 'default';
  readonly severity: Severity;
  /** Kinds of the pack that it looks at, and ids of its other subjects. */
  readonly kinds: readonly string[];
  /** Where the fact comes from: the release notes, the manual, or the source of the release. */
  readonly source: string;
  /** As `check` of a rule; `version` is the one before the upgrade. */
  find(context: RuleContext): Iterable<Finding>;
}

/** Programs that a pack's resources run and whose version stands in the manifest: upgraded there, and not with the operator. */
export interface ServerKind {
  /** What people write for it where they choose a version. More than one pack may run the same. */
  readonly id: string;
  /** For people. */
  readonly title: string;
  /** Versions that it can be upgraded to and from, oldest first. */
  readonly versions: readonly OperatorVersion[];
  /** Kinds of the pack that run it. */
  readonly kinds: readonly string[];
  /** Kinds of the pack that are about what it holds, and say no version of their own. */
  readonly contents?: readonly string[];
  /** Where a resource says which version it runs; `undefined`: it does not, or not in one place. */
  versionIn(resource: Resource): WrittenVersion | undefined;
  readonly changes: readonly ReleaseChange[];
}

export interface WrittenVersion {
  readonly version: OperatorVersion;
  readonly node: ManifestNode;
  /** The text of the scalar with another version in it. */
  readonly write: (version: OperatorVersion) => string;
}
