import type { LanguagePack } from '../../contract/index.ts';
import { zenithRules } from './rules.ts';
import { zenith } from './system.ts';
import { say } from '../../vocabulary/say.ts';

export const zenithLanguage: LanguagePack = {
  system: zenith,
  get rules() {
    return zenithRules;
  },
  operatorVersions: [],
  vocabulary: {
    suggest: { 'zenith-package-type': () => [{ value: 'tar', detail: say`archive` }] },
  },
};
