import assert from 'node:assert/strict';

/**
 * What a person does on a first visit to shop.yaml, in this order: each step starts where the one before left the editor,
 * and fails unless it can be read on the screen.
 */
export const visit = {
  async problems({ page, editor }) {
    await editor.locator('.squiggly-error').first().waitFor();
    // Room for the help beside the list of completions.
    await toggle(page, 'Control+B', page.locator('.part.sidebar'), 'hidden');
    await toggle(page, 'Control+Shift+M', page.locator('.markers-panel'), 'visible');
    const rows = page.locator('.markers-panel .monaco-list-row');
    await rows.filter({ hasText: 'resouces' }).first().waitFor();
    await rows.filter({ hasText: 'nobody' }).first().waitFor();
  },

  async 'quick-fix'({ page, editor }) {
    await toggle(page, 'Control+J', page.locator('.markers-panel'), 'hidden');
    await word(editor, 'resouces').click();
    await lightBulb(page).waitFor();
    await toggle(page, 'Control+.', page.locator('.action-widget', { hasText: 'resources' }), 'visible');
  },

  async 'quick-fix-applied'({ page, editor }) {
    await page.keyboard.press('Enter');
    await word(editor, 'resources').waitFor();
  },

  async hover({ page, editor }) {
    await word(editor, 'numberOfInstances').hover();
    const hover = page.locator('.monaco-hover:not(.hidden)', { hasText: /integer/i }).first();
    await hover.waitFor();
    // It fades in.
    await page.waitForTimeout(600);
  },

  async completion({ page, editor }) {
    await page.keyboard.press('Escape');
    await page.mouse.move(900, 700);
    await word(editor, 'numberOfInstances').click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    const rows = page.locator('.suggest-widget.visible .monaco-list-row');
    await toggle(page, 'Control+Space', rows.first(), 'visible');
    await page.keyboard.type('enable');
    await rows.filter({ hasText: 'enableMasterLoadBalancer' }).first().waitFor();
    // The same keys again open the help beside the list.
    const help = page.locator('.suggest-details-container .suggest-details');
    await toggle(page, 'Control+Space', help, 'visible');
    assert.ok((await help.innerText()).trim().length > 40, 'the selected key has no help');
  },

  async 'status-item'({ page }) {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Z');
    const item = page.locator('#status\\.languageStatus');
    await item.waitFor();
    await item.hover();
    await page
      .locator('.hover-language-status', { hasText: /zalando/i })
      .first()
      .waitFor();
  },

  async upgrade({ page }) {
    await askForUpgrade(page, 'What Changes with an Upgrade');
    const text = await body(page, 'Before an upgrade');
    await text.getByText('Zalando Postgres Operator from 1.15 to 2.0').waitFor();
    await text.getByText('Passwords become').first().waitFor();
  },

  async 'upgrade-place'({ page }) {
    const text = await body(page, 'Before an upgrade');
    const link = text.locator('a[href*="production.yaml"]').first();
    const [line] = /\d+/.exec(await link.innerText());
    await link.click();
    await page.locator('.tab.active', { hasText: 'production.yaml' }).first().waitFor();
    await page.locator('#status\\.editor\\.selection', { hasText: new RegExp(`Ln ${line}\\b`) }).waitFor();
  },
};

