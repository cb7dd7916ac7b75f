import { languagePacks } from '../schemas/languageRegistry.ts';
import type { LanguagePack } from '../schemas/contract/index.ts';

/** What is known of each system, as a table in Markdown: for the README. */
export function systemsTable(): string {
  const header = '| system | checked, with help for every field | commands | operator versions |\n|---|---|---|---|\n';
  return header + languagePacks.map(row).join('');
}

function row(pack: LanguagePack): string {
  const { title, recipe } = pack.system;
  return `| ${title} | ${kindsOf(pack)} | ${recipe ? 'yes' : ''} | ${versionsOf(pack)} |\n`;
}

/** Of a system that is known by names only, more kinds than this are counted. */
const most = 6;

function kindsOf({ system }: LanguagePack): string {
  const names = [...new Set(system.kinds.map(({ kind }) => `\`${kind}\``))];
  if (!system.namesOnly) return names.join(', ');
  const more = names.length > most ? ` and ${String(names.length - most)} more` : '';
  return `by names only: ${names.slice(0, most).join(', ')}${more}`;
}

function versionsOf({ operatorVersions }: LanguagePack): string {
  const [first] = operatorVersions;
  const last = operatorVersions.at(-1);
  return first === undefined || first === last ? (first ?? '') : `${first} to ${last ?? ''}`;
}
