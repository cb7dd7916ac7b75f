import type { ManifestPath, ManifestValue, Resource } from './manifest.ts';
import type { Labels } from './recipe.ts';
import type { Said } from './said.ts';

/**
 * How what runs here is given a database that somebody else runs. Where its credentials have to be is what the recipe of the
 * resource with these fields says: in the Secret of the first login.
 */
export interface ExternalDatabase {
  /** Labels of Secrets in which services of a cluster say where a database is and who may log in. */
  readonly offers: Labels;
  /** Name of the database to suggest. */
  readonly name: string;
  /** What has to be true of the database before it is used, a sentence or two. */
  readonly remark: Said;
  /** What a resource then says. Empty: resources of this kind lead to no database. Pure, never throws. */
  fields(resource: Resource, place: DatabasePlace): readonly FieldValue[];
}

/** Where a database is, as seen from any namespace. */
export interface DatabasePlace {
  readonly host: string;
  readonly port: number;
  readonly database: string;
}

/** What a field is to say. */
export interface FieldValue {
  readonly path: ManifestPath;
  readonly value: ManifestValue;
}
