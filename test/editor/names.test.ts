import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activate, closeAll, completionsBehind, labelsOf, rangeOf, replace, show, until, uriOf } from './support.ts';

const cluster = 'names/pelican.yaml';
const application = 'names/keycloak.yaml';

suite('names across files, in the editor', () => {
  suiteSetup(activate);
  teardown(closeAll);

  test('a Secret that the operator makes leads to the user that causes it', async () => {
    const { document } = await show(application);
    const position = rangeOf(document, 'pelican-pguser-pelican').start;
    const [found] = await until('a definition', async () => {
      const list = await run<vscode.Location[]>('vscode.executeDefinitionProvider', document.uri, position);
      return list.length > 0 ? list : undefined;
    });
    const source = await vscode.workspace.openTextDocument(uriOf(cluster));
    assert.ok(found);
    assert.equal(found.uri.toString(), source.uri.toString());
    assert.equal(source.lineAt(found.range.start.line).text.trim(), '- name: pelican');
  });

  test('references to a user are the places that use its Secret', async () => {
    const { document } = await show(cluster);
    const position = rangeOf(document, 'pelican\n      databases').start;
    const found = await until('references', async () => {
      const list = await run<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, position);
      return list.length > 1 ? list : undefined;
    });
    const elsewhere = found.filter(({ uri }) => uri.path.endsWith('keycloak.yaml'));
    assert.equal(elsewhere.length, 2);
  });

  test('completion offers the keys of that Secret', async () => {
    const editor = await show(application);
    await replace(editor, 'key: password', 'key: ');
    const labels = await until('the keys', async () => {
      const offered = labelsOf(await completionsBehind(editor.document, '                  key: '));
      return offered.includes('jdbc-uri') ? offered : undefined;
    });
    for (const key of ['host', 'port', 'dbname', 'user', 'password', 'verifier']) assert.ok(labels.includes(key), key);
  });

  test('renaming the user changes both files, and can be looked at first', async () => {
    const { document } = await show(cluster);
    const position = rangeOf(document, 'pelican\n      databases').start;
    const edit = await run<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      position,
      'rhino',
    );
    const files = edit.entries().map(([uri]) => uri.path.split('/').at(-1));
    assert.deepEqual(files.sort(), ['keycloak.yaml', 'pelican.yaml']);
    assert.ok(await vscode.workspace.applyEdit(edit));
    const other = await vscode.workspace.openTextDocument(uriOf(application));
    assert.equal(other.getText().split('pelican-pguser-rhino').length, 3);
    for (const changed of [document, other]) {
      await vscode.window.showTextDocument(changed);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    }
  });
});

async function run<T>(command: string, ...args: unknown[]): Promise<T> {
  return vscode.commands.executeCommand<T>(command, ...args);
}
