import { render } from '../schemas/vocabulary/render.ts';
import { languagePacks } from '../schemas/languageRegistry.ts';
import type { LanguagePack, SystemKind } from '../schemas/contract/index.ts';
import { versionedOperators } from '../server/language/operators.ts';

/** What is known of each system, as a table in Markdown: for the README. */
export function systemsTable(): string {
  const header = '| system | checked, with help for every field | commands | operator versions |\n|---|---|---|---|\n';
  return header + languagePacks.map(row).join('');
}

function row(pack: LanguagePack): string {
  const { id, title, recipe, namesOnly } = pack.system;
  const name = namesOnly ? title : `[${title}](docs/systems/${id}.md)`;
  return `| ${name} | ${kindsOf(pack)} | ${recipe ? 'yes' : ''} | ${versionsOf(pack)} |\n`;
}

/** Of kinds that are known by names only, more than this are counted. */
const most = 6;

function kindsOf({ system, subjects = [] }: LanguagePack): string {
  const isNamed = ({ namesOnly }: SystemKind) => system.namesOnly === true || namesOnly === true;
  const checked = [
    ...namesOf(system.kinds.filter((kind) => !isNamed(kind))),
    ...subjects.map(({ title }) => inline(render(title))),
  ];
  const named = namesOf(system.kinds.filter(isNamed)).filter((name) => !checked.includes(name));
  if (named.length === 0) return checked.join(', ');
  const more = named.length > most ? ` and ${String(named.length - most)} more` : '';
  return [...checked, `by names only: ${named.slice(0, most).join(', ')}${more}`].join(', ');
}

/** In the middle of a list. */
function inline(title: string): string {
  return /^[A-Z][a-z]/.test(title) && !title.startsWith('ConfigMap')
    ? title.charAt(0).toLowerCase() + title.slice(1)
    : title;
}

function namesOf(kinds: readonly SystemKind[]): string[] {
  return [...new Set(kinds.map(({ kind }) => `\`${kind}\``))];
}

function versionsOf(pack: LanguagePack): string {
  return versionedOperators([pack])
    .map(({ operatorVersions: [first = '', ...later] }) => [first, ...later.slice(-1)].join(' to '))
    .join(', ');
}
