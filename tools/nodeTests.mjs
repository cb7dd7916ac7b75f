import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './paths.mjs';
import { spawnGroup } from './processGroup.mjs';
import { countsMark } from './testReporter.mjs';

/** Tests that need more than Node, each of them with a runner of its own. */
const apart = ['editor/cluster', 'editor', 'bench', 'cluster'];

/**
 * Compiled test files, except those whose source is gone.
 * @param {'cluster' | 'editor/cluster'} [place] Absent: those that need nothing but Node.
 * @returns {string[]} paths in the repository that hold `filter`.
 */
export function testFiles(filter, place) {
  return readdirSync(join(root, 'out/test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.js') && placeOf(name) === place)
    .filter((name) => existsSync(join(root, 'test', name.replace(/\.js$/, '.ts'))))
    .map((name) => join('out/test', name))
    .filter((name) => name.includes(filter))
    .sort();
}

function placeOf(name) {
  return apart.find((each) => name.split(sep).join('/').startsWith(`${each}/`));
}

/**
 * Runs them with node:test.
 * @param {readonly string[]} files
 * @param {{ concurrency: number }} options how many files at a time.
 * @returns {Promise<{ passed: number, failed: number, skipped: number, gaps: string[] }>} `gaps`: what passed without its work done, and why.
 */
export async function runTestFiles(files, options) {
  const { concurrency } = options;
  const group = spawnGroup(
    process.execPath,
    [
      ...['--enable-source-maps', '--test', `--test-concurrency=${concurrency}`],
      ...[`--test-reporter=${join(root, 'tools/testReporter.mjs')}`, '--test-reporter-destination=stdout', ...files],
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let counts;
  for await (const line of createInterface({ input: group.child.stdout })) {
    if (line.startsWith(countsMark)) counts = JSON.parse(line.slice(countsMark.length));
    else console.log(line);
  }
  const status = await group.ended;
  group.kill('SIGKILL');
  group.release();
  if (!counts) return { passed: 0, failed: 1, skipped: 0, gaps: [] };
  return { ...counts, failed: status !== 0 && counts.failed === 0 ? 1 : counts.failed };
}
