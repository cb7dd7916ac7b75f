import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { formatted } from './formatted.mjs';
import { root } from './paths.mjs';

const systems = 'schemas/systems';

/**
 * `rules.ts` of every system: the rules that lie in its folder `rules/`.
 * @returns {Promise<Record<string, string>>} texts by path in the repository.
 */
export async function ruleLists() {
  const packs = readdirSync(path.join(root, systems)).filter((id) =>
    existsSync(path.join(root, systems, id, 'language.ts')),
  );
  const lists = packs.map(async (id) => [`${systems}/${id}/rules.ts`, await formatted(ruleList(id, ruleNames(id)))]);
  return Object.fromEntries(await Promise.all(lists));
}

/** `database-owner-missing`, the last part of each id. */
function ruleNames(id) {
  const folder = path.join(root, systems, id, 'rules');
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.basename(file, '.ts'))
    .sort();
}

function ruleList(id, names) {
  const imports = names.map((name) => `import { ${inCamelCase(name)} } from './rules/${name}.ts';`);
  return `import type { Rule } from '../../contract/index.ts';
${imports.join('\n')}

/** What lies in \`rules/\`. Written by npm run generate. */
export const ${inCamelCase(id)}Rules: readonly Rule[] = [${names.map(inCamelCase).join(', ')}];
`;
}

/** As a rule's export is called: `databaseOwnerMissing`. */
export function inCamelCase(name) {
  return name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}
