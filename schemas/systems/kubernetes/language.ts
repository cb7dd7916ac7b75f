import type { LanguagePack } from '../../contract/index.ts';
import { draft } from './draft.ts';
import { kindGroups } from './kindGroups.ts';
import { kubernetesRules } from './rules.ts';
import { kubernetes } from './system.ts';

export const kubernetesLanguage: LanguagePack = {
  system: kubernetes,
  rules: kubernetesRules,
  operatorVersions: [],
  groups: kindGroups,
  draft,
};
