// npm run demo [-- --no-open] [-- --web]: a control plane and databases on this machine, and the editor on their manifests. Needs
// Go (the first time) and PostgreSQL, no Kubernetes. Ctrl+C ends everything; nothing stays.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { MissingPart, requireModules, runTool } from '../editor/missingPart.mjs';
import { packageVsix } from '../editor/packageVsix.mjs';
import { root } from '../editor/paths.mjs';
import { withTemporaryFolder } from '../editor/temporaryFolder.mjs';
import { installVscodeHost } from '../editor/vscodeHost.mjs';
import { installVsix, startVscodeServer } from '../editor/vscodeServer.mjs';

process.chdir(root);
const stopped = new Promise((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, resolve);
});

await runTool(async () => {
  const { values } = parseArgs({ options: { web: { type: 'boolean' }, 'no-open': { type: 'boolean' } } });
  requireModules();
  console.log('Building.');
  const { status } = spawnSync(process.execPath, [join(root, 'tools/build.mjs')], { stdio: 'inherit' });
  if (status !== 0) throw new MissingPart('The build failed; its words are above.');
  const { startDemoBed } = await import(pathToFileURL(join(root, 'out/test/cluster/bed/bed.js')).href);
  console.log('Starting a control plane and databases.');
  const bed = await startDemoBed((line) => console.log(line));
  if ('missing' in bed) throw new MissingPart(bed.missing);
  try {
    const kubeconfig = await bed.cluster.writeKubeconfig({ name: 'demo', groups: ['system:masters'] });
    console.log(`\nThe cluster's kubeconfig: ${kubeconfig}\nThe manifests:            ${bed.manifests}`);
    console.log('What to try: "Connect" above a `kind:`, or the view "Databases".');
    const code = values.web || values['no-open'] ? undefined : findCode();
    const open = code ? openDesktop(code) : openWeb({ open: !values['no-open'] });
    await open({ folder: bed.manifests, kubeconfig });
    return 0;
  } finally {
    console.log('\nStopping.');
    await bed.stop();
  }
});

function findCode() {
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}

/** With a profile of its own: a window of an editor that runs already would not see our environment. */
function openDesktop(code) {
  return ({ folder, kubeconfig }) =>
    withTemporaryFolder(async (profile) => {
      const args = ['--new-window', '--wait', '--user-data-dir', profile, `--extensionDevelopmentPath=${root}`, folder];
      if (process.getuid?.() === 0) args.push('--no-sandbox');
      const env = { ...process.env, KUBECONFIG: kubeconfig };
      const window = spawn(code, args, { stdio: 'inherit', env, shell: process.platform === 'win32' });
      const closed = new Promise((resolve) => window.once('close', resolve).once('error', resolve));
      console.log('\nThe editor is open on the manifests. Close it, or press Ctrl+C here, to end.');
      await Promise.race([stopped, closed]);
      window.kill();
    });
}

function openWeb({ open }) {
  return ({ folder, kubeconfig }) =>
    withTemporaryFolder(async (temporary) => {
      const host = installVscodeHost();
      const extensionsDir = join(temporary, 'e');
      installVsix(host, packageVsix(join(temporary, 'db-manifests.vsix')), extensionsDir);
      const server = await startVscodeServer(host, { extensionsDir, env: { KUBECONFIG: kubeconfig } });
      try {
        const first = readdirSync(folder).find((name) => name.endsWith('.yaml'));
        const file = first ? [['openFile', `vscode-remote://${server.authority}${join(folder, first)}`]] : [];
        const url = server.page({ folder, payload: JSON.stringify([...file, ['skipWelcome', 'true']]) });
        console.log(
          `\nVS Code on these manifests is at\n\n  ${url}\n\nIt is for this machine only and ends with Ctrl+C.`,
        );
        if (open && (process.env.DISPLAY || process.env.WAYLAND_DISPLAY)) openBrowser(url);
        const why = await Promise.race([stopped.then(() => 'signal'), server.exited.then(() => 'ended')]);
        if (why === 'ended') throw new MissingPart(`The VS Code server ended by itself:\n${server.log().slice(-1000)}`);
      } finally {
        await server.stop();
      }
    });
}

function openBrowser(url) {
  const child = spawn('xdg-open', [url], { stdio: 'ignore', detached: true });
  child.once('error', () => console.log('xdg-open was not found: open the URL in a browser.'));
  child.unref();
}
