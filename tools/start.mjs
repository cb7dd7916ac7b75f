// npm start [-- --web] [-- --no-open]: builds, shows what the checker finds in examples/, opens them with the extension loaded.
// Desktop `code` where there is one; else, or with --web, the VS Code of tools/vscode-host. --no-open only prints the URL.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { MissingPart, requireModules, runTool } from './editor/missingPart.mjs';
import { packageVsix } from './editor/packageVsix.mjs';
import { root } from './editor/paths.mjs';
import { withTemporaryFolder } from './editor/temporaryFolder.mjs';
import { installVscodeHost } from './editor/vscodeHost.mjs';
import { installVsix, startVscodeServer } from './editor/vscodeServer.mjs';

const examples = join(root, 'examples');
const firstFile = join(examples, 'zalando/acid-demo.yaml');

process.chdir(root);
await runTool(async () => {
  const { values } = parseArgs({ options: { web: { type: 'boolean' }, 'no-open': { type: 'boolean' } } });
  requireModules();
  console.log('Building.');
  run([join(root, 'tools/build.mjs')], 'The build failed; its words are above.');
  console.log('\nWhat the checker finds in examples/ (node dist/cli.cjs check examples):');
  const { status } = node([join(root, 'dist/cli.cjs'), 'check', 'examples']);
  if (status === 0) console.log('Nothing.');
  else if (status !== 1) throw new MissingPart(`The checker ended with code ${status}; its words are above.`);
  console.log();
  const code = values.web || values['no-open'] ? undefined : findCode();
  if (code && openDesktop(code)) return 0;
  return openWeb({ open: !values['no-open'] });
});

function findCode() {
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}

/** @returns whether VS Code took the folder. */
function openDesktop(code) {
  console.log(`Opening examples/ in the desktop VS Code (${code}) with the extension loaded.`);
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, examples, firstFile];
  // VS Code refuses to start as root without a profile of its own.
  if (process.getuid?.() === 0) args.push('--no-sandbox', '--user-data-dir', join(tmpdir(), 'db-manifests-code-root'));
  const { status } = spawnSync(code, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) console.log(`It ended with code ${status}, so here is the packaged VS Code instead.`);
  return status === 0;
}

/** Runs until SIGINT or SIGTERM, which is a success, or until the server ends, which is none. */
async function openWeb({ open }) {
  const stopped = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve('signal'));
  });
  console.log('Preparing the VS Code of tools/vscode-host.');
  const host = installVscodeHost();
  return withTemporaryFolder(async (temporary) => {
    console.log('Packaging the extension and installing it there.');
    const extensionsDir = join(temporary, 'e');
    installVsix(host, packageVsix(join(temporary, 'db-manifests.vsix')), extensionsDir);
    const server = await startVscodeServer(host, { extensionsDir });
    try {
      const file = existsSync(firstFile) ? [['openFile', `vscode-remote://${server.authority}${firstFile}`]] : [];
      const payload = JSON.stringify([...file, ['skipWelcome', 'true']]);
      const url = server.page({ folder: examples, payload });
      console.log(
        `\nVS Code with the extension is at\n\n  ${url}\n\nIt is for this machine only and ends with Ctrl+C.`,
      );
      if (open) openBrowser(url);
      const why = await Promise.race([stopped, server.exited.then(() => 'ended')]);
      if (why === 'signal') return 0;
      const words = server.log().split('\n').slice(-5).join('\n');
      throw new MissingPart(`The VS Code server ended by itself. Its last words:\n${words}`);
    } finally {
      await server.stop();
    }
  });
}

function openBrowser(url) {
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return console.log('There is no display here: open the URL in a browser.');
  const child = spawn('xdg-open', [url], { stdio: 'ignore', detached: true });
  child.once('error', () => console.log('xdg-open was not found: open the URL in a browser.'));
  child.unref();
}

function run(args, sentence) {
  if (node(args).status !== 0) throw new MissingPart(sentence);
}

function node(args) {
  return spawnSync(process.execPath, args, { stdio: 'inherit' });
}
