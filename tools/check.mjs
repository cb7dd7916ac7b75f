import { spawnSync } from 'node:child_process';
import path from 'node:path';

// npm run check: types, lint, format, generated files fresh. Exit code 1 if any of them complains; all of them run.

const root = path.resolve(import.meta.dirname, '..');
const bin = (name) => path.join(root, 'node_modules', name);

const steps = [
  ['types', [bin('typescript/bin/tsc'), '-b']],
  ['lint', [bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.']],
  ['format', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ['generated files', [path.join(root, 'tools/generate.mjs'), '--check']],
];

const failed = steps.filter(([name, args]) => {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  console.log(`check: ${name} ${status === 0 ? 'ok' : 'FAILED'}, ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return status !== 0;
});
process.exitCode = failed.length > 0 ? 1 : 0;
