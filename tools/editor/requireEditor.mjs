import { findChromium } from './chromium.mjs';
import { installVscodeHost } from './installVscodeHost.mjs';

/** Asks for whatever drives a real VS Code, before anything is started. @throws {MissingPart} */
export async function requireEditor() {
  findChromium();
  await installVscodeHost();
}
