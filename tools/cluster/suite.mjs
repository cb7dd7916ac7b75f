// npm run test:cluster [-- FILTER]: the tests on a real control plane and real databases, file by file, and the commands in a
// real VS Code on them. Builds nothing of the project; what it needs of Kubernetes is built the first time (CONTRIBUTING.md, "Cluster suite").
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { requireEditor } from '../editor/requireEditor.mjs';
import { runTestFiles, testFiles } from '../nodeTests.mjs';
import { root } from '../paths.mjs';
import { MissingPart, requireModules, runScript, WrongUse } from '../runScript.mjs';

const usage = `npm run test:cluster [-- FILTER]

Runs the tests on a control plane and databases of this machine, as they were built (npm run build).

  FILTER  only test files whose path holds it`;

/**
 * @param {{ filter?: string, editor?: boolean }} [options] `editor: false` leaves out what needs VS Code.
 * @returns {Promise<{ passed: number, failed: number, skipped: number, gaps: string[] }>} `gaps`: what did not run, and why.
 * @throws {MissingPart} where a control plane or the databases can't be had.
 */
export async function runClusterSuite({ filter = '', editor = true } = {}) {
  const files = testFiles(filter, 'cluster');
  const inEditor = editor ? testFiles(filter, 'editor/cluster') : [];
  if (files.length + inEditor.length === 0)
    throw new WrongUse(`No test of the cluster suite has "${filter}" in its path.`);
  await prepareBed();
  const gap = inEditor.length > 0 ? await missingForEditor() : undefined;
  const running = gap ? files : [...files, ...inEditor];
  // One bed at a time is all that two cores bear.
  const counts = running.length > 0 ? await runTestFiles(running, { concurrency: 2 }) : none;
  return gap ? { ...counts, gaps: [...counts.gaps, `the cluster commands in a real VS Code. ${gap}`] } : counts;
}

const none = { passed: 0, failed: 0, skipped: 0, gaps: [] };

/** Once, here, and before anything starts: the first build takes minutes, and a test must not wait for it. */
async function prepareBed() {
  const { prepareBed } = await import(pathToFileURL(join(root, 'out/test/cluster/bed/requirements.js')).href);
  const problem = await prepareBed((line) => console.log(line));
  if (problem) throw new MissingPart(problem.missing);
}

/** Why VS Code cannot be driven here; `undefined`: it can. */
async function missingForEditor() {
  try {
    await requireEditor();
    return undefined;
  } catch (error) {
    if (error instanceof MissingPart) return error.message;
    throw error;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runScript({ usage, positionals: 1 }, async ({ positionals: [filter] }) => {
    requireModules();
    if (!existsSync(join(root, 'out/test'))) throw new MissingPart('Nothing is built yet: npm run build.');
    const { passed, failed, gaps } = await runClusterSuite({ filter });
    for (const gap of gaps) console.log(`DID NOT RUN: ${gap}`);
    const failures = failed + (process.env.CI ? gaps.length : 0);
    console.log(`${passed} passed, ${failures} failed`);
    return failures > 0 || passed === 0 ? 1 : 0;
  });
}
