import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';

/** The pictures that README shows. */
export const shownPictures = join(root, 'docs/images');

/**
 * Saves what a page looks like as `NAME.png`. Among the pictures that README shows only those that are there already are made anew.
 * @param {import('playwright-core').Page} page
 * @param {string} folder
 * @param {string} name
 */
export async function takePicture(page, folder, name) {
  const path = join(folder, `${name}.png`);
  if (folder !== shownPictures || existsSync(path)) await page.screenshot({ path });
}
