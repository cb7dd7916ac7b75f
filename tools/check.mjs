// npm run check: types, those of scripts too, lint, format, exports and files that nobody uses, generated files fresh, translations. Exit code 1 if any of them complains; all of them run.
import { join } from 'node:path';
import { root } from './paths.mjs';
import { runProgram } from './processGroup.mjs';
import { requireModules, runScript } from './runScript.mjs';

const bin = (name) => join(root, 'node_modules', name);

/** @type {readonly [name: string, args: readonly string[]][]} */
const steps = [
  ['types', [bin('typescript7/bin/tsc'), '-b']],
  ['types of scripts', [bin('typescript7/bin/tsc'), '-p', join(root, 'tsconfig.scripts.json')]],
  ['lint', [bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.']],
  ['format', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ['exports that nobody uses', [bin('knip/bin/knip.js'), '--no-progress']],
  ['generated files', [join(root, 'tools/generate.mjs'), '--check']],
  ['translations', [join(root, 'tools/translations.mjs')]],
];

await runScript(
  {
    usage:
      'npm run check\n\nTypes, lint, format, what nobody uses, whether generated files are fresh, and what translations lack.',
  },
  async () => {
    requireModules();
    const failed = [];
    for (const [name, args] of steps) {
      const start = performance.now();
      const { status } = await runProgram(process.execPath, args, { cwd: root });
      if (status !== 0) failed.push(name);
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      console.log(`check: ${name} ${status === 0 ? 'ok' : 'FAILED'}, ${seconds} s`);
    }
    return failed.length > 0 ? 1 : 0;
  },
);
