import type { LanguagePack } from '../../contract/index.ts';
import { tidbRules } from './rules.ts';
import { tidb } from './system.ts';

/** Schemas and rules follow: until then the editor knows the names of these kinds and says nothing else about them. */
export const tidbLanguage: LanguagePack = { system: tidb, rules: tidbRules, operatorVersions: [] };
