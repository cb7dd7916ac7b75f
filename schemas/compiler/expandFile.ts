import type { AuthoredSchema } from './authoredSchema.ts';
import { expandSchema } from './expandSchema.ts';
import { withResourceFields } from './resourceFields.ts';
import type { CompileReport, KubernetesTypes, SchemaFile } from './schemaFile.ts';
import type { SchemaTree } from './schemaTree.ts';

/** The tree of a whole resource, or subject. What is wrong, and what is missing, is added to the report. */
export function expandFile(file: SchemaFile, types: KubernetesTypes, report: CompileReport): SchemaTree {
  if (file.apiVersion === '') return expandSchema(file.schema, { file, types, report });
  const { properties, ...schema } = file.schema;
  const withStatus = { ...schema, properties: { ...properties, status: { ...openStatus, ...properties?.['status'] } } };
  return expandSchema(withResourceFields(withStatus, file), { file, types, report });
}

/** An open map, whatever a type of the Kubernetes API says: nobody reads it, so nothing in it is wrong. */
const openStatus: AuthoredSchema = {
  $ref: 'k8s:meta/v1/FieldsV1',
  'x-unknown': 'silent',
  description: 'Written by the operator; what a manifest says here is ignored.',
};
