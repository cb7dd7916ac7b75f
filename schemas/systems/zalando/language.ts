import type { LanguagePack } from '../../contract/index.ts';
import { zalandoChanges } from './zalandoChanges.ts';
import { describe } from './describe.ts';
import { draft } from './draft.ts';
import { zalandoPostgres } from './zalandoPostgres.ts';
import { zalandoRules } from './rules.ts';
import { zalandoSubjects } from './subjects.ts';
import { zalandoVocabulary } from './suggestions.ts';
import { zalando } from './system.ts';
import { detectVersion, operatorVersions, versionSources } from './versions.ts';

export const zalandoLanguage: LanguagePack = {
  system: zalando,
  subjects: zalandoSubjects,
  get rules() {
    return zalandoRules;
  },
  get changes() {
    return zalandoChanges;
  },
  get servers() {
    return [zalandoPostgres];
  },
  operatorVersions,
  detectVersion,
  versionSources,
  // https://github.com/zalando/postgres-operator/tree/v2.0.1/pkg/apis/acid.zalan.do/v1
  groups: [{ group: 'acid.zalan.do', others: {}, whole: true }],
  get vocabulary() {
    return zalandoVocabulary;
  },
  draft: (wanted) => draft(wanted),
  describe: (node, context) => describe(node, context),
};
