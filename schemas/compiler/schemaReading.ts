import type { SchemaPath } from './authoredSchema.ts';

/** Hears of what is malformed: the place, and one sentence without it. */
export type ReportFault = (path: SchemaPath, sentence: string) => void;

export interface SchemaReading {
  /** `crd`: keywords of our own say nothing. */
  readonly dialect: 'authored' | 'crd';
  readonly report: ReportFault;
  /** A few words on what is wrong with an expression of a rule; absent: nobody asks. */
  readonly expressionFault?: (source: string) => string | undefined;
}
