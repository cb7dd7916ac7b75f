import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import type { Desk } from './desk.ts';
import {
  answer,
  ask,
  choice,
  choose,
  enter,
  lens,
  message,
  open,
  pageText,
  run,
  statusItem,
  until,
} from './workbenchSteps.ts';

/** What changes a cluster: nothing without a yes, and what was said. */
export function testChanges(desk: () => Desk): void {
  describe('restart', () => {
    test('does nothing without a yes, and replaces every pod after it', async () => {
      const { page, bed } = desk();
      const { crunchy } = bed.everything;
      const uids = () => podUids(desk(), crunchy.namespace);
      const before = await uids();
      await open(page, 'crunchy.yaml');
      await lens(page, 'Restart');
      await answer(page, 'ledger', 'Cancel');
      await lens(page, 'Restart');
      const said = await answer(page, 'ledger', 'Restart');
      assert.match(said, /Context: demo/);
      await message(page, 'has been restarted');
      const after = await uids();
      assert.equal(after.length, before.length);
      assert.ok(after.every((uid) => !before.includes(uid)));
    });
  });

  describe('a protected context', () => {
    test('asks for the name before anything changes, and opens read-only sessions', async () => {
      const { page } = desk();
      await run(page, 'Database Manifests: Choose Context');
      await choose(page, /^prod-eu/);
      await statusItem(page, 'prod-eu').waitFor();
      try {
        await open(page, 'zalando.yaml');
        await lens(page, 'Restart');
        await choose(page, 'Restart all pods');
        await enter(page, 'protected context', 'sho');
        await page.keyboard.press('Escape');
        assert.equal(await page.locator('.monaco-dialog-box').count(), 0);
        await lens(page, 'Restart');
        await choose(page, 'Restart all pods');
        await enter(page, 'protected context', 'shop');
        await answer(page, 'shop', 'Cancel');

        await lens(page, 'Connect');
        await choose(page, /^seller/);
        const said = await ask(page, /shop=>/, 'create table never ();', /ERROR/);
        assert.match(said, /read-only transaction/);
        await message(page, 'begins read-only');
      } finally {
        await run(page, 'Database Manifests: Choose Context');
        await choose(page, /^demo/);
        await statusItem(page, 'demo').waitFor();
      }
    });
  });

  describe('apply', () => {
    test('shows what the API server refuses at the field, then the difference, and applies after a yes', async () => {
      const { page, bed } = desk();
      const { manifest, resource } = bed.everything.zalando;
      const written = await readFile(manifest, 'utf8');
      const change = async (from: string, to: string) => {
        await writeFile(manifest, written.replace(from, to));
        await until(page, `"${to}" in the editor`, async () =>
          (await page.locator('.editor-instance .view-lines').first().innerText())
            .replaceAll('\u00a0', ' ')
            .includes(to),
        );
      };
      try {
        await open(page, 'zalando.yaml');
        await change('numberOfInstances: 2', 'numberOfInstances: two');
        await run(page, 'Database Manifests: Apply Manifest');
        await message(page, /The API server refuses .*numberOfInstances/s);
        await run(page, 'Problems: Focus on Problems View');
        await page.locator('.markers-panel .monaco-list-row', { hasText: 'API server' }).first().waitFor();
        // Else the comparison has no room for what stands above the first difference.
        await run(page, 'View: Toggle Panel Visibility');

        await change('log_statement: ddl', 'log_statement: mod');
        await run(page, 'Database Manifests: Apply Manifest');
        // Turned away first: it closes, and nothing has happened.
        await compared(page, 'Cancel');
        await run(page, 'Database Manifests: Apply Manifest');
        // The bed applied it by another name.
        const said = await compared(page, 'Apply');
        assert.match(said, /log_statement: ddl becomes mod\.[\s\S]*Set by a program that calls itself bed/);
        assert.match(said, /in namespace web, context demo/);
        await message(page, 'has been changed in demo');
        await until(page, 'the change in the cluster', async () => {
          const { spec } = (await bed.cluster.api.read(resource)) as { spec?: unknown };
          const { parameters } = (spec as { postgresql: { parameters: Record<string, string> } }).postgresql;
          return parameters['log_statement'] === 'mod';
        });
      } finally {
        await writeFile(manifest, written);
      }
    });
  });

  describe('a message', () => {
    const link = '[Log in again](command:workbench.action.terminal.new)';

    test('makes no link of what a manifest or an API server says', async () => {
      const { page, bed } = desk();
      const { manifest } = bed.everything.zalando;
      const written = await readFile(manifest, 'utf8');
      const applied = async (text: string, begins: string, said: RegExp) => {
        await writeFile(manifest, text);
        await until(page, `${begins} in the editor`, async () =>
          (await page.locator('.editor-instance .view-lines').first().innerText())
            .replaceAll('\u00a0', ' ')
            .includes(`${begins}[Log`),
        );
        await run(page, 'Database Manifests: Apply Manifest');
        const toast = await message(page, said);
        const shown = toast.locator('.notification-list-item-message');
        assert.match(await shown.innerText(), /\[Log in again\] \(command:/);
        assert.equal(await shown.locator('a').count(), 0);
        await run(page, 'Notifications: Clear All Notifications');
      };
      try {
        await open(page, 'zalando.yaml');
        await applied(
          written.replace(/^ {2}name: .*$/m, `  name: "shop ${link}"\n  labels: { size: \${SIZE} }`),
          'name: "shop ',
          /cannot be applied as it stands/,
        );
        const size = written.replace(/^( *)size: .*$/m, `$1size: "${link}"`);
        await applied(size, 'size: "', /The API server refuses/);
      } finally {
        await writeFile(manifest, written);
      }
    });
  });

  test('names of the cluster complete in the editor, values never', async () => {
    const { page, bed } = desk();
    const { namespace, manifest } = bed.everything.tekton;
    const data = { POSTGRES_USER: 'b3RoZXI=', POSTGRES_PASSWORD: 'b3RoZXI=' };
    await bed.cluster.api.apply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'only-in-the-cluster', namespace },
      data,
    });
    const written = await readFile(manifest, 'utf8');
    try {
      await open(page, 'tekton-results.yaml');
      const line = page.locator('.editor-instance .view-line', { hasText: 'db_secret_name' }).first();
      await line.click();
      await page.keyboard.press('End');
      for (let left = 'tekton-results-postgres'.length; left > 0; left -= 1) await page.keyboard.press('Backspace');
      const suggestion = page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'only-in-the-cluster' });
      await until(page, 'the name of the Secret', async () => {
        await page.keyboard.press('Control+Space');
        return suggestion.first().isVisible();
      });
      await page.keyboard.press('Escape');
    } finally {
      await run(page, 'File: Revert File');
      await writeFile(manifest, written);
    }
  });

  test('the Secret of Tekton Results is made of that of a database, and the manifest names it', async () => {
    const { page, bed } = desk();
    const { namespace } = bed.everything.tekton;
    await open(page, 'tekton-results.yaml');
    await run(page, 'Database Manifests: Create Secret for External Database');
    await choose(page, 'shop-service');
    await enter(page, 'Database of Tekton Results', 'another_database');
    const said = await answer(page, 'Secret tekton-results-postgres', 'Change');
    assert.match(said, /POSTGRES_USER/);
    assert.doesNotMatch(said, new RegExp(bed.everything.zalando.passwords['seller'] ?? 'none'));
    await page.locator('.editor-instance .view-line', { hasText: 'another_database' }).first().waitFor();
    const secret = await bed.cluster.api.read({
      apiVersion: 'v1',
      kind: 'Secret',
      namespace,
      name: 'tekton-results-postgres',
    });
    const { POSTGRES_USER = '' } = (secret as { data?: Record<string, string> }).data ?? {};
    assert.equal(Buffer.from(POSTGRES_USER, 'base64').toString(), 'seller');
    await run(page, 'File: Revert File');
  });

  test('a deleted cluster is cleaned up: what is ticked, after one question that names it', async () => {
    const { page, bed } = desk();
    const { tidb } = bed.everything;
    const { namespace } = tidb;
    await tidb.deleteCluster();
    const list = (kind: string) => bed.cluster.api.list({ apiVersion: 'v1', kind, namespace });
    const before = await list('PersistentVolumeClaim');
    assert.ok(before.length > 0);
    await open(page, 'tidb.yaml');
    await run(page, 'Database Manifests: Clean Up Deleted Cluster');
    // What holds nothing is ticked, what holds data is not.
    for (const text of ['Service stats-tidb', 'PersistentVolumeClaim']) await choice(page, text).waitFor();
    await page.keyboard.press('Enter');
    // Enter keeps everything.
    const question = page.locator('.monaco-dialog-box', { hasText: 'that stats has left?' });
    await question.waitFor();
    await page.keyboard.press('Enter');
    await question.waitFor({ state: 'hidden' });
    // Its page says what is left, and is in front now.
    await pageText(page, /stats-tidb/);
    await open(page, 'tidb.yaml');
    await run(page, 'Database Manifests: Clean Up Deleted Cluster');
    for (const text of ['Service stats-tidb', 'PersistentVolumeClaim']) await choice(page, text).waitFor();
    await page.keyboard.press('Enter');
    assert.match(await answer(page, 'that stats has left?', 'Delete'), /Service: .*stats-tidb/);
    const said = await pageText(page, /stats-tidb/);
    assert.match(said, /deleted/i);
    assert.deepEqual(
      (await list('Service')).map(({ metadata }) => metadata.name).filter((name) => name.startsWith('stats')),
      [],
    );
    assert.equal((await list('PersistentVolumeClaim')).length, before.length);
  });
}

/** Reads the comparison, presses a button of its title bar, and waits until it has closed. */
async function compared(page: Desk['page'], button: 'Apply' | 'Cancel'): Promise<string> {
  const comparison = page.locator('.monaco-diff-editor').first();
  await comparison.waitFor();
  assert.equal(await page.locator('.monaco-dialog-box').count(), 0, 'something lies over the comparison');
  const lines = page.locator('.monaco-diff-editor .modified-in-monaco-diff-editor .view-lines').first();
  const text = await until(page, 'the text of the comparison', async () => {
    const found = (await lines.innerText()).replaceAll('\u00a0', ' ');
    if (found.includes('title bar')) return found;
    // The editor may have gone down to the first difference.
    await page.keyboard.press('Control+Home');
    return undefined;
  });
  await page
    .locator('.editor-actions .action-label', { hasText: new RegExp(`^${button}$`) })
    .first()
    .click();
  await comparison.waitFor({ state: 'detached' });
  return text;
}

async function podUids({ bed }: Desk, namespace: string): Promise<readonly unknown[]> {
  const pods = await bed.cluster.api.list({ apiVersion: 'v1', kind: 'Pod', namespace });
  return pods.map(({ metadata }) => metadata['uid']);
}
