// node tools/editor/webSuite.mjs: the suite of test/web in VS Code for the Web, the extension in a web worker; exit code 0 = all green.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { root } from '../paths.mjs';
import { runSuiteScript } from '../suiteScript.mjs';
import { launchChromium } from './chromium.mjs';
import { requireEditor } from './requireEditor.mjs';
import { installVscodeHost } from './installVscodeHost.mjs';
import { startWebSite } from './startWebSite.mjs';

const timeLimit = Number(process.env.EDITOR_SUITE_TIMEOUT ?? 300) * 1000;

const usage = `npm run test:web

The suite of test/web in VS Code for the Web, against what stands in dist/ (npm run build).`;

await runSuiteScript({ usage }, async () => {
  await requireEditor();
  return runWebSuite();
});

/**
 * Runs the suite against the repository, or against the installed package in `$EXTENSION_PATH`.
 * @returns {Promise<{ passed: number, failed: number }>}
 * @throws {MissingPart} when no VS Code or no browser can be had.
 */
async function runWebSuite() {
  const host = await installVscodeHost();
  const suite = await bundleWebSuite();
  const vscode = join(host.folder, 'node_modules/code-server/lib/vscode');
  const site = await startWebSite({ vscode, extension: resolve(process.env.EXTENSION_PATH ?? root), suite });
  const browser = await launchChromium();
  try {
    return await visit(await browser.newPage(), site.url);
  } finally {
    await browser.close();
    site.close();
  }
}

async function bundleWebSuite() {
  const target = join(root, 'out/web-suite');
  rmSync(target, { recursive: true, force: true });
  const { build } = await import('esbuild');
  await build({
    entryPoints: [join(root, 'test/web/index.ts')],
    outfile: join(target, 'index.cjs'),
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    external: ['vscode'],
    define: { examples: JSON.stringify(readExamples()) },
    logLevel: 'warning',
  });
  return target;
}

/** By path from `examples/` on. */
function readExamples() {
  const folder = join(root, 'examples');
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((each) => each.split(sep).join('/'));
  const files = paths.filter((each) => /^[^/]+\/.*\.yaml$/.test(each)).sort();
  return Object.fromEntries(files.map((each) => [each, readFileSync(join(folder, each), 'utf8')]));
}

/** Only tests that say themselves how they ended count: VS Code reports success even when its extension host died. */
async function visit(page, url) {
  const counts = { passed: 0, failed: 0 };
  const errors = [];
  await page.exposeFunction('codeAutomationLog', (type, args) => {
    const line = args.join(' ');
    if (process.env.VERBOSE) console.error(`[${type}] ${line}`);
    const [, word, test] = /web: (ok|FAILED): (.*)/.exec(line) ?? [];
    if (word) {
      console.log(`  ${word === 'ok' ? '✔' : '✖'} ${test}`);
      counts[word === 'ok' ? 'passed' : 'failed']++;
    } else if (type === 'error') errors.push(line);
  });
  const finished = new Promise((resolve) => {
    void page.exposeFunction('codeAutomationExit', resolve);
    page.once('crash', () => resolve(-1));
    setTimeout(() => resolve(-1), timeLimit).unref();
  });
  await page.goto(url);
  const code = await finished;
  if (code === 0 && counts.passed > 0) return counts;
  for (const line of new Set(errors)) console.error(line);
  return { ...counts, failed: Math.max(1, counts.failed) };
}
