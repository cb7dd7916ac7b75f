import type { JudgedSchema } from '../../../schemas/compiler/charts/judgedSchema.ts';
import type { ManifestPath } from '../../../schemas/contract/index.ts';

/** Whether values are what the schema of their chart takes. Plain data, for another thread. */
export interface JudgeQuestion {
  readonly id: number;
  /** The same object for as long as the schema is the same. */
  readonly schema: JudgedSchema;
  /** Without what is not known. */
  readonly values: unknown;
  /** JSON pointers of maps below lists from which something is left out. */
  readonly open: readonly string[];
}

/** `late`: it took too long, and is not tried again. `failed`: nobody could be asked. */
export type Judgement = { readonly faults: readonly ValueFault[] } | { readonly unable: 'late' | 'failed' };

/** A value that the schema refuses. */
export interface ValueFault {
  readonly path: ManifestPath;
  readonly what: FaultOfValue;
}

/** Why, with what the schema asks for. Values of `enum` and `const` are JSON. */
export type FaultOfValue =
  | { readonly is: 'type'; readonly types: readonly string[] }
  | { readonly is: 'enum'; readonly allowed: readonly unknown[] }
  | { readonly is: 'pattern' | 'format'; readonly expected: string }
  | { readonly is: 'bounds'; readonly comparison: '<' | '<=' | '>' | '>='; readonly limit: number }
  | { readonly is: 'step'; readonly step: number }
  | { readonly is: 'length'; readonly least?: number; readonly most?: number }
  | { readonly is: 'twice'; readonly first: number; readonly second: number }
  | { readonly is: 'missing'; readonly key: string; readonly because?: string }
  | { readonly is: 'unknown'; readonly key: string }
  | { readonly is: 'wrong key'; readonly key: string }
  /** It fits none, or more than one, of the forms that the schema allows. */
  | { readonly is: 'form'; readonly fits: 'none' | 'several' }
  /** What the schema says in another way: nothing may stand there, or not this. */
  | { readonly is: 'refused' };
