import type { LanguagePack } from '../../contract/index.ts';
import { draft } from './draft.ts';
import { kindGroups } from './kindGroups.ts';
import { kubernetesChanges } from './kubernetesChanges.ts';
import { kubernetesRules } from './rules.ts';
import { passingApiVersions } from './passingApiVersions.ts';
import { kubernetes } from './system.ts';
import { detectVersion, operatorVersions, versionSources } from './versions.ts';

export const kubernetesLanguage: LanguagePack = {
  system: kubernetes,
  get rules() {
    return kubernetesRules;
  },
  operatorVersions,
  versionsOf: 'Kubernetes',
  detectVersion,
  versionSources,
  groups: kindGroups,
  passing: passingApiVersions.map(({ apiVersion, kind }) => ({ apiVersion, kind })),
  get changes() {
    return kubernetesChanges;
  },
  draft: (wanted) => draft(wanted),
};
