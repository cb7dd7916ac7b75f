import type { LanguagePack } from '../../contract/index.ts';
import { draft } from './draft.ts';
import { mariadbRules } from './rules.ts';
import { mariadbVocabulary } from './suggestions.ts';
import { mariadb } from './system.ts';
import { detectVersion, operatorVersions, versionSources } from './versions.ts';
import { mariadbChanges } from './mariadbChanges.ts';

export const mariadbLanguage: LanguagePack = {
  system: mariadb,
  get rules() {
    return mariadbRules;
  },
  get changes() {
    return mariadbChanges;
  },
  operatorVersions,
  detectVersion,
  versionSources,
  get vocabulary() {
    return mariadbVocabulary;
  },
  draft: (wanted) => draft(wanted),
};
