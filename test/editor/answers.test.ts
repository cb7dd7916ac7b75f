import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  activate,
  closeAll,
  completionsBehind,
  configure,
  extensionId,
  hoverOver,
  labelsOf,
  problemOn,
  rangeOf,
  replace,
  show,
  until,
  uriOf,
} from './support.ts';

suite('answers in the editor', () => {
  suiteSetup(activate);
  teardown(closeAll);

  test('the extension is active in a YAML file', async () => {
    const { document } = await show('shop.yaml');
    assert.equal(document.languageId, 'yaml');
    assert.equal(vscode.extensions.getExtension(extensionId)?.isActive, true);
  });

  test('completion offers the keys that are missing, with their help', async () => {
    const editor = await show('clean.yaml');
    await replace(editor, '  numberOfInstances: 2\n', '  \n');
    const items = await completionsBehind(editor.document, 'teamId: acid\n  ');
    const item = items.find((candidate) => labelsOf([candidate])[0] === 'numberOfInstances');
    assert.ok(item, `offered: ${labelsOf(items).join(', ')}`);
    assert.ok(item.documentation, 'numberOfInstances has no help');
    assert.ok(!labelsOf(items).includes('teamId'), 'teamId is there already');
  });

  test('completion offers the values of an enum', async () => {
    const editor = await show('clean.yaml');
    await replace(editor, 'version: "17"', 'version: ');
    const labels = labelsOf(await completionsBehind(editor.document, 'version: '));
    assert.ok(
      labels.some((label) => /^["']?17["']?$/.test(label)),
      `offered: ${labels.join(', ')}`,
    );
  });

  test('a value is one word, so that a list that is open narrows to its end', async () => {
    const { document } = await show('clean.yaml');
    const at = document.positionAt(document.getText().indexOf('acid.zalan.do/v1') + 'acid.zalan.do/v'.length);
    const range = document.getWordRangeAtPosition(at);
    assert.equal(range && document.getText(range), 'acid.zalan.do/v1');
  });

  test('an accepted completion leaves valid YAML', async () => {
    const editor = await show('clean.yaml');
    await replace(editor, '  numberOfInstances: 2\n', '  numberOfI\n');
    const end = editor.document.positionAt(editor.document.getText().indexOf('numberOfI') + 'numberOfI'.length);
    editor.selection = new vscode.Selection(end, end);
    const accepted = () => /^ {2}numberOfInstances:/m.test(editor.document.getText());
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
    await until('the accepted suggestion', async () => {
      await vscode.commands.executeCommand('acceptSelectedSuggestion');
      return accepted();
    });
    assert.doesNotMatch(editor.document.getText(), /^ {4}numberOfInstances/m);
  });

  test('hover explains a field', async () => {
    const { document } = await show('clean.yaml');
    const text = await until('a hover', () => hoverOver(document, 'numberOfInstances'));
    assert.match(text, /integer/i);
    assert.ok(text.length > 80, `only: ${text}`);
  });

  test('a broken document leaves the others understood', async () => {
    const { document } = await show('broken.yaml');
    await problemOn(document, 'two');
    const text = await until('a hover', () => hoverOver(document, 'numberOfInstances: two'));
    assert.ok(text.length > 0);
    const syntax = vscode.languages.getDiagnostics(document.uri).find((problem) => problem.range.start.line < 7);
    assert.ok(syntax, 'the unclosed quote is not reported in its document');
  });

  test('symbols name the resource', async () => {
    await show('clean.yaml');
    const symbols = await until('symbols', async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        uriOf('clean.yaml'),
      );
      return found.length > 0 && found;
    });
    assert.ok(symbols.some((symbol) => symbol.name.includes('acid-clean')));
  });

  test('an empty file offers whole manifests and the kinds', async () => {
    const { document } = await show('empty.yaml');
    const labels = labelsOf(await completionsBehind(document, ''));
    assert.ok(
      labels.some((label) => /postgresql/i.test(label)),
      `offered: ${labels.join(', ')}`,
    );
  });

  test('another system is understood beside the first', async () => {
    const editor = await show('results.yaml');
    const text = await until('a hover', () => hoverOver(editor.document, 'is_external_db'));
    assert.match(text, /boolean/i);
    await replace(editor, 'db_port: 5432\n', 'db_port: 5432\n  \n');
    const labels = labelsOf(await completionsBehind(editor.document, 'db_port: 5432\n  '));
    assert.ok(labels.includes('db_sslmode'), `offered: ${labels.join(', ')}`);
    assert.ok(!labels.includes('db_host'), 'db_host is there already');
    assert.ok(!labels.includes('numberOfInstances'), 'numberOfInstances belongs to the other system');
  });

  test('the derived Secret stands beside its user, unless switched off', async () => {
    const { document } = await show('clean.yaml');
    const hints = (): Thenable<vscode.InlayHint[]> =>
      vscode.commands.executeCommand(
        'vscode.executeInlayHintProvider',
        document.uri,
        rangeOf(document, document.getText()),
      );
    const [hint] = await until('a hint', async () => {
      const found = await hints();
      return found.length > 0 && found;
    });
    assert.ok(hint);
    assert.match(JSON.stringify(hint), /seller\.acid-clean\.credentials/);
    assert.equal(hint.position.line, rangeOf(document, 'seller: []').start.line);
    await configure('dbManifests.inlayHints.derivedNames', false);
    try {
      await until('no hints', async () => (await hints()).length === 0);
    } finally {
      await configure('dbManifests.inlayHints.derivedNames', undefined);
    }
  });

  // In the browser each of them is looked at (test/web).
  test('an example of each system opens with answers', async () => {
    const examples = await vscode.workspace.findFiles('examples/**/*.{yaml,yml}');
    const oneOfEach = new Map(examples.map((example) => [example.path.replace(/\/[^/]*$/, ''), example]));
    assert.ok(oneOfEach.size > 7, 'the examples were not copied into the workspace');
    for (const example of oneOfEach.values()) {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(example));
      await until(`symbols of ${example.path}`, async () => {
        const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
          'vscode.executeDocumentSymbolProvider',
          example,
        );
        return found !== undefined && found.length > 0;
      });
    }
  });
});
