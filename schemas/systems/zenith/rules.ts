import type { Rule } from '../../contract/index.ts';

/** What lies in `rules/`. Written by npm run generate. */
export const zenithRules: readonly Rule[] = [];
