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
  rules: kubernetesRules,
  operatorVersions,
  versionsOf: 'Kubernetes',
  detectVersion,
  versionSources,
  groups: kindGroups,
  passing: passingApiVersions.map(({ apiVersion, kind }) => ({ apiVersion, kind })),
  changes: kubernetesChanges,
  draft,
};
