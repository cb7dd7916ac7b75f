// npm run new-system -- ID --crd FILE...: lays out a database system from the definitions of its kinds.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { formatted } from './formatted.mjs';
import { root } from './paths.mjs';
import { runProgram } from './processGroup.mjs';
import { requireModules, runScript, WrongUse } from './runScript.mjs';

const usage = `npm run new-system -- ID --crd FILE [--crd FILE ...] [--title TITLE]

Lays out schemas/systems/ID from the CustomResourceDefinitions of its kinds: schemas without help, system.ts, naming.ts, language.ts,
a fixture, an example and a snippet of each kind. Registers it, and writes what follows from that.

  --crd FILE     a file with definitions, or a folder of such files; may be repeated
  --title TITLE  what people call it: ID unless said`;

const options = { crd: { type: 'string', multiple: true, default: [] }, title: { type: 'string' } };

await runScript({ usage, options, positionals: 1 }, async ({ values, positionals: [id] }) => {
  requireModules();
  if (id === undefined || values.crd.length === 0)
    throw new WrongUse('Say what the system is called and where its CRDs are: npm run new-system -- ID --crd FILE');
  const { parseAllDocuments } = await import('yaml');
  const { loadTypeScript } = await import('./loadTypeScript.mjs');
  const { newSystem, systems, readKubernetesTypes } = await loadTypeScript('tools/newSystem/newSystem.ts');
  const documents = values.crd.flatMap(filesOf).flatMap((file) => parseAllDocuments(readFileSync(file, 'utf8')));
  const read = (name) => readFileSync(path.join(root, name), 'utf8');
  const { problem, files } = newSystem(
    {
      id,
      title: values.title ?? id,
      documents: documents.map((document) => document.toJS()),
      registry: read('schemas/registry.ts'),
      languageRegistry: read('schemas/languageRegistry.ts'),
    },
    readKubernetesTypes(root, []),
    systems,
  );
  if (problem) throw new WrongUse(problem);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), name.endsWith('.ts') ? await formatted(text) : text);
  }
  for (const script of [['generate.mjs'], ['schemas/build.mjs']]) {
    const { status } = await runProgram(process.execPath, [path.join(root, 'tools', ...script)], { cwd: root });
    if (status !== 0) return status;
  }
  const outside = Object.keys(files).filter((name) => !name.startsWith(`schemas/systems/${id}/`));
  console.log(`
Written outside of schemas/systems/${id}: ${outside.join(', ')}; and by npm run generate README.md and package.json.

1. schemas/systems/${id}/*.yaml: help of every field, messages of rules (schemas/AUTHORING.md).
   node tools/schemas/build.mjs --strict: what is left. npm run conformance -- FOLDER: what differs from the CRDs.
2. naming.ts: what the operator makes; names.ts, recipe.ts as in the other systems. Rules: npm run new-rule.
3. npm test -- schemas/packs: what is missing.`);
  return 0;
});

function filesOf(name) {
  if (!existsSync(name)) throw new WrongUse(`There is no file ${name}.`);
  if (!statSync(name).isDirectory()) return [name];
  const names = readdirSync(name).filter((each) => /\.(ya?ml|json)$/.test(each));
  return names.sort().map((each) => path.join(name, each));
}
