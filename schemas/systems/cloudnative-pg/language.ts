import type { LanguagePack } from '../../contract/index.ts';
import { describe } from './describe.ts';
import { draft } from './draft.ts';
import { cloudnativePgRules } from './rules.ts';
import { cloudnativePgVocabulary } from './suggestions.ts';
import { cloudnativePg } from './system.ts';
import { unlessValidationIsOff } from './validation.ts';
import { detectVersion, operatorVersions, versionSources } from './versions.ts';
import { cloudnativePgChanges } from './cloudnativePgChanges.ts';
import { cloudnativePgPostgres } from './cloudnativePgPostgres.ts';

export const cloudnativePgLanguage: LanguagePack = {
  system: cloudnativePg,
  rules: cloudnativePgRules.map(unlessValidationIsOff),
  changes: cloudnativePgChanges,
  servers: [cloudnativePgPostgres],
  operatorVersions,
  detectVersion,
  versionSources,
  groups: [
    // The operator makes and keeps these by itself.
    { group: 'postgresql.cnpg.io', others: { FailoverQuorum: ['v1'] }, whole: true },
    { group: 'barmancloud.cnpg.io', others: {}, whole: true },
  ],
  vocabulary: cloudnativePgVocabulary,
  draft,
  describe,
};
