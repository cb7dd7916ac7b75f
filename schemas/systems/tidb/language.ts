import type { LanguagePack } from '../../contract/index.ts';
import { tidbRules } from './rules.ts';
import { tidbVocabulary } from './suggestions.ts';
import { tidb } from './system.ts';

export const tidbLanguage: LanguagePack = {
  system: tidb,
  rules: tidbRules,
  operatorVersions: [],
  vocabulary: tidbVocabulary,
};
