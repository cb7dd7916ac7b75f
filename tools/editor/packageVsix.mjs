import { join } from 'node:path';
import { root } from '../paths.mjs';
import { runProgram } from '../processGroup.mjs';
import { MissingPart, requireModules } from '../runScript.mjs';

/** Packages what stands in dist/. @returns {Promise<string>} `file` itself. @throws {MissingPart} with what vsce says is wrong. */
export async function packageVsix(file) {
  requireModules();
  const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
  const { status, stdout, stderr } = await runProgram(
    process.execPath,
    // Everything is bundled; the project names no repository that links could be rewritten to.
    [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', file],
    { cwd: root, output: 'read' },
  );
  if (status !== 0) throw new MissingPart(`The extension cannot be packaged:\n${stdout}${stderr}`.trimEnd());
  return file;
}