/** The first minute of somebody whose editor speaks Simplified Chinese: what stands beside a resource, what is wrong, what can be done. */
export const visitInChinese = {
  async 'problems-in-chinese'({ page, editor }) {
    await editor.locator('.squiggly-error').first().waitFor();
    await editor.getByText('连接').first().waitFor();
    await toggle(page, 'Control+Shift+M', page.locator('.markers-panel'), 'visible');
    const rows = page.locator('.markers-panel .monaco-list-row');
    await rows.filter({ hasText: '"resouces" 不是' }).first().waitFor();
  },

  async 'commands-in-chinese'({ page }) {
    // By its English name, which stands below.
    await findCommand(page, 'Open Tunnel', '打开隧道');
  },

  async 'hover-in-chinese'({ page, editor }) {
    await toggle(page, 'Escape', page.locator('.quick-input-widget'), 'hidden');
    await toggle(page, 'Control+J', page.locator('.markers-panel'), 'hidden');
    await word(editor, 'numberOfInstances').hover();
    await page.locator('.monaco-hover:not(.hidden)', { hasText: '为 1 时没有故障转移' }).first().waitFor();
    await page.waitForTimeout(600);
  },

  async 'upgrade-in-chinese'({ page }) {
    await askForUpgrade(page, '升级会带来哪些变化');
    const text = await body(page, '从 1.15 升级到 2.0');
    await text.getByText('scram-sha-256').first().waitFor();
  },

  async 'rule-page-in-chinese'({ page, editor }) {
    const about = page.locator('.action-widget .monaco-list-row', { hasText: '关于 zalando/database-owner-missing' });
    const text = await again(3, async () => {
      await page.mouse.move(900, 700);
      // The cursor may lie over it.
      await word(editor, 'nobody').click({ force: true });
      await toggle(page, 'Control+.', about, 'visible');
      await about.click({ timeout: 10_000 });
      // A busy VS Code closes menus.
      return body(page, 'Operator 只为它认识的所有者创建数据库', 20);
    });
    await text.getByText('警告').first().waitFor();
  },

  async 'walkthrough-in-chinese'({ page }) {
    const command = await findCommand(page, 'Database Manifests: First Steps', '入门');
    await command.click();
    await page.getByText('五个步骤').first().waitFor();
  },
};

/** Presses a key until something is there or gone: a workbench that still lays itself out swallows keys and closes menus. */
async function toggle(page, key, target, state) {
  return again(10, async () => {
    if ((await target.isVisible()) !== (state === 'visible')) await page.keyboard.press(key);
    return target.waitFor({ state, timeout: 4000 });
  });
}

function lightBulb(page) {
  return page.locator('.monaco-editor .lightBulbWidget, .monaco-editor [class*="codicon-gutter-lightbulb"]').first();
}

/** What was done too early for a workbench that still lays itself out is done again. */
async function again(times, work) {
  for (let left = times; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 1) throw error;
    }
  }
}

/** Of the page that holds these words: a page lies in a frame of its own. @param limit in seconds */
async function body(page, text, limit = 60) {
  for (const end = Date.now() + limit * 1000; Date.now() < end; await page.waitForTimeout(100)) {
    for (const frame of page.frames()) {
      if (frame === page.mainFrame()) continue;
      const found = frame.locator('body', { hasText: text });
      // A frame that is about to go answers no question that has no end.
      const isThere = await found.waitFor({ state: 'attached', timeout: 500 }).then(
        () => true,
        () => false,
      );
      if (isThere) return found;
    }
  }
  throw new Error(`No page holds "${text}".`);
}

/** The first piece of a line of the editor that holds exactly this word. */
function word(editor, text) {
  return editor.locator('.view-line span span', { hasText: new RegExp(`^\\s*${text}\\s*$`) }).first();
}

/** The row of a command in the list of all commands. @param words what is typed @param title of it in the language of the editor */
async function findCommand(page, words, title) {
  const box = page.locator('.quick-input-widget:visible');
  const row = box.locator('.monaco-list-row', { hasText: title }).first();
  return again(5, async () => {
    await toggle(page, 'F1', box, 'visible');
    // Keys may go elsewhere, and a list that is opened while extensions still register does not hold all commands.
    await box.locator('input[type="text"]').fill(`>${words}`);
    try {
      await row.waitFor({ timeout: 10_000 });
      return row;
    } catch (error) {
      await page.keyboard.press('Escape');
      throw error;
    }
  });
}

/** The command is found by its English name in every language. @param title of it in the language of the editor */
async function askForUpgrade(page, title) {
  const box = page.locator('.quick-input-widget:visible');
  const row = (text) => box.locator('.monaco-list-row', { hasText: text }).first();
  const command = await findCommand(page, 'What Changes with an Upgrade', title);
  await command.click();
  await row('Zalando Postgres Operator').click();
  await page.keyboard.press('Enter');
  await row('1.15').click();
  await row('2.0').click();
}
