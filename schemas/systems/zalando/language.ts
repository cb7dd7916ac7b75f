import type { LanguagePack } from '../../contract/index.ts';
import { describe } from './describe.ts';
import { draft } from './draft.ts';
import { clusterRules } from './rulesCluster.ts';
import { podRules } from './rulesPods.ts';
import { zalandoVocabulary } from './suggestions.ts';
import { zalando } from './system.ts';
import { detectVersion, operatorVersions, versionSources } from './versions.ts';

export const zalandoLanguage: LanguagePack = {
  system: zalando,
  rules: [...clusterRules, ...podRules],
  operatorVersions,
  detectVersion,
  versionSources,
  vocabulary: zalandoVocabulary,
  draft,
  describe,
};
