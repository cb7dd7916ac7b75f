// node tools/editor/suite.mjs [--vsix FILE] [GREP]: the suite of test/editor in a real VS Code; exit code 0 = all green.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from '../paths.mjs';
import { runSuiteScript } from '../suiteScript.mjs';
import { withTemporaryFolder } from '../withTemporaryFolder.mjs';
import { bundleSuite } from './bundleSuite.mjs';
import { launchChromium } from './chromium.mjs';
import { requireEditor } from './requireEditor.mjs';
import { copySuiteWorkspace } from './copySuiteWorkspace.mjs';
import { installVscodeHost } from './installVscodeHost.mjs';
import { installVsix, noGallery, startVscodeServer } from './vscodeServer.mjs';

const timeLimit = Number(process.env.EDITOR_SUITE_TIMEOUT ?? 300) * 1000;
// The last one is the suite's own rejection: its failures are in the report already.
const knownNoise = /open-vsx|Service Worker|Canceled|watchdog|of the editor's tests failed/;
const framesOfVscode = /^\s+at .*(workbench\.js|extensionHostProcess\.js|node:internal).*\n?/gm;

const usage = `npm run test:editor [-- --vsix FILE] [-- WORDS]

The suite of test/editor in a real VS Code, against what stands in dist/ (npm run build).

  --vsix FILE  against a package
  WORDS        only tests whose name holds them`;

await runSuiteScript(
  { usage, options: { vsix: { type: 'string' } }, positionals: 1 },
  async ({ values, positionals }) => {
    await requireEditor();
    return runEditorSuite({ vsix: values.vsix, grep: positionals[0] });
  },
);

/**
 * Runs the suite against the repository, `$EXTENSION_PATH` or a package. Counts one failure when the suite did not come to its end.
 * @param {{ vsix?: string, grep?: string }} options
 * @returns {Promise<{ passed: number, failed: number }>}
 * @throws {MissingPart} when no VS Code or no browser can be had.
 */
async function runEditorSuite({ vsix, grep }) {
  const host = await installVscodeHost();
  const tests = await bundleSuite();
  return withTemporaryFolder(async (temporary) => {
    const extension = vsix
      ? await installVsix(host, vsix, join(temporary, 'e'))
      : resolve(process.env.EXTENSION_PATH ?? root);
    const workspace = join(temporary, 'ws');
    copySuiteWorkspace(workspace);
    const report = join(temporary, 'report.txt');
    writeFileSync(report, '');
    const color = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' };
    const env = { ...noGallery, ...color, DB_MANIFESTS_TEST_REPORT: report, MOCHA_GREP: grep };
    // What a test has changed and not saved is taken back behind it: the editor itself must not save on a slow machine.
    const settings = { 'files.autoSave': 'off' };
    const server = await startVscodeServer(host, { env, settings, args: ['--enable-smoke-test-driver'] });
    try {
      return await runInBrowser({ server, extension, tests, workspace, report });
    } finally {
      await server.stop();
    }
  });
}

async function runInBrowser({ server, extension, tests, workspace, report }) {
  const browser = await launchChromium();
  const follower = followFile(report);
  const errors = new Set();
  try {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    const finished = suiteEnd(page, errors);
    const remote = (path) => `vscode-remote://${server.authority}${path}`;
    const payload = [
      ['extensionDevelopmentPath', remote(extension)],
      ['extensionTestsPath', remote(tests)],
      ['skipWelcome', 'true'],
    ];
    await page.goto(server.page({ folder: workspace, payload: JSON.stringify(payload) }));
    const end = await finished;
    follower.stop();
    return verdict(end, report, errors, server);
  } finally {
    follower.stop();
    await browser.close();
  }
}

/** Resolves with a sentence, or with `undefined` when VS Code reports success. Never rejects. */
function suiteEnd(page, errors) {
  return new Promise((resolve) => {
    void page.exposeFunction('codeAutomationExit', (code) =>
      resolve(code === 0 ? undefined : `VS Code ended with code ${code}.`),
    );
    void page.exposeFunction('codeAutomationLog', (type, args) => collectError(errors, type, args));
    page.once('crash', () => resolve('The page of the workbench crashed.'));
    page.once('close', () => resolve('The page of the workbench was closed.'));
    const late = `The suite did not end within ${timeLimit / 1000} s (EDITOR_SUITE_TIMEOUT).`;
    setTimeout(() => resolve(late), timeLimit).unref();
  });
}

function collectError(errors, type, args) {
  const line = `[${type}] ${args.join(' ')}`;
  if (process.env.VERBOSE) console.error(line);
  if (type !== 'error' || knownNoise.test(line)) return;
  errors.add(line.replace(framesOfVscode, '').trimEnd());
}

/** VS Code reports success even when its extension host died: only mocha's own summary of a complete run counts. */
function verdict(problem, report, errors, server) {
  const summary = existsSync(`${report}.json`) ? JSON.parse(readFileSync(`${report}.json`, 'utf8')) : undefined;
  const passed = summary?.passes ?? 0;
  const failed = summary?.failures ?? 0;
  if (problem === undefined && passed > 0 && failed === 0) return { passed, failed };
  for (const line of errors) console.error(line);
  if (failed > 0) return { passed, failed };
  console.error(problem ?? 'The suite did not report a complete run: the extension host died, or no test was found.');
  if (!summary) console.error(server.log().split('\n').slice(-15).join('\n'));
  return { passed, failed: 1 };
}

/** Copies what is appended to `file` to standard output. The log of the workbench would mix in VS Code's own noise. */
function followFile(file) {
  let seen = 0;
  const pump = () => {
    const text = readFileSync(file);
    if (text.length > seen) process.stdout.write(text.subarray(seen));
    seen = text.length;
  };
  const timer = setInterval(pump, 100);
  return {
    stop() {
      clearInterval(timer);
      pump();
    },
  };
}
