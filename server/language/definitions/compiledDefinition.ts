import type { CompiledSchema, FieldHelp, Span } from '../../../schemas/contract/index.ts';
import type { DefinitionFault } from './definitionFaults.ts';

/** Plain data, so that it can be done elsewhere. */
export interface DefinitionJob {
  /** The document. */
  readonly text: string;
  /** Of definitions among its resources: the one of which a version is wanted, or all of which the faults are. */
  readonly numbers: readonly number[];
  /** The one that is wanted; absent: what is wrong with the definitions. */
  readonly version?: string;
}

/** Places are counted in the document. */
export interface CompiledDefinition {
  /** `undefined`: it cannot be read, has no such version, or says nothing of what is in it. */
  readonly schema: CompiledSchema | undefined;
  readonly help: readonly FieldHelp[];
  /** Where each expression stands first. */
  readonly rules: readonly (readonly [rule: string, place: Span])[];
  /** Asked for only. */
  readonly faults: readonly DefinitionFault[];
}

export const nothingCompiled: CompiledDefinition = { schema: undefined, help: [], rules: [], faults: [] };
