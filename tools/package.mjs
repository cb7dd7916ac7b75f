// npm run package [-- FILE]: builds and writes the .vsix (db-manifests.vsix) and the npm tarball beside it, and checks what galleries ask for.
import { mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packageVsix } from './editor/packageVsix.mjs';
import { ensureBuilt } from './freshBuild.mjs';
import { faultsOfPackage } from './faultsOfPackage.mjs';
import { layOutNpmPackage, packNpm } from './npmPackage.mjs';
import { root } from './paths.mjs';
import { MissingPart, runScript } from './runScript.mjs';

const usage = `npm run package [-- FILE]

Builds what is older than its sources, writes the extension's package (FILE, or db-manifests.vsix) and beside it the npm package
(FILE with .tgz), and says what Visual Studio Marketplace, Open VSX or npm would refuse.`;

await runScript({ usage, positionals: 1 }, async ({ positionals: [name = path.join(root, 'db-manifests.vsix')] }) => {
  await ensureBuilt();
  const vsix = await packageVsix(path.resolve(name));
  const tarball = await packNpmTo(`${vsix.replace(/\.vsix$/, '')}.tgz`);
  for (const file of [vsix, tarball]) console.log(`${file}: ${Math.round(statSync(file).size / 1024)} KB`);
  const faults = faultsOfPackage(vsix);
  if (faults.length > 0) throw new MissingPart(`It cannot be published like this:\n${faults.join('\n')}`);
});

/** @param {string} file @returns {Promise<string>} the same */
async function packNpmTo(file) {
  const temporary = mkdtempSync(path.join(tmpdir(), 'db-manifests-pack-'));
  try {
    const folder = path.join(temporary, 'package');
    layOutNpmPackage(folder);
    const packed = await packNpm(folder, temporary);
    rmSync(file, { force: true });
    renameSync(packed, file);
    return file;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
