import type { AuthoredSchema, SchemaPath } from './authoredSchema.ts';

/** What another file of the folder holds. */
export type NeighbourSchema = Pick<SchemaFile, 'schema' | 'definitions'>;

/** The schema of one kind, or of another subject, as a person wrote it. */
export interface SchemaFile {
  /** For reports: the path in the repository. */
  readonly name: string;
  /** The folder in which it lies, by whose name the pack is called. */
  readonly pack: string;
  /** Empty: no kind, but a subject, whose id `kind` is. */
  readonly apiVersion: string;
  readonly kind: string;
  /** Absent: its objects live in namespaces. */
  readonly scope?: 'Cluster';
  /** The only name that an object of the kind may have. */
  readonly objectName?: string;
  readonly schema: AuthoredSchema;
  /** What `$ref: '#/definitions/Name'` refers to, by name. */
  readonly definitions: Readonly<Record<string, AuthoredSchema>>;
  /** A file of the folder, for `$ref: other.yaml#/properties/a`; absent: it stands alone. */
  neighbour?(name: string): NeighbourSchema | undefined;
  /** Line, from 1 on, on which a path stands, or the nearest thing above it. */
  line(path: SchemaPath): number;
}

/** Types of the Kubernetes API. */
export interface KubernetesTypes {
  /**
   * The type behind `$ref: k8s:<name>`, whose own types may be references as well; `undefined`: there is none.
   * @param name `core/v1/Container`, `apps/v1/Deployment`, `meta/v1/ObjectMeta`, `api/resource/Quantity`.
   */
  find(name: string): AuthoredSchema | undefined;
}

/** What a person wants to know of a compilation. Places are `file:line`. */
export interface CompileReport {
  /** The schemas are wrong. */
  readonly problems: string[];
  /** Fields without help. */
  readonly undescribed: string[];
  /** Patterns that JavaScript cannot express, and which are not checked. */
  readonly dropped: string[];
  fields: number;
  fieldsWithHelp: number;
  /** Fields of Kubernetes' own types; they have the help that the API's authors wrote. */
  kubernetesFields: number;
}

/** A report without anything in it. */
export function newReport(): CompileReport {
  return { problems: [], undescribed: [], dropped: [], fields: 0, fieldsWithHelp: 0, kubernetesFields: 0 };
}
