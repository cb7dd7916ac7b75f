import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';
import { MissingPart, requireModules, runScript } from './runScript.mjs';

// npm run generate: writes what follows from the packs: their lists of rules, package.json, README.md and docs/.

const usage = `npm run generate [-- --check]

Writes what follows from the packs: the list of rules of each, and parts of package.json, README.md and docs/; takes
out of l10n/ what is no longer said.

  --check  only compares`;

await runScript({ usage, options: { check: { type: 'boolean' } } }, async ({ values: { check } }) => {
  requireModules();
  const { ruleLists } = await import('./ruleLists.mjs');
  const { loadTypeScript } = await import('./loadTypeScript.mjs');
  // The packs hold what these lists hold, so they come first.
  const stale = write(await ruleLists(), check);
  const { languagePacks } = await loadTypeScript('schemas/languageRegistry.ts');
  const { operatorsOf } = await loadTypeScript('server/language/operators.ts');
  const { assistantTools } = await loadTypeScript('server/language/assistants/assistantTools.ts');
  const { rulePages } = await loadTypeScript('server/language/rulePages.ts');
  const { systemsTable } = await loadTypeScript('tools/systemsTable.ts');
  const { systemPages } = await loadTypeScript('tools/systemPages.ts');
  const { helpTexts, translationFiles } = await loadTypeScript('tools/words.ts');
  const files = {
    'package.json': manifest(languagePacks.flatMap(operatorsOf), assistantTools),
    'README.md': readme(systemsTable()),
    'docs/RULES.md': rulesPage(rulePages(languagePacks)),
    ...systemPages(root),
    ...translationFiles(root),
    // Fields are those of the last build, which may be older than what is compared.
    ...(check ? {} : translationFiles(root, helpTexts(root, languagePacks), 'help')),
  };
  stale.push(...write(files, check));
  if (!check || stale.length === 0) return 0;
  throw new MissingPart(`Not up to date: ${stale.join(', ')}. Run "npm run generate" and commit what it writes.`);
});

/** Texts by path. @returns {string[]} the paths of those that were not up to date. */
function write(files, check) {
  return Object.entries(files).flatMap(([name, text]) => {
    const file = path.join(root, name);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) return [];
    if (!check) {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
      console.log(`generate: ${name} written`);
    }
    return [name];
  });
}

/** The settings offer every known version of each operator; the tools of assistants say and take what the server's do. */
function manifest(operators, tools) {
  const contents = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const { properties } = contents.contributes.configuration.find(
    (group) => 'dbManifests.operatorVersions' in group.properties,
  );
  properties['dbManifests.operatorVersions'].properties = Object.fromEntries(
    operators.map(({ id, title, operatorVersions }) => [
      id,
      { type: 'string', examples: [...operatorVersions].reverse(), description: title },
    ]),
  );
  const known = new Map(tools.map((tool) => [`dbManifests_${tool.name}`, tool]));
  for (const told of contents.contributes.languageModelTools) {
    const { description, inputSchema } = known.get(told.name) ?? {};
    Object.assign(told, { modelDescription: description, inputSchema });
  }
  return `${JSON.stringify(contents, undefined, 2)}\n`;
}

/** The README with the table of systems between its two comments. */
function readme(table) {
  const text = readFileSync(path.join(root, 'README.md'), 'utf8');
  return text.replace(
    /(<!-- systems: .* -->\n)[^]*?(<!-- \/systems -->)/,
    (_, start, end) => `${start}\n${table}\n${end}`,
  );
}

function rulesPage(pages) {
  const groups = [...new Set(pages.map(({ title }) => title))].map((title) => {
    const rows = pages
      .filter((page) => page.title === title)
      .map(
        ({ id, severity, text }) =>
          `| [${id}](#${id.replaceAll('/', '')}) | ${severity} | ${firstSentence(text.split('\n\n')[2] ?? '').replaceAll('|', '\\|')} |`,
      );
    return `## ${title}\n\n| rule | severity | what happens |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  const details = pages.map(({ text }) => text.replace(/^# /, '### ').replace(/\n\nSwitch it off[^]*$/, '\n'));
  return `<!-- Written by npm run generate from the rules in schemas/systems. -->\n# Rules\n\n${groups.join('\n')}\n## The rules one by one\n\n${details.join('\n')}`;
}

function firstSentence(text) {
  const flat = text.replaceAll(/\s+/g, ' ').trim();
  return /^.*?[.!?](?= [A-Z`]|$)/.exec(flat)?.[0] ?? flat;
}
