// npm test [-- FILTER...] [-- --all] [-- --no-editor] [-- --no-build]: the test files, what a person does in a real VS Code and, with --all, the cluster suite.
import { join } from 'node:path';
import { prepareBed } from './cluster/prepareBed.mjs';
import { packageVsix } from './editor/packageVsix.mjs';
import { requireEditor } from './editor/requireEditor.mjs';
import { ensureBuilt } from './freshBuild.mjs';
import { keepTemporaryFilesInMemory } from './keepTemporaryFilesInMemory.mjs';
import { testFiles } from './nodeTests.mjs';
import { root } from './paths.mjs';
import { MissingPart, requireModules, runScript, WrongUse } from './runScript.mjs';
import { runSideBySide } from './runSideBySide.mjs';
import { sayCounts } from './suiteScript.mjs';
import { withTemporaryFolder } from './withTemporaryFolder.mjs';

const usage = `npm test [-- FILTER...] [-- --all] [-- --no-editor] [-- --no-build]

Builds what is older than its sources and runs the tests that need no cluster: the test files, the suite in VS Code and the
manifests that are typed into it. What this machine lacks is said at the end; with CI set it is a failure.

  FILTER       only test files whose path holds it, or one of several; "editor": the suites in VS Code, "editor:WORDS": their tests whose name holds WORDS
  --all        everything (npm run test:all): the cluster suite, what the workbench looks like and VS Code for the Web too
  --no-editor  without the tests in a real VS Code
  --no-build   what stands in out/ and dist/`;

const started = Date.now();

process.chdir(root);
const options = { all: { type: 'boolean' }, 'no-editor': { type: 'boolean' }, 'no-build': { type: 'boolean' } };
await runScript({ usage, options, positionals: Infinity }, async ({ values, positionals }) => {
  const filter = positionals.join(' ');
  requireModules();
  if (!values['no-build']) await ensureBuilt();
  const wanted = parts(filter, { all: values.all, editor: !values['no-editor'] });
  if (values['no-editor']) say("The editor's suites were left out (--no-editor).");
  const total = await withTemporaryFolder(async (folder) => {
    const { hasBed, vsix, gaps } = await prepare(wanted, folder);
    // Compilers write more than there is room for.
    keepTemporaryFilesInMemory();
    const counts = await runSideBySide(lanesOf(wanted, hasBed, vsix), say);
    return sum([...counts, { passed: 0, failed: 0, gaps }]);
  });
  if (total.skipped > 0) say(`${total.skipped} tests were skipped`);
  say('finished');
  return sayCounts(total);
});

/** What `filter` stands for. `inCluster`, `inEditor`: whether there is something to run on a control plane, in VS Code. */
function parts(filter, { all = filter !== '', editor }) {
  if (filter === 'editor' || filter.startsWith('editor:')) {
    if (!editor) throw new WrongUse(`"${filter}" is nothing but the editor, and --no-editor leaves it out.`);
    return {
      words: filter.slice('editor:'.length),
      inNode: false,
      inCluster: false,
      inEditor: true,
      suites: true,
      all,
    };
  }
  const has = (/** @type {Parameters<typeof testFiles>[1]} */ place) => testFiles(filter, place).length > 0;
  const [inNode, onBed, inDesk] = [has(undefined), has('cluster'), has('editor/cluster')];
  if (!inNode && !onBed && !inDesk) throw new WrongUse(`No test file has "${filter}" in its path.`);
  const suites = editor && filter === '';
  const inCluster = all && (onBed || (editor && inDesk));
  return { filter, inNode, inCluster, inEditor: suites || (editor && inDesk), suites, all };
}

/** All that takes long and is not a test, before anything that waits for an answer: builds take both cores of a small machine. */
async function prepare({ inCluster, inEditor }, folder) {
  const gaps = [];
  const orGap = async (what, work) => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof MissingPart)) throw error;
      gaps.push(`${what}. ${error.message}`);
      return undefined;
    }
  };
  const hasBed = inCluster && (await orGap('the cluster suite', () => prepareBed().then(() => true)));
  // The package, because that is what people install.
  const makePackage = () => requireEditor().then(() => packageVsix(join(folder, 'db-manifests.vsix')));
  const vsix = inEditor ? await orGap('the tests in a real VS Code', makePackage) : undefined;
  return { hasBed, vsix, gaps };
}

/** The cluster suite and the editor wait as much as they work; the test files take what is left, and give way to them. */
/** @param {ReturnType<typeof parts>} wanted @param {boolean | undefined} hasBed @param {string | undefined} vsix */
function lanesOf({ filter, words, inNode, suites, all }, hasBed, vsix) {
  const inNodeOnly = { name: 'test files', args: ['tools/nodeSuite.mjs', filter], givesWay: true };
  const cluster = {
    name: 'cluster suite',
    args: ['tools/cluster/suite.mjs', ...(vsix ? [] : ['--no-editor']), filter],
    env: vsix ? { DB_MANIFESTS_VSIX: vsix } : {},
  };
  const inEditor = (name, script, ...args) => ({ name, args: [`tools/editor/${script}.mjs`, '--vsix', vsix, ...args] });
  const editor = words
    ? [inEditor('suite in VS Code', 'suite', words)]
    : [
        inEditor('suite in VS Code', 'suite'),
        inEditor('typing', 'typing', '--short'),
        ...(all
          ? [
              inEditor('workbench', 'screenshots', '--no-pictures'),
              { name: 'suite in VS Code for the Web', args: ['tools/editor/webSuite.mjs'] },
            ]
          : []),
      ];
  return [inNode ? [inNodeOnly] : [], suites && vsix ? editor : [], hasBed ? [cluster] : []];
}

function sum(counts) {
  const total = { passed: 0, failed: 0, skipped: 0, gaps: [] };
  for (const { passed, failed, skipped = 0, gaps = [] } of counts) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
    total.gaps.push(...gaps);
  }
  return total;
}

function say(sentence) {
  console.log(`[${((Date.now() - started) / 1000).toFixed(1)} s] ${sentence}`);
}
