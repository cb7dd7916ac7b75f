// npm run new-rule -- PACK/WHAT-IS-WRONG: writes a rule and its fixtures to fill in.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';
import { runProgram } from './processGroup.mjs';
import { requireModules, runScript, WrongUse } from './runScript.mjs';
import { snippetManifest } from './snippetManifest.mjs';

const usage = `npm run new-rule -- PACK/WHAT-IS-WRONG [--severity SEVERITY] [--kind KIND]

Writes a rule, a fixture in which it speaks and one in which it is silent, all three to fill in.

  --severity error|warning|information|hint   warning unless said
  --kind KIND                                 what it looks at: the first kind of the pack unless said`;

const options = { severity: { type: 'string', default: 'warning' }, kind: { type: 'string' } };

await runScript({ usage, options, positionals: 1 }, async ({ values: { severity, kind }, positionals: [id] }) => {
  requireModules();
  if (id === undefined) throw new WrongUse('Say what the rule is called: npm run new-rule -- PACK/WHAT-IS-WRONG');
  const { loadTypeScript } = await import('./loadTypeScript.mjs');
  const { newRule } = await loadTypeScript('tools/newRule.ts');
  const { problem, files } = newRule({ id, severity, kind }, snippetManifest);
  if (problem) throw new WrongUse(problem);
  const taken = Object.keys(files).filter((name) => existsSync(path.join(root, name)));
  if (taken.length > 0) throw new WrongUse(`There already: ${taken.join(', ')}. Nothing was written.`);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  const { status } = await runProgram(process.execPath, [path.join(root, 'tools/generate.mjs')], { cwd: root });
  const [rule, fixture, silent] = Object.keys(files);
  console.log(`
1. ${rule}: what is checked; \`help\`, two to six sentences; \`source\`, where the fact stands.
2. ${fixture}: the manifest with the fault. ${silent}: what is nearly one.
3. UPDATE_GOLDEN=1 FIXTURES=${id} npm test -- fixtures: writes the marks and what the fixes make of it. Read both.
4. npm run generate, then npm test -- schemas/packs: says what is missing.`);
  return status;
});
