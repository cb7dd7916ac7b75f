import path from 'node:path';
import { cacheFolder, root } from './paths.mjs';

/** Bundles what a measure runs in a process of its own, as the product is bundled. @returns the path of the bundle. */
export async function bundleFor(name, contents) {
  const outfile = path.join(cacheFolder, `${name}.mjs`);
  // Not before the script has asked whether the modules are installed.
  const { build } = await import('esbuild');
  await build({
    stdin: { contents, resolveDir: root },
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    minify: true,
    logLevel: 'warning',
  });
  return outfile;
}
