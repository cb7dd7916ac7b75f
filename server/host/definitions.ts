import { compileDefinition } from '../language/definitions/compileDefinition.ts';
import type { CompiledDefinition, DefinitionJob } from '../language/definitions/compiledDefinition.ts';
import { readTypesFile } from './definitions/readTypesFile.ts';

/** Entry of `dist/definitions.cjs`: what the thread does in which `DefinitionWorker` has definitions compiled. @param dist the folder that the build wrote */
export function answering(dist: unknown): (job: DefinitionJob) => CompiledDefinition {
  const types = readTypesFile(String(dist));
  return (job) => compileDefinition(job, types);
}
