// npm test [-- --no-editor] [-- --no-build] [-- FILTER]: builds, runs every node:test file, the cluster suite and the suite in a real VS Code.
// FILTER: only test files whose path holds it; "editor" is the suite in VS Code, "editor:WORDS" its tests whose name holds WORDS.
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { exitOnSignals, MissingPart, requireModules, runTool } from './editor/missingPart.mjs';
import { root } from './editor/paths.mjs';
import { withTemporaryFolder } from './editor/temporaryFolder.mjs';
import { runTestFiles, testFiles } from './nodeTests.mjs';

const started = Date.now();
const total = { passed: 0, failed: 0, skipped: 0 };

exitOnSignals();
process.chdir(root);
await runTool(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'no-editor': { type: 'boolean' }, 'no-build': { type: 'boolean' } },
  });
  const filter = positionals[0] ?? '';
  if (!values['no-build']) build();
  const inEditor = filter === 'editor' || filter.startsWith('editor:');
  if (!inEditor) {
    if ([undefined, 'cluster', 'editor/cluster'].every((place) => testFiles(filter, place).length === 0))
      throw new MissingPart(`No test file has "${filter}" in its path.`);
    add(await runNodeTests(filter));
    add(await runClusterTests(filter, !values['no-editor']));
  }
  if (inEditor || (filter === '' && !values['no-editor'])) add(await runEditorTests(filter.slice('editor:'.length)));
  if (values['no-editor']) say("The editor's suite was left out (--no-editor).");
  if (total.skipped > 0) say(`${total.skipped} tests were skipped`);
  say(`finished after ${seconds()} s`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
});

function build() {
  requireModules();
  say('building');
  const { status } = spawnSync(process.execPath, [join(root, 'tools/build.mjs')], { stdio: 'inherit' });
  if (status !== 0) throw new MissingPart('The build failed; its words are above. No test was run.');
}

async function runNodeTests(filter) {
  const files = testFiles(filter);
  if (files.length === 0) return { passed: 0, failed: 0 };
  say(`running ${files.length} test files`);
  return runTestFiles(files, { concurrency: Math.max(2, availableParallelism()) });
}

async function runClusterTests(filter, editor) {
  if (testFiles(filter, 'cluster').length + (editor ? testFiles(filter, 'editor/cluster').length : 0) === 0)
    return { passed: 0, failed: 0 };
  const { runClusterSuite } = await import('./cluster/suite.mjs');
  say('running the cluster suite');
  try {
    return await runClusterSuite({ filter, editor });
  } catch (error) {
    if (!(error instanceof MissingPart)) throw error;
    say(`THE CLUSTER SUITE DID NOT RUN. ${error.message}`);
    return { passed: 0, failed: process.env.CI ? 1 : 0 };
  }
}

/** Against the package, because that is what people install. */
async function runEditorTests(grep) {
  const { packageVsix } = await import('./editor/packageVsix.mjs');
  const { runEditorSuite } = await import('./editor/suite.mjs');
  const { runUserInterface } = await import('./editor/screenshots.mjs');
  const { runWebSuite } = await import('./editor/webSuite.mjs');
  const { findChromium } = await import('./editor/chromium.mjs');
  const { installVscodeHost } = await import('./editor/vscodeHost.mjs');
  try {
    findChromium();
    installVscodeHost();
  } catch (error) {
    if (!(error instanceof MissingPart)) throw error;
    say(`THE TESTS IN A REAL VS CODE DID NOT RUN. ${error.message}`);
    return { passed: 0, failed: process.env.CI ? 1 : 0, skipped: 0 };
  }
  return withTemporaryFolder(async (folder) => {
    const vsix = packageVsix(join(folder, 'db-manifests.vsix'));
    say('running the suite in VS Code, against the package');
    const suite = await runEditorSuite({ vsix, ...(grep ? { grep } : {}) });
    if (grep) return suite;
    say('driving the workbench');
    const visit = await runUserInterface({ vsix });
    say('running the suite in VS Code for the Web');
    const web = await runWebSuite();
    return [suite, visit, web].reduce((all, { passed, failed }) => ({
      passed: all.passed + passed,
      failed: all.failed + failed,
    }));
  });
}

function add({ passed, failed, skipped = 0 }) {
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
