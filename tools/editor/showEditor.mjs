import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MissingPart, nextSignal } from '../runScript.mjs';
import { withTemporaryFolder } from '../withTemporaryFolder.mjs';
import { packageVsix } from './packageVsix.mjs';
import { installVscodeHost } from './installVscodeHost.mjs';
import { installVsix, startVscodeServer } from './vscodeServer.mjs';

/** Path of a desktop VS Code, the first on the PATH; `undefined`: there is none. */
export function findCode() {
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}

/**
 * The VS Code of tools/vscode-host on a folder, the packaged extension in it, for a browser of this machine. Until Ctrl+C, which
 * is the usual end.
 * @param {{ folder: string, file?: string, open: boolean, env?: Record<string, string> }} shown
 *   `file`: opened at first, if it exists; `open`: in the browser, else the address is only printed; `env`: of the extension.
 * @throws {MissingPart} where it cannot be had, or ends by itself.
 */
export async function showInBrowser({ folder, file, open, env = {} }) {
  console.log('Preparing the VS Code of tools/vscode-host.');
  const host = await installVscodeHost();
  await withTemporaryFolder(async (temporary) => {
    console.log('Packaging the extension and installing it there.');
    const extensionsDir = join(temporary, 'e');
    await installVsix(host, await packageVsix(join(temporary, 'db-manifests.vsix')), extensionsDir);
    console.log('Starting it.');
    const server = await startVscodeServer(host, { extensionsDir, env });
    const stopped = nextSignal();
    try {
      const opened = file && existsSync(file) ? [['openFile', `vscode-remote://${server.authority}${file}`]] : [];
      const payload = JSON.stringify([...opened, ['skipWelcome', 'true']]);
      const url = server.page({ folder, payload });
      console.log(
        `\nVS Code with the extension is at\n\n  ${url}\n\nIt is for you on this machine only and ends with Ctrl+C.`,
      );
      if (open) openBrowser(url, temporary);
      const why = await Promise.race([stopped, server.exited.then(() => undefined)]);
      if (why !== undefined) return console.log('\nStopping.');
      const words = server.log().trimEnd().split('\n').slice(-5).join('\n');
      throw new MissingPart(`The VS Code server ended by itself. Its last words:\n${words}`);
    } finally {
      await server.stop();
    }
  });
}

/** Arguments of programs can be read by everybody on a machine, so the address with its token is in a file that only we can read. */
function openBrowser(url, folder) {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return console.log('There is no display here: open the address in a browser.');
  const page = join(folder, 'open.html');
  writeFileSync(page, `<!doctype html><meta http-equiv="refresh" content="0; url=${url.replaceAll('&', '&amp;')}">\n`, {
    mode: 0o600,
  });
  const child = spawn('xdg-open', [pathToFileURL(page).href], { stdio: 'ignore', detached: true });
  child.once('error', () => console.log('xdg-open was not found: open the address in a browser.'));
  child.unref();
}
