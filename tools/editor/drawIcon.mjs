// node tools/editor/drawIcon.mjs: the extension's icon (docs/images/icon.png) from its drawing beside it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { requireModules, runScript } from '../runScript.mjs';
import { launchChromium } from './chromium.mjs';

const usage = `node tools/editor/drawIcon.mjs

Writes docs/images/icon.png, 128 pixels wide and high as lists of extensions want it, from docs/images/icon.svg.`;

await runScript({ usage }, async () => {
  requireModules();
  const drawing = readFileSync(join(root, 'docs/images/icon.svg'), 'utf8');
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 128, height: 128 } });
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${drawing}`);
    writeFileSync(join(root, 'docs/images/icon.png'), await page.screenshot({ omitBackground: true }));
  } finally {
    await browser.close();
  }
  return 0;
});
