import type { LanguagePack } from '../../contract/index.ts';
import { checkedRules } from './checkedRules.ts';
import { describe } from './describe.ts';
import { draft } from './draft.ts';
import { cloudnativePgVocabulary } from './suggestions.ts';
import { cloudnativePg } from './system.ts';
import { detectVersion, operatorVersions, versionSources } from './versions.ts';
import { cloudnativePgChanges } from './cloudnativePgChanges.ts';
import { cloudnativePgPostgres } from './cloudnativePgPostgres.ts';

export const cloudnativePgLanguage: LanguagePack = {
  system: cloudnativePg,
  get rules() {
    return checkedRules;
  },
  get changes() {
    return cloudnativePgChanges;
  },
  get servers() {
    return [cloudnativePgPostgres];
  },
  operatorVersions,
  detectVersion,
  versionSources,
  groups: [
    // The operator makes and keeps these by itself.
    { group: 'postgresql.cnpg.io', others: { FailoverQuorum: ['v1'] }, whole: true },
    { group: 'barmancloud.cnpg.io', others: {}, whole: true },
  ],
  get vocabulary() {
    return cloudnativePgVocabulary;
  },
  draft: (wanted) => draft(wanted),
  describe: (node, context) => describe(node, context),
};
