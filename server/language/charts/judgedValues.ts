import type { LanguageContext } from '../languageContext.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import { isBroken } from '../yaml/index.ts';
import type { Judgement } from './judgement.ts';
import { plainValues } from './plainValues.ts';
import { mayHaveSchema, soundValues } from './schemedValues.ts';
import type { SchemedValues } from './schemedValues.ts';

export interface JudgedValues {
  readonly values: SchemedValues;
  /** `undefined`: it is to come. */
  readonly judgement: Judgement | undefined;
}

/** Values of a document with what is known of them; of broken text nothing is. */
export function judgedValues(context: LanguageContext, slot: ManifestSlot): readonly JudgedValues[] {
  return slot.memo(judgedKey, () =>
    soundValues(context, slot).flatMap((values) => {
      const plain = isBroken(values.document) ? undefined : plainValues(values.root);
      return plain ? [{ values, judgement: context.judgements.of(values.schema.judged, plain, slot) }] : [];
    }),
  );
}

const judgedKey = Symbol('judged values');
const awaitedKey = Symbol('awaited judgements');

/** Whether somebody still judges values of a file: what is said of it is not all. */
export function awaitsJudgement(context: LanguageContext, file: ManifestFile): boolean {
  const awaited = file.each(awaitedKey, (slot) =>
    mayHaveSchema(context, slot) ? judgedValues(context, slot).filter(({ judgement }) => judgement === undefined) : [],
  );
  return awaited.length > 0;
}
