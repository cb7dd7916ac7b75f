import type { AuthoredSchema, SchemaPath } from '../../schemas/compiler/authoredSchema.ts';
import { readSchema } from '../../schemas/compiler/readSchema.ts';
import type { ReportFault } from '../../schemas/compiler/schemaReading.ts';
import { compile } from '../../server/language/cel/compile.ts';

/** A schema of our own files, whose rules have to be expressions that the language service can run. */
export function readAuthoredSchema(value: unknown, path: SchemaPath, report: ReportFault): AuthoredSchema {
  return readSchema(value, path, { dialect: 'authored', report, expressionFault });
}

function expressionFault(source: string): string | undefined {
  const program = compile(source, ['self', 'oldSelf']);
  return 'problem' in program ? program.problem : undefined;
}
