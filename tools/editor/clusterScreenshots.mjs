// node tools/editor/clusterScreenshots.mjs [--out FOLDER]: pictures of the cluster commands at work on the test bed, for the
// README (docs/images). Needs the build and what `npm run test:cluster` needs.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../paths.mjs';
import { MissingPart, requireModules, runScript } from '../runScript.mjs';
import { requireEditor } from './requireEditor.mjs';

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

const usage = `node tools/editor/clusterScreenshots.mjs [--out FOLDER]

Pictures of the cluster commands at work on the test bed, of what is built.

  --out FOLDER  docs/images at first`;

await runScript({ usage, options: { out: { type: 'string' } } }, async ({ values }) => {
  requireModules();
  await requireEditor();
  const folder = resolve(values.out ?? join(root, 'docs/images'));
  mkdirSync(folder, { recursive: true });
  const suite = (name) => import(pathToFileURL(join(root, `out/test/editor/cluster/${name}.js`)).href);
  const { prepareBed } = await import(pathToFileURL(join(root, 'out/test/cluster/bed/prepareBed.js')).href);
  const problem = await prepareBed((line) => console.log(line));
  if (problem) throw new MissingPart(problem.missing);
  const { openDesk } = await suite('desk');
  const bench = await suite('workbench');
  const desk = await openDesk();
  try {
    await desk.page.setViewportSize({ width: 1200, height: 760 });
    for (const [name, step] of Object.entries(steps)) {
      await step(desk, bench);
      // What moves comes to rest.
      await desk.page.waitForTimeout(800);
      await desk.page.screenshot({ path: join(folder, `${name}.png`) });
      console.log(`  ✔ ${name}`);
    }
    return 0;
  } finally {
    await desk.stop();
  }
});
