import type { LanguagePack } from '../../contract/index.ts';
import { secretMakersRules } from './rules.ts';
import { secretMakers } from './system.ts';

/** Names only: what these tools accept is their own business. */
export const secretMakersLanguage: LanguagePack = {
  system: secretMakers,
  get rules() {
    return secretMakersRules;
  },
  operatorVersions: [],
};
