import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';

/** Bundles test/editor for the extension host. @returns the module to hand to VS Code as `extensionTestsPath`. */
export async function bundleSuite() {
  const source = join(root, 'test/editor');
  const target = join(root, 'out/editor-suite');
  const entries = readdirSync(source).filter((name) => name === 'index.ts' || name.endsWith('.test.ts'));
  // A test file that was renamed or removed must not run on.
  rmSync(target, { recursive: true, force: true });
  const { build } = await import('esbuild');
  await build({
    entryPoints: entries.map((name) => join(source, name)),
    outdir: target,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return join(target, 'index.cjs');
}
