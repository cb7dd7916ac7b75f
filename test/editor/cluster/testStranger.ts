import assert from 'node:assert/strict';
import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, test } from 'node:test';
import type { Desk } from './desk.ts';
import { node, open, run, showDatabases, until } from './workbenchSteps.ts';

/** A window that was not told to trust its folder, of a person without a kubeconfig. */
export function testStranger(desk: () => Desk): void {
  describe('a workspace that is not trusted', () => {
    test('offers nothing of clusters until it is trusted, and says what is missing then', async () => {
      const { bed } = desk();
      const kubeconfig = path.join(bed.folder, 'kubeconfig-of-nobody', 'config');
      const { page, stop } = await desk().openStranger(bed.manifests, kubeconfig);
      try {
        // The language server is at work: its own lens is there.
        await page.locator('.codelens-decoration', { hasText: 'reference' }).first().waitFor();
        assert.equal(await page.locator('.codelens-decoration a', { hasText: 'Connect' }).count(), 0);
        assert.deepEqual(await offered(page, 'Database Manifests: Connect'), []);
        await showDatabases(page);
        await welcome(page, 'Clusters are left alone in a workspace that is not trusted');

        await run(page, 'Workspaces: Manage Workspace Trust');
        await page.locator('.workspace-trust-editor .monaco-button', { hasText: 'Trust' }).first().click();
        await open(page, 'zalando.yaml');
        await page.locator('.codelens-decoration a', { hasText: 'Connect' }).first().waitFor();
        await welcome(page, 'No context was found in a kubeconfig');

        await mkdir(path.dirname(kubeconfig), { recursive: true });
        const nobody = await bed.cluster.writeKubeconfig({ name: 'nobody' });
        await copyFile(nobody, kubeconfig);
        await page.locator('.sidebar .welcome-view-content .monaco-button', { hasText: 'Look Again' }).click();
        await node(page, /^nobody/).waitFor();
        await node(page, /^nobody/).click();
        await until(page, 'why nothing is shown', async () => {
          const rows = await page.locator('.sidebar .monaco-list-row').allInnerTexts();
          return rows.length > 1 && /may not|forbidden|not allowed/i.test(rows.join('\n'));
        });
      } finally {
        await stop();
      }
    });
  });
}

async function offered(page: Desk['page'], title: string): Promise<readonly string[]> {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget:visible input[type="text"]').first().fill(`>${title}`);
  await page.locator('.quick-input-widget:visible .monaco-list-row').first().waitFor();
  const rows = await page.locator('.quick-input-widget:visible .monaco-list-row').allInnerTexts();
  await page.keyboard.press('Escape');
  return rows.filter((row) => row.includes(title));
}

async function welcome(page: Desk['page'], text: string): Promise<void> {
  await page.locator('.sidebar .welcome-view-content', { hasText: text }).first().waitFor();
}
