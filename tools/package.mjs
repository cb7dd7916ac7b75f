// npm run package [-- FILE]: builds and writes the .vsix (db-manifests.vsix).
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageVsix } from './editor/packageVsix.mjs';
import { ensureBuilt } from './freshBuild.mjs';
import { root } from './paths.mjs';
import { runScript } from './runScript.mjs';

const usage = `npm run package [-- FILE]

Builds what is older than its sources and writes the extension's package: FILE, or db-manifests.vsix.`;

await runScript({ usage, positionals: 1 }, async ({ positionals: [name = join(root, 'db-manifests.vsix')] }) => {
  await ensureBuilt();
  const file = await packageVsix(resolve(name));
  console.log(`${file}: ${Math.round(statSync(file).size / 1024)} KB`);
});
