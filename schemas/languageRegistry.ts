import type { LanguagePack } from './contract/index.ts';
import { cloudnativePgLanguage } from './systems/cloudnative-pg/language.ts';
import { crunchyLanguage } from './systems/crunchy/language.ts';
import { kubernetesLanguage } from './systems/kubernetes/language.ts';
import { mariadbLanguage } from './systems/mariadb/language.ts';
import { secretMakersLanguage } from './systems/secret-makers/language.ts';
import { tektonResultsLanguage } from './systems/tekton-results/language.ts';
import { tidbLanguage } from './systems/tidb/language.ts';
import { zalandoLanguage } from './systems/zalando/language.ts';
import { zenithLanguage } from './systems/zenith/language.ts';

/** All packs, large halves: what the language server needs. */
export const languagePacks: readonly LanguagePack[] = [
  cloudnativePgLanguage,
  crunchyLanguage,
  mariadbLanguage,
  tektonResultsLanguage,
  tidbLanguage,
  zalandoLanguage,
  zenithLanguage,
  kubernetesLanguage,
  secretMakersLanguage,
];
