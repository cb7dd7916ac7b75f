import type { LanguagePack } from '../../contract/index.ts';
import { describe } from './describe.ts';
import { draft } from './draft.ts';
import { group } from './naming.ts';
import { crunchyRules } from './rules.ts';
import { crunchyVocabulary } from './suggestions.ts';
import { crunchy } from './system.ts';
import { detectVersion, operatorVersions, versionSources } from './versions.ts';
import { crunchyChanges } from './crunchyChanges.ts';
import { crunchyPostgres } from './crunchyPostgres.ts';

export const crunchyLanguage: LanguagePack = {
  system: crunchy,
  get rules() {
    return crunchyRules;
  },
  get changes() {
    return crunchyChanges;
  },
  get servers() {
    return [crunchyPostgres];
  },
  operatorVersions,
  detectVersion,
  versionSources,
  // https://github.com/CrunchyData/postgres-operator/tree/v5.8.9/pkg/apis/postgres-operator.crunchydata.com/v1beta1
  groups: [{ group, others: {}, whole: true }],
  get vocabulary() {
    return crunchyVocabulary;
  },
  draft: (wanted) => draft(wanted),
  describe: (node, context) => describe(node, context),
};
