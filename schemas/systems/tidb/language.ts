import type { LanguagePack } from '../../contract/index.ts';
import { backupDraft } from './backupDraft.ts';
import { completeConfig } from './completeConfig.ts';
import { describeCluster } from './describeCluster.ts';
import { clusterDraft } from './clusterDraft.ts';
import { tidbChanges } from './tidbChanges.ts';
import { tidbRules } from './rules.ts';
import { tidbVocabulary } from './suggestions.ts';
import { tidb } from './system.ts';
import { detectVersion, operatorV2, operatorVersions, versionSources } from './versions.ts';

export const tidbLanguage: LanguagePack = {
  system: tidb,
  get rules() {
    return tidbRules;
  },
  get changes() {
    return tidbChanges;
  },
  operatorVersions,
  otherOperators: [operatorV2],
  detectVersion,
  versionSources,
  get vocabulary() {
    return tidbVocabulary;
  },
  draft: (wanted) => clusterDraft(wanted) ?? backupDraft(wanted),
  describe: (node, context) => describeCluster(node, context),
  completeText: (node, place) => completeConfig(node, place),
};
