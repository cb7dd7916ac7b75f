import * as assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { activate, closeAll, problemOn, replace, show, until } from './support.ts';

suite('the language server', () => {
  suiteSetup(activate);
  teardown(closeAll);

  test('the command that restarts it leaves the problems standing', async () => {
    const editor = await show('shop.yaml');
    await problemOn(editor.document, 'resouces');
    await vscode.commands.executeCommand('dbManifests.restartServer');
    await replace(editor, 'numberOfInstances: 2', 'numberOfInstances: two');
    await problemOn(editor.document, 'two');
    await problemOn(editor.document, 'resouces');
  });

  // Processes are found through /proc; the protocol's own tests cover a restart on every system.
  if (process.platform === 'linux') {
    test('it comes back after a crash', async () => {
      const editor = await show('shop.yaml');
      await problemOn(editor.document, 'resouces');
      const [crashed] = serverProcesses();
      assert.ok(crashed !== undefined, 'no server process was found');
      process.kill(crashed, 'SIGKILL');
      await until('another server', () => serverProcesses().some((id) => id !== crashed));
      await replace(editor, 'numberOfInstances: 2', 'numberOfInstances: two');
      await problemOn(editor.document, 'two');
      assert.equal(serverProcesses().length, 1);
    });
  }
});

/** Language servers that this extension host started. */
function serverProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((id) => read(`/proc/${id}/cmdline`).includes('dist/server.cjs'))
    .filter((id) => new RegExp(`^PPid:\\s${process.pid}$`, 'm').test(read(`/proc/${id}/status`)))
    .map(Number);
}

/** Empty for a process that has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
