// What a person does with a workbench and reads in it. Everything waits, because editors answer when they are ready.
import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';

/** Looks until there is something true; fails with `what` and with the words on the screen. @param limit in seconds */
export async function until<T>(
  page: Page,
  what: string,
  look: () => Promise<T | undefined | false | null>,
  limit = 60,
): Promise<T> {
  const end = Date.now() + limit * 1000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) {
      const said = [...(await messages(page)), ...(await page.locator('.monaco-dialog-box').allInnerTexts())];
      const picture = join(tmpdir(), 'db-manifests-cluster-failure.png');
      await page.screenshot({ path: picture });
      assert.fail(`waited in vain for ${what} (see ${picture}); messages: ${said.join(' / ') || 'none'}`);
    }
    // Each look has the page work out its layout.
    await sleep(150);
  }
}

/** By the palette, again until it is there: what a window has just loaded comes late. */
export async function run(page: Page, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget:visible input[type="text"]').first();
  await until(page, `the command "${title}"`, async () => {
    await page.keyboard.press('F1');
    try {
      // What an editor is still about to do may close the palette again.
      await input.fill(`>${title}`, { timeout: 5000 });
      await choice(page, title).click({ timeout: 5000 });
      return true;
    } catch {
      await page.keyboard.press('Escape');
      return false;
    }
  });
}

export function choice(page: Page, text: string | RegExp): Locator {
  return page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: text }).first();
}

/** Takes a line of a list that is open, or opens soon. */
export async function choose(page: Page, text: string | RegExp): Promise<void> {
  await choice(page, text).click();
}

export function choices(page: Page): Promise<string[]> {
  return page.locator('.quick-input-widget:visible .monaco-list-row').allInnerTexts();
}

/** Types into a box that is open, or opens soon; `title` is in its title. */
export async function enter(page: Page, title: string | RegExp, text: string): Promise<void> {
  const box = page.locator('.quick-input-widget:visible', { hasText: title });
  await box.waitFor();
  await box.locator('input[type="text"], input[type="password"]').first().fill(text);
  await page.keyboard.press('Enter');
}

/** A modal question; presses one of its buttons and returns what it said. */
export async function answer(page: Page, question: string | RegExp, button: string): Promise<string> {
  const dialog = page.locator('.monaco-dialog-box', { hasText: question });
  await dialog.waitFor();
  const text = await dialog.innerText();
  await dialog.locator('.monaco-button', { hasText: button }).first().click();
  await dialog.waitFor({ state: 'hidden' });
  return text;
}

export function messages(page: Page): Promise<string[]> {
  return page.locator('.notification-toast').allInnerTexts();
}

/**
 * Waits for a message; returns it whole. Where many come within a second VS Code shows the last ones in its center only:
 * what a fast test does is better seen by its outcome.
 */
export async function message(page: Page, text: string | RegExp): Promise<Locator> {
  const toast = page.locator('.notification-toast', { hasText: text }).first();
  await until(page, `the message "${String(text)}"`, () => toast.isVisible());
  return toast;
}

export async function open(page: Page, file: string): Promise<void> {
  const input = page.locator('.quick-input-widget:visible input[type="text"]').first();
  await until(page, `the file ${file}`, async () => {
    await page.keyboard.press('Control+P');
    try {
      await input.fill(file, { timeout: 5000 });
      await choice(page, file).click({ timeout: 5000 });
      await page.locator('.tab.active', { hasText: file }).first().waitFor({ timeout: 10_000 });
      return true;
    } catch {
      await page.keyboard.press('Escape');
      return false;
    }
  });
}

/** Presses what stands above a resource. */
export async function lens(page: Page, title: string): Promise<void> {
  await page.locator('.codelens-decoration a', { hasText: title }).first().click();
}

/** The lines of the terminal in front. */
export async function terminalText(page: Page): Promise<string> {
  const lines = await page.locator('.terminal-wrapper.active .xterm-rows > div').allInnerTexts();
  return lines.join('\n').replaceAll('\u00a0', ' ');
}

export async function untilTerminal(page: Page, text: RegExp): Promise<string> {
  let shown = '';
  try {
    return await until(page, `${String(text)} in the terminal`, async () => {
      shown = await terminalText(page);
      return text.test(shown) && shown;
    });
  } catch (error) {
    assert.fail(`${String(error)}; the terminal has:\n${shown}`);
  }
}

/** Waits for the prompt, types a line and waits for what it gives. */
export async function ask(page: Page, prompt: RegExp, line: string, answered: RegExp): Promise<string> {
  await untilTerminal(page, prompt);
  await page.locator('.terminal-wrapper.active .xterm').first().click();
  await page.keyboard.type(`${line}\n`);
  return untilTerminal(page, answered);
}

export async function closeTerminals(page: Page): Promise<void> {
  if ((await page.locator('.terminal-wrapper').count()) === 0) return;
  await run(page, 'Terminal: Kill All Terminals');
  await until(page, 'the terminals to close', async () => (await page.locator('.terminal-wrapper').count()) === 0);
}

/** Nothing of one test stands in the way of the next: lists, questions, messages, terminals, editors. */
export async function tidyUp(page: Page): Promise<void> {
  for (let times = 0; times < 2; times += 1) await page.keyboard.press('Escape');
  await closeTerminals(page);
  await run(page, 'Notifications: Clear All Notifications');
  // What was left unsaved would be asked about.
  for (const tab of await page.locator('.tab.dirty').all()) {
    await tab.click();
    await run(page, 'File: Revert File');
  }
  await run(page, 'View: Close All Editors');
}

/** The text of the page that was made last: of a preview, or of its text. */
export async function pageText(page: Page, text: RegExp): Promise<string> {
  return until(page, `a page with ${String(text)}`, async () => {
    for (const frame of page.frames()) {
      if (frame === page.mainFrame()) continue;
      const found = await frame
        .locator('body')
        .innerText({ timeout: 1000 })
        .catch(() => '');
      if (text.test(found)) return found;
    }
    return undefined;
  });
}

export function statusItem(page: Page, text: string | RegExp): Locator {
  return page.locator('.statusbar-item:visible', { hasText: text }).first();
}

export async function showDatabases(page: Page): Promise<void> {
  await run(page, 'View: Show Database Manifests');
  await page.locator('.sidebar [aria-label="Databases Section"]').waitFor({ state: 'attached' });
}

/** A line of the view, by what stands in it. */
export function node(page: Page, text: string | RegExp): Locator {
  return page.locator('.sidebar .monaco-list-row', { hasText: text }).first();
}

export async function expand(page: Page, text: string | RegExp): Promise<void> {
  const found = node(page, text);
  await found.waitFor();
  if ((await found.getAttribute('aria-expanded')) === 'true') return;
  await found.locator('.monaco-tl-twistie').click();
}

/** From the menu of a line. */
export async function fromMenu(page: Page, text: string | RegExp, item: string): Promise<void> {
  await node(page, text).click({ button: 'right' });
  const found = page.locator('.monaco-menu .action-menu-item', { hasText: item }).first();
  await found.hover();
  // A menu passes over what comes at once: it could be the end of the click that opened it.
  await sleep(300);
  await found.click();
}

export async function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => (globalThis as unknown as { navigator: Navigator }).navigator.clipboard.readText());
}
interface Navigator {
  readonly clipboard: { readText(): Promise<string> };
}
