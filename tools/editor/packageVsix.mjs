import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { MissingPart, requireModules } from './missingPart.mjs';
import { root } from './paths.mjs';

/** Packages what stands in dist/. @returns {string} `file` itself. @throws {MissingPart} with what vsce says is wrong. */
export function packageVsix(file) {
  requireModules();
  const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    // Everything is bundled; the project names no repository that links could be rewritten to.
    [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', file],
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
  if (status !== 0) throw new MissingPart(`The extension cannot be packaged:\n${stdout}${stderr}`.trimEnd());
  return file;
}
