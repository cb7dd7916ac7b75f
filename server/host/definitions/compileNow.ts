import type { KubernetesTypes } from '../../../schemas/compiler/schemaFile.ts';
import type { CompileDefinition } from '../../language/definitions/compilations.ts';
import { compileDefinition } from '../../language/definitions/compileDefinition.ts';
import { readTypesFile } from './readTypesFile.ts';

/** Compiles while whoever asks waits: in a terminal nobody types meanwhile. @param dist what the build wrote */
export function compileNow(dist: string): CompileDefinition {
  let types: KubernetesTypes | undefined;
  return (job, done) => {
    types ??= readTypesFile(dist);
    done(compileDefinition(job, types));
  };
}
