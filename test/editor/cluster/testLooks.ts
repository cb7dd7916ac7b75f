import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Desk } from './desk.ts';
import {
  choices,
  choose,
  clipboard,
  expand,
  fromMenu,
  lens,
  message,
  open,
  pageText,
  run,
  showDatabases,
  statusItem,
  until,
  untilTerminal,
} from './workbenchSteps.ts';

/** What looks at a cluster and changes nothing. */
export function testLooks(desk: () => Desk): void {
  describe('a page', () => {
    test('says that nothing is wrong with a healthy cluster, down to the connection', async () => {
      const { page } = desk();
      await open(page, 'cloudnative-pg.yaml');
      await lens(page, 'Verify');
      const said = await pageText(page, /Cluster orders/);
      assert.match(said, /no problem found/);
      assert.match(said, /Encryption: the connection is encrypted/);
    });

    test('says what is wrong with a broken one, and what to do', async () => {
      const { page, bed } = desk();
      const { crunchy } = bed.everything;
      const name = { apiVersion: 'v1', kind: 'Secret', namespace: crunchy.namespace, name: 'ledger-pguser-bookkeeper' };
      const before = await bed.cluster.api.read(name);
      assert.ok(before);
      await bed.cluster.api.remove(name);
      try {
        await open(page, 'crunchy.yaml');
        await lens(page, 'Verify');
        const said = await pageText(page, /PostgresCluster ledger/);
        assert.match(said, /ledger-pguser-bookkeeper/);
        assert.doesNotMatch(said, /no problem found/);
        for (const password of Object.values(crunchy.passwords)) assert.ok(!said.includes(password));
      } finally {
        const { apiVersion, kind, metadata, ...values } = before;
        const { name: own, namespace = '', labels = {} } = metadata;
        await bed.cluster.api.apply({ apiVersion, kind, metadata: { name: own, namespace, labels }, ...values });
      }
    });

    test('describes a cluster with its pods, services and storage', async () => {
      const { page } = desk();
      await open(page, 'zalando.yaml');
      await run(page, 'Database Manifests: Describe');
      const said = await pageText(page, /postgresql shop/);
      for (const text of ['shop-0', 'shop-1', 'shop-repl', 'replicas, read-only']) assert.ok(said.includes(text), text);
    });
  });

  test('logs of a pod are followed in a terminal', async () => {
    const { page, bed } = desk();
    const { primary } = bed.everything.zalando;
    await open(page, 'zalando.yaml');
    await run(page, 'Database Manifests: Show Logs');
    await choose(page, 'Primary');
    await untilTerminal(page, /database system is ready|ready to accept connections|checkpoint|LOG:/);
    await primary.server.query('CREATE TABLE IF NOT EXISTS seen_in_the_log (id int)');
    await primary.server.query("DO $$ BEGIN RAISE LOG 'said while somebody looks'; END $$");
    await untilTerminal(page, /said while somebody looks/);
  });

  test("logs of the operator are followed from the cluster's menu", async () => {
    const { page } = desk();
    await showDatabases(page);
    for (const text of [/^demo/, 'Zalando']) await expand(page, text);
    await fromMenu(page, 'web/shop', 'Show Logs');
    await choose(page, 'Operator');
    await untilTerminal(page, /\S+/);
  });

  test("the operator's page is opened through a tunnel", async () => {
    const { page, bed } = desk();
    const url = await openOperatorPage(page);
    assert.ok((await (await fetch(url)).text()).includes(bed.everything.operatorPods.page));
    await page.locator('.notification-toast .monaco-button', { hasText: 'Stop' }).first().click();
    await message(page, 'is closed');
    await assert.rejects(fetch(url));
  });

  test("the operator's page ends with Disconnect", async () => {
    const { page } = desk();
    const url = await openOperatorPage(page);
    assert.equal((await fetch(url)).status, 200);
    await run(page, 'Database Manifests: Disconnect');
    assert.match(
      await (await message(page, 'Disconnected from demo.')).innerText(),
      /A tunnel is closed|tunnels are closed/,
    );
    await assert.rejects(fetch(url));
    await statusItem(page, /tunnel/).waitFor({ state: 'hidden' });
  });

  describe('credentials', () => {
    test('are copied, and taken off the clipboard', async () => {
      const { page, bed } = desk();
      await open(page, 'zalando.yaml');
      await run(page, 'Database Manifests: Credentials');
      await choose(page, /^seller/);
      await choose(page, 'Copy password');
      await message(page, 'taken off the clipboard after 6 seconds');
      assert.equal(await clipboard(page), bed.everything.zalando.passwords['seller']);
      await until(page, 'an empty clipboard', async () => (await clipboard(page)) === '');
    });

    test('are shown on request, where nobody can change them', async () => {
      const { page, bed } = desk();
      const password = bed.everything.crunchy.passwords['bookkeeper'] ?? '';
      await open(page, 'crunchy.yaml');
      await run(page, 'Database Manifests: Credentials');
      await choose(page, /^bookkeeper/);
      await choose(page, 'Show password');
      const box = page.locator('.quick-input-widget:visible', { hasText: 'Hidden again after 30 seconds' });
      await box.waitFor();
      const input = box.locator('input').first();
      assert.equal(await input.inputValue(), password);
      await page.keyboard.type('x');
      await until(page, 'the password as it was', async () => (await input.inputValue()) === password);
      await page.keyboard.press('Escape');
      await box.waitFor({ state: 'hidden' });
    });

    test('are left out of a connection that is copied, unless they are asked for', async () => {
      const { page, bed } = desk();
      const password = bed.everything.cloudNativePg.passwords['clerk'] ?? '';
      for (const [which, isSecret] of [
        [/URI(?!.*with the password)/, false],
        [/URI.*with the password/, true],
      ] as const) {
        await open(page, 'cloudnative-pg.yaml');
        await run(page, 'Database Manifests: Copy Connection');
        // Asked once; a session before may have.
        if ((await untilChoices(page, /^clerk|URI/)).some((each) => each.startsWith('clerk')))
          await choose(page, /^clerk/);
        await choose(page, which);
        await message(page, isSecret ? 'taken off the clipboard' : 'Copied, without the password');
        const copied = await clipboard(page);
        assert.match(copied, /^postgres(ql)?:\/\/clerk[:@].*127\.0\.0\.1:\d+\/orders\?.*sslmode=/);
        assert.equal(copied.includes(password), isSecret);
      }
    });
  });
}

async function untilChoices(page: Desk['page'], text: RegExp): Promise<readonly string[]> {
  return until(page, `a list with ${String(text)}`, async () => {
    const offered = await choices(page);
    return offered.some((each) => text.test(each)) && offered;
  });
}

/** Opens it through a tunnel, and gives its address. */
async function openOperatorPage(page: Desk['page']): Promise<string> {
  await open(page, 'zalando.yaml');
  const popup = page.context().waitForEvent('page');
  await run(page, 'Database Manifests: Open Operator');
  await (await popup).close();
  const said = await (await message(page, 'until you stop it')).innerText();
  return /http:\/\/127\.0\.0\.1:\d+\//.exec(said)?.[0] ?? '';
}
