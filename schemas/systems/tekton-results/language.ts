import type { LanguagePack } from '../../contract/index.ts';
import { describe } from './describe.ts';
import { draft } from './draft.ts';
import { kindGroups } from './kindGroups.ts';
import { detectVersion, operatorVersions, versionSources } from './operatorVersion.ts';
import { tektonResultsChanges } from './tektonResultsChanges.ts';
import { tektonResultsRules } from './rules.ts';
import { tektonResultsVocabulary } from './tektonResultsVocabulary.ts';
import { tektonResults } from './system.ts';

export const tektonResultsLanguage: LanguagePack = {
  system: tektonResults,
  operatorVersions,
  get rules() {
    return tektonResultsRules;
  },
  get changes() {
    return tektonResultsChanges;
  },
  detectVersion,
  versionSources,
  groups: kindGroups,
  get vocabulary() {
    return tektonResultsVocabulary;
  },
  draft: (wanted) => draft(wanted),
  describe: (node, context) => describe(node, context),
};
