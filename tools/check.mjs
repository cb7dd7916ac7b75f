// npm run check: types, those of scripts too, lint, format, exports and files that nobody uses, generated files fresh, translations. Exit code 1 if any of them complains; all of them run.
import { join } from 'node:path';
import { root } from './paths.mjs';
import { runProgram } from './processGroup.mjs';
import { requireModules, runScript } from './runScript.mjs';

const bin = (name) => join(root, 'node_modules', name);

/**
 * What runs side by side, on one core each: lint takes as long as all the others.
 * @type {readonly (readonly [name: string, args: readonly string[]][])[]}
 */
const lanes = [
  [['lint', [bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.']]],
  [
    ['types', [bin('typescript7/bin/tsc'), '-b']],
    ['types of scripts', [bin('typescript7/bin/tsc'), '-p', join(root, 'tsconfig.scripts.json')]],
    ['format', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
    ['exports that nobody uses', [bin('knip/bin/knip.js'), '--no-progress']],
    ['generated files', [join(root, 'tools/generate.mjs'), '--check']],
    ['translations', [join(root, 'tools/translations.mjs')]],
  ],
];

await runScript(
  {
    usage:
      'npm run check\n\nTypes, lint, format, what nobody uses, whether generated files are fresh, and what translations lack.',
  },
  async () => {
    requireModules();
    const failed = [];
    await Promise.all(
      lanes.map(async (steps) => {
        for (const step of steps) if (!(await holds(step))) failed.push(step[0]);
      }),
    );
    return failed.length > 0 ? 1 : 0;
  },
);

/** What a step says is shown when it has ended, so that its lines stay together. */
async function holds([name, args]) {
  const start = performance.now();
  const { status, stdout, stderr } = await runProgram(process.execPath, args, { cwd: root, output: 'read' });
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`check: ${name} ${status === 0 ? 'ok' : 'FAILED'}, ${seconds} s`);
  return status === 0;
}
