// node tools/editor/clusterScreenshots.mjs [--out FOLDER] [--strip]: pictures of the cluster commands at work on the test bed, for the
// README (docs/images). Needs the build and what `npm run test:cluster` needs.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../paths.mjs';
import { MissingPart, requireModules, runScript } from '../runScript.mjs';
import { requireEditor } from './requireEditor.mjs';
import { shownPictures, takePicture } from './takePicture.mjs';

/** In this order, each where the one before has left the editor. */
const steps = {
  async connect({ page }, { open, lens, choose, ask }) {
    await open(page, 'zalando.yaml');
    await lens(page, 'Connect');
    await choose(page, /^seller/);
    await ask(page, /shop=>/, 'select current_user, pg_is_in_recovery();', /seller +\| f/);
    await page.mouse.move(600, 743);
  },

  async databases({ page }, { tidyUp, open, showDatabases, expand, node, run }) {
    await tidyUp(page);
    await run(page, 'View: Close Panel').catch(() => undefined);
    await open(page, 'zalando.yaml');
    await showDatabases(page);
    for (const text of [/^demo/, 'sales/orders', 'web/shop']) await expand(page, text);
    await node(page, '127.0.0.1').waitFor();
    await page.mouse.move(600, 743);
  },

  async verify({ page }, { run, lens, pageText, open }) {
    await run(page, 'View: Close Primary Side Bar').catch(() => undefined);
    await open(page, 'zalando.yaml');
    await lens(page, 'Verify');
    await pageText(page, /no problem found/);
    await page.mouse.move(600, 743);
  },
};

/** Film strips, to look at what a person goes through; the manifest is changed where the bed has written the field as well. */
const strips = {
  async 'apply-1-comparison'({ page, bed }, { open, run, until }) {
    const { manifest } = bed.everything.zalando;
    const changed = readFileSync(manifest, 'utf8')
      .replace('log_statement: ddl', 'log_statement: mod')
      .replace('numberOfInstances: 2', 'numberOfInstances: 3');
    await open(page, 'zalando.yaml');
    writeFileSync(manifest, changed);
    await run(page, 'File: Revert File');
    await until(page, 'the text', async () =>
      (await page.locator('.editor-instance .view-lines').first().innerText()).includes('mod'),
    );
    await run(page, 'Database Manifests: Apply Manifest');
    await page.locator('.monaco-diff-editor').first().waitFor();
    await until(page, 'its text', async () =>
      (await page.locator('.monaco-diff-editor').first().innerText()).includes('becomes'),
    );
  },

  async 'apply-2-applied'({ page }, { message }) {
    await page
      .locator('.editor-actions .action-label', { hasText: /^Apply$/ })
      .first()
      .click();
    await message(page, 'has been changed in demo');
  },

  async 'apply-3-scaled'({ page }, { showDatabases, expand, node }) {
    await showDatabases(page);
    for (const text of [/^demo/, 'web/shop']) await expand(page, text);
    await node(page, 'shop-2').waitFor();
  },

  async 'sql-client-1-role'({ page }, { tidyUp, open, run, choice }) {
    await tidyUp(page);
    await open(page, 'cloudnative-pg.yaml');
    await run(page, 'Database Manifests: Open in SQL Client');
    await choice(page, /^clerk/).waitFor();
  },

  async 'sql-client-2-password'({ page }, { choose, choice }) {
    await choose(page, /^clerk/);
    await choice(page, 'Without the password').waitFor();
  },

  async 'sql-client-3-asks'({ page }, { choose, message }) {
    await choose(page, 'Without the password');
    await message(page, 'asks for the password. The server is verified.');
  },

  async 'sql-client-4-connected'({ page, bed }, { enter, message }) {
    const password = bed.everything.cloudNativePg.passwords.clerk;
    await enter(page, 'SQLTools stub: Password of clerk', password);
    await message(page, 'SQLTools stub: clerk, orders');
  },

  async 'sql-client-5-taken-out'({ page }, { run }) {
    await run(page, 'Database Manifests: Stop Tunnel');
    await page.getByText('is taken out with its tunnel').first().waitFor();
  },

  async describe({ page }, { open, lens, pageText }) {
    await open(page, 'zalando.yaml');
    await lens(page, 'Describe');
    await pageText(page, /Made/);
  },

  async 'error-1-message'({ page, bed }, { tidyUp, open, lens, message }) {
    await tidyUp(page);
    await bed.cluster.api.remove(bed.everything.crunchy.resource);
    await open(page, 'crunchy.yaml');
    await lens(page, 'Connect');
    await message(page, 'does not exist');
  },

  async 'error-2-list'({ page }, { run, pageText }) {
    await run(page, 'Database Manifests: Show Errors');
    await pageText(page, /was deleted, or never applied/);
  },

  async 'clean-up-1-offered'({ page, bed }, { tidyUp, run, open, choice, until }) {
    await tidyUp(page);
    await bed.cluster.api.remove(bed.everything.zalando.resource);
    await open(page, 'zalando.yaml');
    await until(page, 'the pods to end', async () => {
      const pods = await bed.cluster.api.list({ apiVersion: 'v1', kind: 'Pod', namespace: 'web' });
      return pods.every(({ metadata }) => !metadata.name.startsWith('shop-'));
    });
    await run(page, 'Database Manifests: Clean Up Deleted Cluster');
    await until(page, 'what is left', () => choice(page, /shop/).isVisible());
  },

  async 'clean-up-2-asked'({ page }, { choose }) {
    // What the operator has not got to yet stands above the claims, and of a long list only its beginning is drawn.
    await page.keyboard.type('pgdata-shop-0');
    await choose(page, 'PersistentVolumeClaim pgdata-shop-0');
    await page.keyboard.press('Enter');
    await page.locator('.monaco-dialog-box').waitFor();
  },

  async report({ page }, { run }) {
    await page.keyboard.press('Escape');
    await run(page, 'Database Manifests: Report a Problem');
    await page.locator('.editor-instance .view-lines', { hasText: 'Versions' }).first().waitFor();
  },
};

const usage = `node tools/editor/clusterScreenshots.mjs [--out FOLDER] [--strip]

Pictures of the cluster commands at work on the test bed, of what is built.

  --out FOLDER  for all pictures; without it those that README shows are made anew
  --strip       film strips of what asks and answers instead: Apply with a conflict, Open in SQL Client, an error, Clean Up, a report`;

await runScript({ usage, options: { out: { type: 'string' }, strip: { type: 'boolean' } } }, async ({ values }) => {
  requireModules();
  await requireEditor();
  const folder = resolve(values.out ?? shownPictures);
  mkdirSync(folder, { recursive: true });
  const suite = (name) => import(pathToFileURL(join(root, `out/test/editor/cluster/${name}.js`)).href);
  const { prepareBed } = await import(pathToFileURL(join(root, 'out/test/cluster/bed/prepareBed.js')).href);
  const problem = await prepareBed((line) => console.log(line));
  if (problem) throw new MissingPart(problem.missing);
  const { openDesk } = await suite('desk');
  const bench = await suite('workbenchSteps');
  const desk = await openDesk();
  try {
    await desk.page.setViewportSize({ width: 1200, height: 760 });
    for (const [name, step] of Object.entries(values.strip ? strips : steps)) {
      await step(desk, bench);
      // What moves comes to rest.
      await desk.page.waitForTimeout(800);
      await takePicture(desk.page, folder, name);
      console.log(`  ✔ ${name}`);
    }
    return 0;
  } finally {
    await desk.stop();
  }
});
