import type { ManifestNode, ManifestPath, Resource } from './manifest.ts';
import type { Said } from './said.ts';
import type { OperatorVersion, WorkspaceIndex } from './rule.ts';

/**
 * Something that a pack understands besides resources. Its schema, its rules and the names in it see it as a `Resource`
 * whose `kind` is the id and whose `apiVersion` is empty; name and namespace are those of the resource around it.
 * Values of a chart are partial always: the chart has the rest.
 */
export interface SubjectKind {
  /** `<pack>/<what>`, such as `zalando/operator-config-map`: what rules list among their kinds, and a schema in its header. */
  readonly id: string;
  /** For people: `ConfigMap that configures the operator`. */
  readonly title: Said;
  /** Resources of others that hold it. */
  readonly parts?: readonly PartClaim[];
  /** Files of this name are it, in whichever folder. */
  readonly file?: string;
  /** The chart whose values it is, in whichever way they are given to it. */
  readonly chart?: ChartClaim;
}

/** A chart of Helm that a pack knows. */
export interface ChartClaim {
  /** As it calls itself: `postgres-operator`. */
  readonly name: string;
  /** Keys at the root of its values that no other chart has: two of them show what a file is. */
  readonly ownKeys: readonly string[];
  /** The version of the operator that runs, by that of the chart (`undefined`: not known) and by the values. */
  versionOf(chartVersion: string | undefined, values: ManifestNode): OperatorVersion | undefined;
  /** Whether the chart makes texts of the values, so that they may be written as texts already. */
  takesTexts?(values: ManifestNode): boolean;
}

/** Maps in a resource that are a subject of their own. */
export interface PartClaim {
  readonly group: string;
  readonly kind: string;
  readonly paths: readonly ManifestPath[];
  /** Of these one stands in the text of every document of which `shows` is true: the others are not parsed to find out. */
  readonly marks: readonly string[];
  /** Whether the resource itself shows that it holds the subject. */
  shows(resource: Resource): boolean;
  /** Names of resources of which others in the workspace say that they hold it; an empty namespace is any. */
  namedBy?(workspace: WorkspaceIndex): Iterable<NamedPart>;
}

/** A resource, by what somebody says of it. */
export interface NamedPart {
  readonly name: string;
  readonly namespace: string;
}
