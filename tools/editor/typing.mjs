// node tools/editor/typing.mjs [FILTER] [--short] [--vsix FILE]: types manifests into a real VS Code, key by key, and compares what the files then hold.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../paths.mjs';
import { WrongUse } from '../runScript.mjs';
import { runSuiteScript } from '../suiteScript.mjs';
import { withTemporaryFolder } from '../withTemporaryFolder.mjs';
import { launchChromium } from './chromium.mjs';
import { packageVsix } from './packageVsix.mjs';
import { requireEditor } from './requireEditor.mjs';
import { typingCases } from './typingCases.mjs';
import { installVscodeHost } from './installVscodeHost.mjs';
import { installVsix, noGallery, startVscodeServer } from './vscodeServer.mjs';

/** Milliseconds from key to key of somebody who types well. */
const pace = 70;

const settings = {
  // In a browser VS Code saves by itself, in the middle of a word.
  'files.autoSave': 'off',
  'editor.minimap.enabled': false,
  'workbench.colorTheme': 'Default Light Modern',
};

const usage = `npm run test:typing [-- FILTER] [-- --short] [-- --vsix FILE]

Types the manifests of examples/ and snippets/ into a real VS Code, with Enter, Tab and Backspace as a person would while lists
open and close: what comes out is what was typed. Against what stands in dist/ (npm run build).

  FILTER       only cases whose name holds it
  --short      only the short manifests and the recorded cases, as npm test does
  --vsix FILE  the package; else it is made of what stands in dist/`;

const options = { short: { type: 'boolean' }, vsix: { type: 'string' } };
await runSuiteScript({ usage, options, positionals: 1 }, async ({ values, positionals: [filter = ''] }) => {
  await requireEditor();
  return runTyping({ filter, all: !values.short, vsix: values.vsix });
});

/**
 * @param {{ vsix?: string, all: boolean, filter: string }} options the package (made when left out); `all`: the examples and
 *   snippets too, which takes many minutes.
 * @returns {Promise<{ passed: number, failed: number }>}
 * @throws {MissingPart} when no VS Code or no browser can be had.
 */
async function runTyping({ vsix, all, filter }) {
  const cases = [...(all ? examples() : []), ...shortManifests(), ...typingCases].filter(({ name }) =>
    name.includes(filter),
  );
  if (cases.length === 0) throw new WrongUse(`No manifest or case has "${filter}" in its name.`);
  const host = await installVscodeHost();
  return withTemporaryFolder(async (temporary) => {
    const extensionsDir = join(temporary, 'e');
    await installVsix(host, vsix ?? (await packageVsix(join(temporary, 'db-manifests.vsix'))), extensionsDir);
    const workspace = join(temporary, 'shop');
    mkdirSync(workspace);
    const server = await startVscodeServer(host, { extensionsDir, settings, env: noGallery });
    const browser = await launchChromium();
    try {
      const page = await browser.newPage({ viewport: { width: 1200, height: 760 } });
      page.setDefaultTimeout(60_000);
      await page.goto(server.page({ folder: workspace, payload: JSON.stringify([['skipWelcome', 'true']]) }));
      return await typeAll(page, workspace, cases);
    } finally {
      await browser.close();
      await server.stop();
    }
  });
}

/** Manifests without their comments, in which nobody is helped. */
function examples() {
  const folders = ['examples', 'snippets'].flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(folder, name)),
  );
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => {
      const text = readFileSync(join(root, folder, name), 'utf8')
        .replaceAll(/\$\{\d+\|([^,|]*)[^}]*\}|\$\{\d+:([^}]*)\}|\$\d+/g, '$1$2')
        .replaceAll(/^\s*#.*\n/gm, '');
      return manifest(`${folder}/${name}`, text);
    }),
  );
}

function shortManifests() {
  const folder = join(root, 'test/editor/typing');
  return readdirSync(folder).map((name) =>
    manifest(`short ${basename(name, '.yaml')}`, readFileSync(join(folder, name), 'utf8')),
  );
}

function manifest(name, text) {
  return {
    name,
    start: '',
    steps: text
      .trimEnd()
      .split('\n')
      .map((line, index) => ({ line, number: index + 1 })),
    result: text.trimEnd(),
  };
}

async function typeAll(page, workspace, cases) {
  const counts = { passed: 0, failed: 0 };
  for (const [number, each] of cases.entries()) {
    const isRight =
      (await typeFile(page, workspace, `typed-${number}`, each)) ||
      (await typeFile(page, workspace, `typed-${number}-again`, each));
    if (isRight) console.log(`  ✔ ${each.name}`);
    counts[isRight ? 'passed' : 'failed'] += 1;
  }
  return counts;
}

