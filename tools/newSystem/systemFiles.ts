import type { SystemKind } from '../../schemas/contract/index.ts';

export interface NamedSystem {
  /** `toy-db`. */
  readonly id: string;
  /** `Toy Database Operator`. */
  readonly title: string;
  readonly kinds: readonly SystemKind[];
}

/** The TypeScript of a pack that knows its kinds, and nothing else yet; texts by path below its folder. */
export function systemFiles(system: NamedSystem): Readonly<Record<string, string>> {
  return { 'system.ts': systemText(system), 'naming.ts': namingText(system), 'language.ts': languageText(system) };
}

/** As its export is called: `toyDb` of `toy-db`. */
export function exportOf(id: string): string {
  return id.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function systemText({ id, title, kinds }: NamedSystem): string {
  const groups = groupsOf(kinds);
  const lines = kinds.map(({ group, versions, kind, plural, scope }) => {
    const written = groups.length === 1 ? 'group' : `group: ${quoted(group)}`;
    const list = versions.map(quoted).join(', ');
    return `    { ${written}, versions: [${list}], kind: ${quoted(kind)}, plural: ${quoted(plural)}, scope: ${quoted(scope)} },`;
  });
  return `import type { DatabaseSystem } from '../../contract/index.ts';
import { ${groups.length === 1 ? 'group, ' : ''}madeObjects } from './naming.ts';

export const ${exportOf(id)}: DatabaseSystem = {
  id: ${quoted(id)},
  title: ${quoted(title)},
  kinds: [
${lines.join('\n')}
  ],
  derive: madeObjects,
};
`;
}

function namingText({ title, kinds }: NamedSystem): string {
  const [group = '', ...more] = groupsOf(kinds);
  const constant = more.length > 0 ? '' : `export const group = ${quoted(group)};\n\n`;
  return `import type { Derived, Resource } from '../../contract/index.ts';

/** Names that ${title.replaceAll('*/', '')} makes from a resource. Pure. */

${constant}/** Secrets with their keys, Services, roles ... each with the field that causes it. */
export function madeObjects(_resource: Resource): Iterable<Derived> {
  return [];
}
`;
}

function languageText({ id }: NamedSystem): string {
  const name = exportOf(id);
  return `import type { LanguagePack } from '../../contract/index.ts';
import { ${name}Rules } from './rules.ts';
import { ${name} } from './system.ts';

export const ${name}Language: LanguagePack = {
  system: ${name},
  get rules() {
    return ${name}Rules;
  },
  operatorVersions: [],
};
`;
}

function groupsOf(kinds: readonly SystemKind[]): string[] {
  return [...new Set(kinds.map(({ group }) => group))];
}

function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
}
