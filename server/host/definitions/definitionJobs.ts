import { compileDefinition } from '../../language/definitions/compileDefinition.ts';
import type { CompiledDefinition, DefinitionJob } from '../../language/definitions/compiledDefinition.ts';
import { readTypesFile } from './readTypesFile.ts';

/** Does jobs of `DefinitionWorker`. @param dist the folder that the build wrote */
export function definitionJobs(dist: unknown): (job: DefinitionJob) => CompiledDefinition {
  const types = readTypesFile(String(dist));
  return (job) => compileDefinition(job, types);
}
