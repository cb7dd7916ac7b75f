import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve as resolvePath } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MissingPart } from '../runScript.mjs';
import { installedFolderName } from '../paths.mjs';
import { runProgram, spawnGroup } from '../processGroup.mjs';

const startLimit = 60_000;

/** Settings without which a first start shows welcome pages, chat panes, update checks, and toasts about git and ports, or never rests. */
export const quietSettings = {
  'editor.cursorBlinking': 'solid',
  'workbench.reduceMotion': 'on',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'git.openRepositoryInParentFolders': 'never',
  'remote.autoForwardPorts': false,
};

/** For tests: no gallery of extensions is asked for anything. */
export const noGallery = { EXTENSIONS_GALLERY: '{"serviceUrl":""}' };

/**
 * Starts a throw-away VS Code server on a free loopback port: settings, extensions and sockets live in a folder that `stop` removes.
 * @param {{ node: string, server: string }} host
 * @param {{ settings?: object, extensionsDir?: string, args?: string[], env?: Record<string, string | undefined>, trust?: boolean }} [options]
 *   `env` reaches the extension host; without `trust` folders are restricted until somebody trusts them.
 * @returns {Promise<{ authority: string, folder: string, exited: Promise<unknown>, log(): string, page(query: Record<string, string>): string, stop(): Promise<void> }>}
 */
export async function startVscodeServer(
  host,
  { settings = {}, extensionsDir, args = [], env = {}, trust = true } = {},
) {
  // A short path: the unix sockets inside may have 107 bytes at most.
  const folder = mkdtempSync(join(tmpdir(), 'dbm-'));
  const user = join(folder, 'd/data/User');
  // VS Code never removes its sockets, so they get a folder that goes with the rest.
  const sockets = join(folder, 't');
  mkdirSync(user, { recursive: true });
  mkdirSync(sockets);
  writeFileSync(join(user, 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }));
  const token = randomBytes(16).toString('hex');
  const tokenFile = join(folder, 'token');
  writeFileSync(tokenFile, token, { mode: 0o600 });

  const logFile = join(folder, 'server.log');
  const output = openSync(logFile, 'w');
  const group = spawnGroup(
    host.node,
    [
      host.server,
      ...['--host', '127.0.0.1', '--port', '0', '--connection-token-file', tokenFile],
      ...['--server-data-dir', join(folder, 'd'), '--extensions-dir', extensionsDir ?? join(folder, 'e')],
      ...['--accept-server-license-terms', '--telemetry-level', 'off'],
      ...(trust ? ['--disable-workspace-trust'] : []),
      ...args,
    ],
    {
      stdio: ['ignore', output, output],
      env: { ...process.env, TMPDIR: sockets, XDG_RUNTIME_DIR: sockets, ...env },
    },
  );
  closeSync(output);
  const log = () => readFileSync(logFile, 'utf8');
  const removeFolder = () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  process.once('exit', removeFolder);
  const stop = async () => {
    group.kill('SIGTERM');
    await Promise.race([group.ended, sleep(5000, undefined, { ref: false })]);
    group.kill('SIGKILL');
    group.release();
    process.removeListener('exit', removeFolder);
    removeFolder();
  };

  const port = await waitForPort(log, group);
  if (!port) {
    const words = log().trim().split('\n').slice(-5).join('\n');
    await stop();
    throw new MissingPart(`The VS Code server did not start. Its last words:\n${words}`);
  }
  const authority = `127.0.0.1:${port}`;
  return {
    authority,
    folder,
    exited: group.ended,
    log,
    page: (query) => `http://${authority}/?${new URLSearchParams({ tkn: token, ...query })}`,
    stop,
  };
}

/**
 * Installs a .vsix into `extensionsDir`, a folder of its own in a temporary one, the way VS Code does.
 * @returns {Promise<string>} the extension's folder.
 * @throws {MissingPart} when there is no such file or VS Code refuses it.
 */
export async function installVsix(host, vsix, extensionsDir) {
  if (!existsSync(vsix)) throw new MissingPart(`${vsix} does not exist: npm run package writes it.`);
  const data = `${extensionsDir}.data`;
  const { status, stdout, stderr } = await runProgram(
    host.node,
    [
      ...[host.server, '--accept-server-license-terms', '--server-data-dir', data],
      ...['--extensions-dir', extensionsDir, '--install-extension', resolvePath(vsix)],
    ],
    { output: 'read' },
  );
  rmSync(data, { recursive: true, force: true });
  if (status !== 0) throw new MissingPart(`VS Code does not take ${vsix}:\n${stdout}${stderr}`);
  return join(extensionsDir, installedFolderName());
}

async function waitForPort(log, group) {
  for (const end = Date.now() + startLimit; Date.now() < end && !group.hasEnded(); await sleep(50)) {
    const port = /Extension host agent listening on (\d+)/.exec(log())?.[1];
    if (port) return port;
  }
  return undefined;
}
