// node tools/editor/firstMinute.mjs [--vsix FILE] [--out FOLDER] [--keep]: goes through the walkthrough as a person does, asserts that its steps
// complete themselves, and makes the moving picture of README of what was to be seen.
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../paths.mjs';
import { runProgram } from '../processGroup.mjs';
import { MissingPart, requireModules, runScript } from '../runScript.mjs';
import { withTemporaryFolder } from '../withTemporaryFolder.mjs';
import { launchChromium } from './chromium.mjs';
import { installVscodeHost } from './installVscodeHost.mjs';
import { packageVsix } from './packageVsix.mjs';
import { requireEditor } from './requireEditor.mjs';
import { installVsix, noGallery, startVscodeServer } from './vscodeServer.mjs';

const usage = `node tools/editor/firstMinute.mjs [--vsix FILE] [--out FOLDER] [--theme NAME] [--keep]

Goes through the walkthrough in a real VS Code, and makes docs/images/first-minute.gif of it with ImageMagick.

  --vsix FILE   the package; else it is made of what stands in dist/
  --out FOLDER  for the moving picture, docs/images at first
  --theme NAME  of the editor, "Default Light Modern" at first
  --keep        the single pictures stay beside it`;

const options = {
  vsix: { type: 'string' },
  out: { type: 'string' },
  theme: { type: 'string', default: 'Default Light Modern' },
  keep: { type: 'boolean' },
};

const look = {
  'editor.fontSize': 14,
  'editor.minimap.enabled': false,
  'editor.hover.delay': 100,
  'workbench.layoutControl.enabled': false,
};

await runScript({ usage, options }, async ({ values: { vsix, out, theme, keep } }) => {
  requireModules();
  await requireEditor();
  const folder = resolve(out ?? join(root, 'docs/images'));
  const frames = join(folder, 'first-minute');
  mkdirSync(frames, { recursive: true });
  const host = await installVscodeHost();
  const taken = await withTemporaryFolder(async (temporary) => {
    const extensionsDir = join(temporary, 'e');
    await installVsix(host, vsix ?? (await packageVsix(join(temporary, 'db-manifests.vsix'))), extensionsDir);
    const workspace = join(temporary, 'shop');
    mkdirSync(workspace);
    const settings = { ...look, 'workbench.colorTheme': theme };
    const server = await startVscodeServer(host, { extensionsDir, settings, env: noGallery });
    const browser = await launchChromium();
    try {
      const page = await browser.newPage({ viewport: { width: 1000, height: 640 } });
      page.setDefaultTimeout(60_000);
      await page.goto(server.page({ folder: workspace }));
      return await film(page, frames).catch(async (error) => {
        await page.screenshot({ path: join(frames, 'failure.png') }).catch(() => undefined);
        throw error;
      });
    } finally {
      await browser.close();
      await server.stop();
    }
  });
  const file = join(folder, 'first-minute.gif');
  await encode(taken, file);
  if (!keep) rmSync(frames, { recursive: true });
  console.log(`${file}: ${Math.round(statSync(file).size / 1024)} KB`);
  return 0;
});

/** @returns {Promise<{ file: string, seconds: number }[]>} in the order in which they are shown. */
async function film(page, folder) {
  const steps = pathToFileURL(join(root, 'out/test/editor/cluster/workbenchSteps.js')).href;
  const { run, until } = await import(steps);
  const taken = [];
  let count = 0;
  // Without seconds it is a picture by itself.
  const show = async (name, seconds) => {
    // What moves comes to rest.
    await page.waitForTimeout(700);
    const file = join(folder, `${String((count += 1)).padStart(2, '0')}-${name}.png`);
    await page.screenshot({ path: file });
    if (seconds > 0) taken.push({ file, seconds });
    console.log(`  ✔ ${name}`);
  };
  const editor = page.locator('.editor-instance .monaco-editor').first();
  const word = (text) => editor.locator('.view-line span span', { hasText: new RegExp(`^\\s*${text}\\s*$`) }).first();
  const problems = page.locator('.markers-panel .monaco-list-row');
  const step = (title) => page.locator('.getting-started-step', { hasText: title }).first();
  const isDone = async (title) => {
    const box = step(title).locator('.codicon-getting-started-step-checked:visible');
    await until(page, `the step "${title}" to complete itself`, async () => (await box.count()) > 0);
  };

  await run(page, 'Database Manifests: First Steps');
  await step('Open an example').waitFor();
  const isVisible = (part) => page.locator(`.part.${part}`).isVisible();
  if (await isVisible('sidebar')) await page.keyboard.press('Control+B');
  await show('walkthrough', 2.5);

  await step('Open an example').getByText('Open Example', { exact: true }).click();
  await editor.locator('.squiggly-error').first().waitFor();
  await run(page, 'Problems: Focus on Problems View');
  await problems.filter({ hasText: 'resouces' }).first().waitFor();
  await until(page, 'three mistakes', async () => (await problems.filter({ hasText: /\[Ln/ }).count()) === 3);
  await page.mouse.move(700, 580);
  await show('mistakes', 3.5);
  // All of the manifest is to be seen.
  await page.keyboard.press('Control+J');
  await until(page, 'the panel to close', async () => !(await isVisible('panel')));

  for (const [index, text] of ['10gi', 'keeper', 'resouces'].entries()) {
    await word(text).click();
    const menu = page.locator('.action-widget').first();
    await until(page, `remedies of ${text}`, async () => {
      await page.keyboard.press('Control+.');
      return menu.waitFor({ timeout: 4000 }).then(
        () => true,
        () => false,
      );
    });
    if (index === 2) await show('remedy', 2);
    await page.keyboard.press('Enter');
    await word(text).waitFor({ state: text === 'keeper' ? 'visible' : 'hidden' });
    if (index === 2) await show('mended', 1.2);
  }
  await page.locator('#status\\.problems [aria-label="No Problems"]').first().waitFor();
  await page
    .locator('.tabs-container .tab', { hasText: /Welcome|Walkthrough/ })
    .first()
    .click();
  await isDone('Open an example');
  await isDone('Mend its three mistakes');
  await show('two-steps-done', 2.5);

  await step('See what an operator will make').click();
  await step('See what an operator will make').getByText('Show It in the Example', { exact: true }).click();
  await page.locator('.monaco-hover:not(.hidden)', { hasText: 'Secret' }).first().waitFor();
  await show('what-is-made', 4);
  await page.keyboard.press('Escape');
  await page
    .locator('.tabs-container .tab', { hasText: /Welcome|Walkthrough/ })
    .first()
    .click();
  await isDone('See what an operator will make');
  assert.equal(await step('Check in CI').locator('.codicon-getting-started-step-checked:visible').count(), 0);
  await step('Connect to a database').click();
  await show('connect', 0);
  return taken;
}

/** Few colours and only what changes from picture to picture: it goes into the package. */
async function encode(taken, file) {
  const frames = taken.flatMap(({ file: frame, seconds }) => ['-delay', String(Math.round(seconds * 100)), frame]);
  const { status, stdout, stderr } = await runProgram(
    'convert',
    [
      ...frames,
      '-loop',
      '0',
      '+dither',
      '-colors',
      '16',
      '-layers',
      'OptimizeFrame',
      '-layers',
      'OptimizeTransparency',
      file,
    ],
    { output: 'read' },
  ).catch((error) => ({ status: 1, stdout: '', stderr: String(error) }));
  if (status !== 0)
    throw new MissingPart(`ImageMagick is needed: apt-get install -y imagemagick\n${stdout}${stderr}`.trimEnd());
}
