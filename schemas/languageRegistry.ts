import type { LanguagePack } from './contract/index.ts';
import { tektonResultsLanguage } from './systems/tekton-results/language.ts';
import { zalandoLanguage } from './systems/zalando/language.ts';

/** All packs, large halves: what the language server needs. */
export const languagePacks: readonly LanguagePack[] = [tektonResultsLanguage, zalandoLanguage];
