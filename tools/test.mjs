// npm test [-- --no-editor] [-- --no-build] [-- FILTER]: builds, runs every node:test file and the suite in a real VS Code.
// FILTER: only test files whose path holds it; "editor" is the suite in VS Code, "editor:WORDS" its tests whose name holds WORDS.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { exitOnSignals, MissingPart, requireModules, runTool } from './editor/missingPart.mjs';
import { root } from './editor/paths.mjs';
import { spawnGroup } from './editor/processGroup.mjs';
import { withTemporaryFolder } from './editor/temporaryFolder.mjs';
import { countsMark } from './testReporter.mjs';

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
  if (!inEditor) add(await runNodeTests(filter));
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

/** Compiled test files, except those whose source is gone and those that belong to the extension host or the benchmark. */
function testFiles(filter) {
  const compiled = join(root, 'out/test');
  return readdirSync(compiled, { recursive: true })
    .filter((name) => name.endsWith('.test.js') && !name.startsWith(`editor${sep}`) && !name.startsWith(`bench${sep}`))
    .filter((name) => existsSync(join(root, 'test', name.replace(/\.js$/, '.ts'))))
    .map((name) => join('out/test', name))
    .filter((name) => name.includes(filter))
    .sort();
}

async function runNodeTests(filter) {
  const files = testFiles(filter);
  if (files.length === 0) throw new MissingPart(`No test file has "${filter}" in its path.`);
  say(`running ${files.length} test files`);
  const group = spawnGroup(
    process.execPath,
    [
      ...['--enable-source-maps', '--test', `--test-concurrency=${Math.max(2, availableParallelism())}`],
      ...[`--test-reporter=${join(root, 'tools/testReporter.mjs')}`, '--test-reporter-destination=stdout', ...files],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let counts;
  for await (const line of createInterface({ input: group.child.stdout })) {
    if (line.startsWith(countsMark)) counts = JSON.parse(line.slice(countsMark.length));
    else console.log(line);
  }
  const status = await group.ended;
  group.kill('SIGKILL');
  group.release();
  if (!counts) return { passed: 0, failed: 1, skipped: 0 };
  return { ...counts, failed: status !== 0 && counts.failed === 0 ? 1 : counts.failed };
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
