import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { MissingPart } from '../runScript.mjs';

/** What a browser is called. The first one draws no window at all, which takes up to a sixth less of the processor. */
export const chromiumNames = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

/** A headless browser, the caller's to close. @throws {MissingPart} when there is none on this machine. */
export async function launchChromium() {
  const executablePath = findChromium();
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      // Containers and CI run as root, where the sandbox cannot start; only our own loopback page is opened.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
    ],
  });
}

/** Path of the browser: $CHROMIUM, else the first known name on the PATH. @throws {MissingPart} */
export function findChromium() {
  const asked = process.env.CHROMIUM;
  if (asked) {
    if (isExecutable(asked)) return asked;
    throw new MissingPart(`CHROMIUM is ${asked}, which cannot be run: point it at a Chromium or Chrome.`);
  }
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin'].filter((folder) => folder !== '');
  for (const name of chromiumNames) {
    const found = folders.map((folder) => join(folder, name)).find(isExecutable);
    if (found) return found;
  }
  throw new MissingPart(
    'No Chromium was found: apt-get install -y chromium-headless-shell on Debian, or set CHROMIUM to a Chromium or Chrome.',
  );
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
