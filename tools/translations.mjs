// node tools/translations.mjs: what the languages in l10n/ and package.nls.*.json have, and what they lack. A step of `npm run check`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { requireModules, runScript } from './runScript.mjs';

const usage = `node tools/translations.mjs [-- --missing LANGUAGE]

Says what each language lacks of the parts that it is meant to have (l10n/parts.json), which is shown in English, and fails where
a translation does not have the places of its text.

  --missing LANGUAGE  prints the texts that it lacks, as JSON`;

await runScript({ usage, options: { missing: { type: 'string' } } }, async ({ values: { missing } }) => {
  requireModules();
  const { loadTypeScript } = await import('./loadTypeScript.mjs');
  const { helpTexts, placesIn, saidTexts, textsOf, translations } = await loadTypeScript('tools/words.ts');
  const { languagePacks } = await loadTypeScript('schemas/languageRegistry.ts');
  const said = saidTexts(root);
  const help = helpTexts(root, languagePacks);
  const all = [...translations(root), ...translations(root, 'help').map((each) => ({ ...each, texts: help }))];
  const wrong = [];
  for (const { texts = said, ...each } of all) {
    const { language, file, words, parts } = each;
    const wanted = textsOf(texts, each);
    const lacks = [...wanted].filter(([text]) => !Object.hasOwn(words, text));
    if (missing === language)
      console.log(
        JSON.stringify(
          lacks.map(([text]) => text),
          undefined,
          2,
        ),
      );
    if (missing === undefined)
      console.log(`${file}: ${wanted.size - lacks.length} of ${wanted.size} texts${nameOf(parts)}${listOf(lacks)}`);
    for (const [text, translation] of Object.entries(words))
      if (placesIn(text).join() !== placesIn(translation).join()) wrong.push(`${file}: other places than in "${text}"`);
  }
  wrong.push(...manifestTexts());
  for (const line of wrong) console.log(line);
  return wrong.length > 0 ? 1 : 0;
});

/** ` of ID, ID`: the parts that a language is meant to have. */
function nameOf(parts) {
  return parts === undefined ? '' : ` of ${parts.join(', ')}`;
}

/** `; in English: ID NUMBER, ID NUMBER` */
function listOf(lacks) {
  const counts = new Map();
  for (const [, area] of lacks) counts.set(area, (counts.get(area) ?? 0) + 1);
  return counts.size === 0 ? '' : `; in English: ${[...counts].map(([area, count]) => `${area} ${count}`).join(', ')}`;
}

/** What the editor shows of package.json: a language has all of it, for it would show the key. */
function manifestTexts() {
  const read = (name) => JSON.parse(readFileSync(join(root, name), 'utf8'));
  const keys = Object.keys(read('package.nls.json')).sort();
  const used = [...readFileSync(join(root, 'package.json'), 'utf8').matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
  const languages = readdirSync(root).filter((name) => /^package\.nls\..+\.json$/.test(name));
  return [
    ...differences('package.nls.json', keys, [...new Set(used)].sort()),
    ...languages.flatMap((name) => differences(name, Object.keys(read(name)).sort(), keys)),
  ];
}

function differences(name, has, wants) {
  return [
    ...wants.filter((key) => !has.includes(key)).map((key) => `${name} lacks ${key}`),
    ...has.filter((key) => !wants.includes(key)).map((key) => `${name} has ${key}, which nothing shows`),
  ];
}
