import type { CompiledDefinition, DefinitionJob } from '../../language/definitions/compiledDefinition.ts';
import { startThread } from '../startThread.ts';
import type { Thread } from '../startThread.ts';

export type CompilerThread = Thread<DefinitionJob, CompiledDefinition>;

/** In MB: more is no definition. */
const memory = 512;

/** A thread of Node with what the build wrote for it (`definitions.cjs`). @param dist the folder that the build wrote */
export function startCompiler(dist: string): Promise<CompilerThread> {
  return startThread({ dist, bundle: 'definitions.cjs', memory, data: dist });
}
