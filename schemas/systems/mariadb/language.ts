import type { LanguagePack } from '../../contract/index.ts';
import { draft } from './draft.ts';
import { mariadbRules } from './rules.ts';
import { mariadbVocabulary } from './suggestions.ts';
import { mariadb } from './system.ts';
import { detectVersion, operatorVersions, versionSources } from './versions.ts';
import { mariadbChanges } from './mariadbChanges.ts';

export const mariadbLanguage: LanguagePack = {
  system: mariadb,
  rules: mariadbRules,
  changes: mariadbChanges,
  operatorVersions,
  detectVersion,
  versionSources,
  vocabulary: mariadbVocabulary,
  draft,
};
