// npm run test:cluster [-- FILTER]: the tests on a real control plane and real databases, file by file, and the commands in a
// real VS Code on them. Builds nothing of the project; what it needs of Kubernetes is built the first time (CONTRIBUTING.md, "Cluster suite").
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { requireEditor } from '../editor/requireEditor.mjs';
import { keepTemporaryFilesInMemory } from '../keepTemporaryFilesInMemory.mjs';
import { runTestFiles, testFiles } from '../nodeTests.mjs';
import { root } from '../paths.mjs';
import { MissingPart, WrongUse } from '../runScript.mjs';
import { runSuiteScript } from '../suiteScript.mjs';
import { prepareBed } from './prepareBed.mjs';

const usage = `npm run test:cluster [-- FILTER] [-- --no-editor]

Runs the tests on a control plane and databases of this machine, as they were built (npm run build).

  FILTER       only test files whose path holds it
  --no-editor  without what needs VS Code`;

const none = { passed: 0, failed: 0, skipped: 0, gaps: [] };

const options = { 'no-editor': { type: 'boolean' } };
await runSuiteScript({ usage, options, positionals: 1 }, async ({ values, positionals: [filter = ''] }) => {
  if (!existsSync(join(root, 'out/test'))) throw new MissingPart('Nothing is built yet: npm run build.');
  const files = testFiles(filter, 'cluster');
  const inEditor = values['no-editor'] ? [] : testFiles(filter, 'editor/cluster');
  if (files.length + inEditor.length === 0)
    throw new WrongUse(`No test of the cluster suite has "${filter}" in its path.`);
  await prepareBed();
  const gap = inEditor.length > 0 ? await missingForEditor() : undefined;
  keepTemporaryFilesInMemory();
  const running = [...(gap ? [] : inEditor), ...longFirst(files)];
  // Two beds at a time are all that two cores bear.
  const counts = running.length > 0 ? await runTestFiles(running, { concurrency: 2, apart: true }) : none;
  return gap ? { ...counts, gaps: [...counts.gaps, `the cluster commands in a real VS Code. ${gap}`] } : counts;
});

/** Nothing waits for a long one alone at the end. */
function longFirst(files) {
  const long = ['databases', 'failover', 'tunnel', 'permissions', 'recreate', 'actions'];
  const isLong = (file) => long.includes(basename(file, '.test.js'));
  return [...files.filter(isLong), ...files.filter((file) => !isLong(file))];
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
