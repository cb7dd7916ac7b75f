import type { LanguagePack } from '../../contract/index.ts';
import { cloudnativePg } from './system.ts';

/** Schemas and rules follow: until then the editor knows the names of these kinds and says nothing else about them. */
export const cloudnativePgLanguage: LanguagePack = {
  system: cloudnativePg,
  rules: [],
  operatorVersions: [],
  groups: [{ group: 'postgresql.cnpg.io', others: { FailoverQuorum: ['v1'] } }],
};
