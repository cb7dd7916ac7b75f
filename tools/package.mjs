// npm run package [-- FILE]: builds and writes the .vsix (db-manifests.vsix).
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MissingPart, requireModules, runTool } from './editor/missingPart.mjs';
import { packageVsix } from './editor/packageVsix.mjs';
import { root } from './editor/paths.mjs';

await runTool(() => {
  requireModules();
  const { status } = spawnSync(process.execPath, [join(root, 'tools/build.mjs')], { stdio: 'inherit' });
  if (status !== 0) throw new MissingPart('The build failed; its words are above.');
  const file = packageVsix(resolve(process.argv[2] ?? join(root, 'db-manifests.vsix')));
  console.log(`${file}: ${Math.round(statSync(file).size / 1024)} KB`);
});
