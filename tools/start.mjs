// npm start [-- --web] [-- --no-open]: builds, shows what the checker finds in examples/, opens them with the extension loaded.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCode, showInBrowser } from './editor/showEditor.mjs';
import { ensureBuilt } from './freshBuild.mjs';
import { root } from './paths.mjs';
import { runProgram } from './processGroup.mjs';
import { MissingPart, runScript } from './runScript.mjs';

const usage = `npm start [-- --web] [-- --no-open]

Builds what is older than its sources, prints what the checker finds in examples/, and opens them with the extension loaded: in
the desktop VS Code ("code" on the PATH), or in one for the browser, which is installed the first time.

  --web      the one for the browser
  --no-open  the one for the browser, and its address is only printed`;

const examples = join(root, 'examples');
const firstFile = join(examples, 'zalando/acid-demo.yaml');
const options = { web: { type: 'boolean' }, 'no-open': { type: 'boolean' } };

process.chdir(root);
await runScript({ usage, options }, async ({ values }) => {
  await ensureBuilt();
  console.log('\nWhat the checker finds in examples/ (node dist/cli.cjs check examples):');
  const { status } = await runProgram(process.execPath, [join(root, 'dist/cli.cjs'), 'check', 'examples']);
  if (status === 0) console.log('Nothing.');
  else if (status !== 1) throw new MissingPart(`The checker ended with code ${status}; its words are above.`);
  console.log();
  const code = values.web || values['no-open'] ? undefined : findCode();
  if (code && (await openDesktop(code))) return;
  await showInBrowser({ folder: examples, file: firstFile, open: !values['no-open'] });
});

/** @returns whether VS Code took the folder. */
async function openDesktop(code) {
  console.log(`Opening examples/ in the desktop VS Code (${code}) with the extension loaded.`);
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, examples, firstFile];
  // VS Code refuses to start as root without a profile of its own.
  if (process.getuid?.() === 0) args.push('--no-sandbox', '--user-data-dir', join(tmpdir(), 'db-manifests-code-root'));
  const { status } = await runProgram(code, args, { shell: process.platform === 'win32' });
  if (status !== 0) console.log(`It ended with code ${status}, so here is the one for the browser instead.`);
  return status === 0;
}
