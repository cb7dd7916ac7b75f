// npm test [-- FILTER] [-- --no-editor] [-- --no-build]: every node:test file, the cluster suite and the suite in a real VS Code.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './freshBuild.mjs';
import { runTestFiles, testFiles } from './nodeTests.mjs';
import { root } from './paths.mjs';
import { MissingPart, requireModules, runScript, WrongUse } from './runScript.mjs';
import { withTemporaryFolder } from './temporaryFolder.mjs';

const usage = `npm test [-- FILTER] [-- --no-editor] [-- --no-build]

Builds what is older than its sources and runs all tests. What this machine lacks is said at the end; with CI set it is a failure.

  FILTER       only test files whose path holds it; "editor": the suite in VS Code, "editor:WORDS": its tests whose name holds WORDS
  --no-editor  without the tests in a real VS Code
  --no-build   what stands in out/ and dist/`;

const started = Date.now();
const total = { passed: 0, failed: 0, skipped: 0 };
/** What did not run, and why. */
const gaps = [];

process.chdir(root);
const options = { 'no-editor': { type: 'boolean' }, 'no-build': { type: 'boolean' } };
await runScript({ usage, options, positionals: 1 }, async ({ values, positionals: [filter = ''] }) => {
  requireModules();
  if (!values['no-build']) await ensureBuilt();
  const inEditor = filter === 'editor' || filter.startsWith('editor:');
  if (!inEditor) {
    if ([undefined, 'cluster', 'editor/cluster'].every((place) => testFiles(filter, place).length === 0))
      throw new WrongUse(`No test file has "${filter}" in its path.`);
    add(await runNodeTests(filter));
    add(await runClusterTests(filter, !values['no-editor']));
  }
  if (inEditor || (filter === '' && !values['no-editor'])) add(await runEditorTests(filter.slice('editor:'.length)));
  if (values['no-editor']) say("The editor's suite was left out (--no-editor).");
  if (total.skipped > 0) say(`${total.skipped} tests were skipped`);
  for (const gap of gaps) say(`DID NOT RUN: ${gap}`);
  say(`finished after ${seconds()} s`);
  const failed = total.failed + (process.env.CI ? gaps.length : 0);
  console.log(`${total.passed} passed, ${failed} failed`);
  return failed > 0 || total.passed === 0 ? 1 : 0;
});

async function runNodeTests(filter) {
  const files = testFiles(filter);
  if (files.length === 0) return {};
  say(`running ${files.length} test files`);
  return runTestFiles(files, { concurrency: Math.max(2, availableParallelism()) });
}

async function runClusterTests(filter, editor) {
  if (testFiles(filter, 'cluster').length + (editor ? testFiles(filter, 'editor/cluster').length : 0) === 0) return {};
  const { runClusterSuite } = await import('./cluster/suite.mjs');
  say('running the cluster suite');
  return orGap('the cluster suite', () => runClusterSuite({ filter, editor }));
}

/** Against the package, because that is what people install. */
async function runEditorTests(grep) {
  const { packageVsix } = await import('./editor/packageVsix.mjs');
  const { runEditorSuite } = await import('./editor/suite.mjs');
  const { runUserInterface } = await import('./editor/screenshots.mjs');
  const { runTyping } = await import('./editor/typing.mjs');
  const { runWebSuite } = await import('./editor/webSuite.mjs');
  const { requireEditor } = await import('./editor/requireEditor.mjs');
  return orGap('the tests in a real VS Code', async () => {
    await requireEditor();
    return withTemporaryFolder(async (folder) => {
      const vsix = await packageVsix(join(folder, 'db-manifests.vsix'));
      say('running the suite in VS Code, against the package');
      const suite = await runEditorSuite({ vsix, ...(grep ? { grep } : {}) });
      if (grep) return suite;
      say('driving the workbench');
      const visit = await runUserInterface({ vsix });
      say('typing manifests');
      const typing = await runTyping({ vsix });
      say('running the suite in VS Code for the Web');
      const web = await runWebSuite();
      return [suite, visit, typing, web].reduce((all, { passed, failed }) => ({
        passed: all.passed + passed,
        failed: all.failed + failed,
      }));
    });
  });
}

async function orGap(what, run) {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof MissingPart)) throw error;
    gaps.push(`${what}. ${error.message}`);
    return {};
  }
}

function add({ passed = 0, failed = 0, skipped = 0, gaps: lines = [] }) {
  gaps.push(...lines);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

function say(sentence) {
  console.log(`[${seconds()} s] ${sentence}`);
}

function seconds() {
  return ((Date.now() - started) / 1000).toFixed(1);
}
