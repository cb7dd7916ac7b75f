import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './paths.mjs';

/** Loads a module of the project's own TypeScript into a tool; `entry` counts from the repository. */
export async function loadTypeScript(entry) {
  const { build } = await import('esbuild');
  const folder = mkdtempSync(path.join(root, 'node_modules/.load-'));
  try {
    const outfile = path.join(folder, 'module.mjs');
    await build({
      entryPoints: [path.join(root, entry)],
      bundle: true,
      platform: 'node',
      packages: 'external',
      format: 'esm',
      outfile,
      logLevel: 'warning',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
