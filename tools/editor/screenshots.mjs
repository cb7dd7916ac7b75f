// node tools/editor/screenshots.mjs [--vsix FILE] [--out FOLDER] [--no-pictures]: drives the workbench with the packaged extension the way a
// person does, asserts what is to be read there, and saves a picture of each answer in FOLDER (docs/images).
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runSuiteScript } from '../suiteScript.mjs';
import { withTemporaryFolder } from '../withTemporaryFolder.mjs';
import { launchChromium } from './chromium.mjs';
import { packageVsix } from './packageVsix.mjs';
import { requireEditor } from './requireEditor.mjs';
import { shownPictures, takePicture } from './takePicture.mjs';
import { copySuiteWorkspace } from './copySuiteWorkspace.mjs';
import { visit, visitInChinese } from './visit.mjs';
import { installVscodeHost } from './installVscodeHost.mjs';
import { installVsix, noGallery, startVscodeServer } from './vscodeServer.mjs';

const settings = {
  'editor.fontSize': 15,
  'editor.minimap.enabled': false,
  'editor.hover.delay': 100,
  'workbench.colorTheme': 'Default Light Modern',
};

const usage = `node tools/editor/screenshots.mjs [--vsix FILE] [--out FOLDER] [--no-pictures]

Drives the workbench with the packaged extension and saves pictures of it.

  --vsix FILE    the package; else it is made of what stands in dist/
  --out FOLDER   for all pictures; without it those that README shows are made anew
  --no-pictures  keeps none`;

const options = { vsix: { type: 'string' }, out: { type: 'string' }, 'no-pictures': { type: 'boolean' } };
await runSuiteScript({ usage, options }, async ({ values }) => {
  await requireEditor();
  const out = values['no-pictures'] ? undefined : resolve(values.out ?? shownPictures);
  return runUserInterface({ vsix: values.vsix, out });
});

/**
 * Stops at the first step that fails, with a picture of it in the temporary folder.
 * @param {{ vsix?: string, out?: string }} options the package to install (made when left out), and the folder for the pictures.
 * @returns {Promise<{ passed: number, failed: number }>}
 * @throws {MissingPart} when no VS Code or no browser can be had.
 */
async function runUserInterface({ vsix, out }) {
  const host = await installVscodeHost();
  return withTemporaryFolder(async (temporary) => {
    const extensionsDir = join(temporary, 'e');
    await installVsix(host, vsix ?? (await packageVsix(join(temporary, 'db-manifests.vsix'))), extensionsDir);
    if (out !== undefined) mkdirSync(out, { recursive: true });
    const total = { passed: 0, failed: 0 };
    for (const { steps, language } of [{ steps: visit }, { steps: visitInChinese, language: 'zh-cn' }]) {
      const workspace = join(temporary, language ?? 'en', 'shop');
      copySuiteWorkspace(workspace);
      const args = language === undefined ? [] : ['--locale', language];
      const server = await startVscodeServer(host, { extensionsDir, settings, args, env: noGallery });
      try {
        if (language !== undefined) installEmptyLanguagePack(server, language);
        const { passed, failed } = await driveWorkbench(server, { workspace, steps, language, out });
        total.passed += passed;
        total.failed += failed;
      } finally {
        await server.stop();
      }
    }
    return total;
  });
}

/** A language pack without words: the editor is in the language and says what is its own in English. What it shows of ours is translated. */
function installEmptyLanguagePack({ folder }, language) {
  const words = join(folder, 'words.json');
  writeFileSync(words, JSON.stringify({ contents: {} }));
  const extensions = [{ extensionIdentifier: { id: 'db-manifests.words', uuid: '' }, version: '1.0.0' }];
  const pack = { hash: 'empty', label: language, extensions, translations: { vscode: words } };
  writeFileSync(join(folder, 'd/data/languagepacks.json'), JSON.stringify({ [language]: pack }));
}

async function driveWorkbench(server, { workspace, steps, language, out }) {
  const browser = await launchChromium();
  let passed = 0;
  try {
    const context = await browser.newContext({ viewport: { width: 1200, height: 760 } });
    // Which language the server answers in, and in which the page asks it for extensions.
    if (language !== undefined)
      await context.addCookies([{ name: 'vscode.nls.locale', value: language, url: `http://${server.authority}/` }]);
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const payload = [
      ['openFile', `vscode-remote://${server.authority}${join(workspace, 'shop.yaml')}`],
      ['skipWelcome', 'true'],
    ];
    await page.goto(server.page({ folder: workspace, payload: JSON.stringify(payload) }));
    const screen = { page, editor: page.locator('.editor-instance .monaco-editor').first() };
    for (const [name, step] of Object.entries(steps)) {
      try {
        await step(screen);
        if (out !== undefined) await takePicture(page, out, name);
      } catch (error) {
        const picture = join(tmpdir(), 'db-manifests-ui-failure.png');
        await page.screenshot({ path: picture }).catch(() => undefined);
        console.error(`  ✖ ${name} (see ${picture})\n`, error);
        return { passed, failed: 1 };
      }
      console.log(`  ✔ ${name}`);
      passed += 1;
    }
    return { passed, failed: 0 };
  } finally {
    await browser.close();
  }
}