/** A workbench that still lays itself out takes the cursor away and loses keys: what is wrong is told, and typed once more into another file. */
async function typeFile(page, workspace, name, each) {
  const file = `${name}.yaml`;
  const path = join(workspace, file);
  writeFileSync(path, each.start);
  const told = await typeOne(page, path, file, each).catch((error) => String(error));
  if (told === undefined) return true;
  const picture = join(tmpdir(), `db-manifests-${name}-failure.png`);
  await page.screenshot({ path: picture }).catch(() => undefined);
  console.error(`  ✖ ${each.name} (see ${picture})\n${told}`);
  await page.keyboard.press('Escape');
  return false;
}

/** `undefined`: the file holds what was typed. */
async function typeOne(page, path, file, { start, steps, result }) {
  await open(page, file);
  if (start !== '') await page.keyboard.press('Control+End');
  for (const step of steps) await take(page, step);
  // What a person does before saving, if anything is still open.
  await page.keyboard.press('Escape');
  const found = await saved(page, path, start);
  await page.keyboard.press('Control+F4');
  return found.trimEnd() === result ? undefined : difference(found.trimEnd(), result);
}

async function open(page, file) {
  const input = page.locator('.quick-input-widget:visible input[type="text"]').first();
  for (let attempt = 0; ; attempt += 1) {
    await page.keyboard.press('Control+P');
    try {
      await input.waitFor({ timeout: 5000 });
      await input.fill(file);
      await page
        .locator('.quick-input-widget:visible .monaco-list-row', { hasText: file })
        .first()
        .click({ timeout: 5000 });
      await page.locator('.tab.active', { hasText: file }).first().waitFor({ timeout: 5000 });
      break;
    } catch (error) {
      if (attempt === 5) throw error;
      await page.keyboard.press('Escape');
    }
  }
  await page.locator('.editor-instance .monaco-editor textarea, .editor-instance .native-edit-context').first().focus();
  await page.locator('#status\\.languageStatus').waitFor();
}

/** `line`: at its indentation, as the editor leaves it and a person corrects it. `type`, `press`: just that. */
async function take(page, step) {
  if ('line' in step) {
    if (step.number > 1) {
      await page.keyboard.press('Enter');
      await indentTo(page, step.number, /^ */.exec(step.line)[0].length);
    }
    await type(page, step.line.trimStart());
  } else if ('type' in step) await type(page, step.type);
  else if ('press' in step) {
    await page.keyboard.press(step.press);
    await sleep(pace);
  } else if ('offered' in step) {
    const row = page.locator('.suggest-widget.visible .monaco-list-row', { hasText: step.offered }).first();
    await row.waitFor();
  }
}

async function type(page, text) {
  await page.keyboard.type(text, { delay: pace });
  await sleep(pace);
}

/** Tab and Backspace, until the cursor stands where the line has to begin. */
async function indentTo(page, line, wanted) {
  let column = await cursorColumn(page, line);
  for (let keys = 0; column !== wanted && keys < 20; keys += 1) {
    await page.keyboard.press(column < wanted ? 'Tab' : 'Backspace');
    column = await cursorColumn(page, line, column);
  }
}

/** What the status bar says, once it has come to the line and is another column than `before`: it lags behind. */
async function cursorColumn(page, line, before) {
  const place = page.locator('#status\\.editor\\.selection');
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(30)) {
    const [, at, column] = /Ln (\d+), Col (\d+)/.exec(await place.innerText()) ?? [];
    if (Number(at) === line && Number(column) - 1 !== before) return Number(column) - 1;
  }
  throw new Error(`The cursor does not come to line ${line}: ${await place.innerText()}.`);
}

async function saved(page, path, start) {
  await page.keyboard.press('Control+S');
  let text = start;
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(100)) {
    text = readFileSync(path, 'utf8');
    if (text !== start && (await page.locator('.tab.active.dirty').count()) === 0) return text;
  }
  return text;
}

function difference(found, wanted) {
  const [is, should] = [found.split('\n'), wanted.split('\n')];
  const at = should.findIndex((line, index) => line !== is[index]);
  const from = at === -1 ? should.length : at;
  return `line ${from + 1}: ${JSON.stringify(is.slice(from, from + 3).join('\n'))} instead of ${JSON.stringify(should.slice(from, from + 2).join('\n'))}`;
}
