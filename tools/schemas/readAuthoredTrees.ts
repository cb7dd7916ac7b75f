import { expandFile } from '../../schemas/compiler/expandFile.ts';
import type { CompileReport, KubernetesTypes } from '../../schemas/compiler/schemaFile.ts';
import type { SchemaTree } from '../../schemas/compiler/schemaTree.ts';
import { readSchemaFiles } from './readSchemaFiles.ts';

/** The authored schemas below `root`, by `apiVersion kind`. What is wrong with one is added to the report. */
export function readAuthoredTrees(
  root: string,
  types: KubernetesTypes,
  report: CompileReport,
): ReadonlyMap<string, SchemaTree> {
  const files = readSchemaFiles(root, report.problems);
  return new Map(files.map((file) => [`${file.apiVersion} ${file.kind}`, expandFile(file, types, report)]));
}
