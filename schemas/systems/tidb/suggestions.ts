import type { Suggestion, Vocabulary } from '../../contract/index.ts';
import { backupSuggestions } from './backupSuggestions.ts';
import { clusterVocabulary } from './clusterVocabulary.ts';
import { groupSuggestions } from './groupSuggestions.ts';
import { explainTimestamp } from './timestamps.ts';
import { usualKeys } from './usualKeys.ts';

/** Values for the fields of this pack's schemas. */
export const tidbVocabulary: Vocabulary = {
  usualKeys,
  suggest: {
    ...Object.fromEntries(
      Object.entries(backupSuggestions).map(([name, values]) => [name, (): readonly Suggestion[] => values]),
    ),
    ...clusterVocabulary.suggest,
    ...groupSuggestions,
  },
  keys: { ...clusterVocabulary.keys },
  explain: { tso: explainTimestamp },
};
