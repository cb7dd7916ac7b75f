// npm run demo [-- --no-open] [-- --web]: a control plane and databases on this machine, and the editor on their manifests.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installVscodeHost } from '../editor/installVscodeHost.mjs';
import { findCode, showInBrowser } from '../editor/showEditor.mjs';
import { ensureBuilt } from '../freshBuild.mjs';
import { root } from '../paths.mjs';
import { MissingPart, nextSignal, runScript } from '../runScript.mjs';
import { withTemporaryFolder } from '../withTemporaryFolder.mjs';

const usage = `npm run demo [-- --web] [-- --no-open]

A real API server and real databases on loopback, a cluster of every system, and the editor on their manifests. Needs PostgreSQL
and MariaDB, and Go, which builds the control plane the first time; no Kubernetes. Ctrl+C ends everything, nothing stays.

  --web      in a VS Code for the browser
  --no-open  the same, and its address is only printed`;

process.chdir(root);
await runScript(
  { usage, options: { web: { type: 'boolean' }, 'no-open': { type: 'boolean' } } },
  async ({ values }) => {
    await ensureBuilt();
    const code = values.web || values['no-open'] ? undefined : findCode();
    // Whether it can be had is known before anything is started.
    if (!code) await installVscodeHost();
    const { startDemoBed } = await import(pathToFileURL(join(root, 'out/test/cluster/bed/bed.js')).href);
    console.log('Starting a control plane and databases.');
    const bed = await startDemoBed((line) => console.log(line)).catch((error) => {
      throw new MissingPart(`It did not start, and nothing of it is left. ${error.message}`);
    });
    if ('missing' in bed) throw new MissingPart(bed.missing);
    try {
      const kubeconfig = await bed.cluster.writeKubeconfig({ name: 'demo', groups: ['system:masters'] });
      console.log(`\nThe cluster's kubeconfig: ${kubeconfig}\nThe manifests:            ${bed.manifests}`);
      console.log(
        'What to try: "Connect" above a `kind:`, or the view "Databases"; another number of instances, and "Apply".',
      );
      const folder = bed.manifests;
      if (code) return await openDesktop(code, folder, kubeconfig);
      const first = readdirSync(folder).find((name) => name.endsWith('.yaml'));
      const file = first && join(folder, first);
      await showInBrowser({ folder, file, open: !values['no-open'], env: { KUBECONFIG: kubeconfig } });
    } finally {
      await bed.stop();
    }
  },
);

/** With a profile of its own: a window of an editor that runs already would not see our environment. */
function openDesktop(code, folder, kubeconfig) {
  return withTemporaryFolder(async (profile) => {
    const args = ['--new-window', '--wait', '--user-data-dir', profile, `--extensionDevelopmentPath=${root}`, folder];
    if (process.getuid?.() === 0) args.push('--no-sandbox');
    const stopped = nextSignal();
    const env = { ...process.env, KUBECONFIG: kubeconfig };
    const window = spawn(code, args, { stdio: 'inherit', env, shell: process.platform === 'win32' });
    const closed = new Promise((resolve) => window.once('close', resolve).once('error', resolve));
    console.log('\nThe editor is open on the manifests. Close it, or press Ctrl+C here, to end.');
    await Promise.race([stopped, closed]);
    console.log('\nStopping.');
    window.kill();
  });
}
