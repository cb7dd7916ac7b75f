import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  actionsOn,
  actionOn,
  activate,
  closeAll,
  codeOf,
  configure,
  noProblems,
  problemOn,
  rangeOf,
  replace,
  show,
  until,
  uriOf,
} from './support.ts';

suite('problems and their remedies', () => {
  suiteSetup(activate);
  teardown(closeAll);

  test('a misspelt key and a missing owner are marked exactly, with a code', async () => {
    const { document } = await show('shop.yaml');
    const key = await problemOn(document, 'resouces');
    assert.equal(key.severity, vscode.DiagnosticSeverity.Error);
    assert.match(key.message, /resources/);
    assert.match(codeOf(key), /\//);
    const owner = await problemOn(document, 'nobody');
    assert.equal(codeOf(owner), 'zalando/database-owner-missing');
  });

  test('a problem leads to the page of its rule', async () => {
    const { document } = await show('shop.yaml');
    const { code } = await problemOn(document, 'nobody');
    const { value, target } = code as { value: string; target: vscode.Uri };
    const page = await vscode.workspace.openTextDocument(target);
    assert.ok(page.getText().startsWith(`# ${value}\n`), page.getText());
    assert.equal(page.languageId, 'markdown');
    await vscode.commands.executeCommand('dbManifests.explainRule', target.toString());
    await until('the preview of the page', () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .some(({ label }) => label.includes('database-owner-missing')),
    );
  });

  test('a clean manifest and a file that is no manifest are silent', async () => {
    const clean = await show('clean.yaml');
    const other = await show('compose.yaml');
    // The server answers in order: a problem of the third file shows that it has read all three.
    const { document } = await show('shop.yaml');
    await problemOn(document, 'resouces');
    assert.deepEqual(vscode.languages.getDiagnostics(clean.document.uri), []);
    assert.deepEqual(vscode.languages.getDiagnostics(other.document.uri), []);
  });

  test('typing brings a problem and takes it away', async () => {
    const editor = await show('clean.yaml');
    await replace(editor, 'numberOfInstances: 2', 'numberOfInstances: two');
    await problemOn(editor.document, 'two');
    await replace(editor, 'two', '3');
    await noProblems(editor.document);
  });

  test('a quick-fix applies and solves its problem', async () => {
    const { document } = await show('shop.yaml');
    const problem = await problemOn(document, 'resouces');
    const edit = await actionOn(document, problem.range, (edits) =>
      edits.some(({ newText }) => newText === 'resources'),
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.match(document.getText(), /^ {2}resources:$/m);
    await until('one problem less', () =>
      vscode.languages.getDiagnostics(document.uri).every((left) => left.message !== problem.message),
    );
  });

  test('a problem can be silenced by a comment that a quick-fix writes', async () => {
    const { document } = await show('shop.yaml');
    const problem = await problemOn(document, 'nobody');
    const disable = await until('the entry that disables', async () =>
      (await actionsOn(document.uri, problem.range)).find(({ title }) => title.startsWith('Disable ')),
    );
    const { command = '', arguments: given = [] } = disable.command ?? {};
    const done = vscode.commands.executeCommand(command, ...(given as unknown[]));
    // Where it asks, the line is the first choice. Until the list is there, nothing is accepted.
    await until('the comment', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return document.getText().includes('db-manifests-disable-next-line');
    });
    await done;
    assert.match(
      document.getText(),
      /^ +# db-manifests-disable-next-line zalando\/database-owner-missing\n +shop: nobody$/m,
    );
    await until('silence about the owner', () =>
      vscode.languages.getDiagnostics(document.uri).every((left) => codeOf(left) !== codeOf(problem)),
    );
  });

  test('saving fixes all where the setting asks for it', async () => {
    await configure('editor.codeActionsOnSave', { 'source.fixAll.dbManifests': 'explicit' });
    try {
      const { document } = await show('fixall.yaml');
      const before = document.getText();
      await problemOn(document, 'sise');
      await vscode.commands.executeCommand('workbench.action.files.save');
      await until(
        'both keys mended',
        () => /^ {2}numberOfInstances: 1$/m.test(document.getText()) && /^ {4}size: 10Gi$/m.test(document.getText()),
      );
      await noProblems(document);
      await until('the saved file', () => !document.isDirty);
      await vscode.workspace.fs.writeFile(document.uri, new TextEncoder().encode(before));
    } finally {
      await configure('editor.codeActionsOnSave', undefined);
    }
  });

  test('a rule that is off is silent at once, and speaks again', async () => {
    const { document } = await show('shop.yaml');
    const code = codeOf(await problemOn(document, 'nobody'));
    await configure('dbManifests.rules', { [code]: 'off' });
    try {
      await until('silence about the owner', () =>
        vscode.languages.getDiagnostics(document.uri).every((problem) => codeOf(problem) !== code),
      );
      await problemOn(document, 'resouces');
    } finally {
      await configure('dbManifests.rules', undefined);
    }
    await problemOn(document, 'nobody');
  });

  test('a closed file has no problems', async () => {
    // Not through openTextDocument: the extension host would hold the document open for minutes.
    const uri = uriOf('closing.yaml');
    await vscode.workspace.fs.copy(uriOf('shop.yaml'), uri, { overwrite: true });
    try {
      await vscode.commands.executeCommand('vscode.open', uri);
      await until('problems', () => vscode.languages.getDiagnostics(uri).length > 0);
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await until('no problems', () => vscode.languages.getDiagnostics(uri).length === 0);
    } finally {
      await vscode.workspace.fs.delete(uri);
    }
  });

  test('a problem names its place after lines were inserted above', async () => {
    const editor = await show('shop.yaml');
    await problemOn(editor.document, 'resouces');
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# 😀\n# a comment\n'));
    const problem = await problemOn(editor.document, 'resouces');
    assert.ok(problem.range.isEqual(rangeOf(editor.document, 'resouces')));
  });
});
