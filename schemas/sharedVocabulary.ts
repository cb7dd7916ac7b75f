import type { Vocabulary } from './contract/index.ts';
import { commonVocabulary } from './vocabulary/commonVocabulary.ts';

/** Meanings that every pack's schemas may refer to by name. */
export const sharedVocabulary: Vocabulary = commonVocabulary;
