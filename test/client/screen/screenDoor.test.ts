import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { ESLint, Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { root } from '../../support/fixtures.ts';

const rule = 'no-restricted-syntax';

/** What ESLint refuses in a file of the client, by line. */
async function refusals(file: string, text: string): Promise<number[]> {
  const config = (await new ESLint({ cwd: root }).calculateConfigForFile(path.join(root, file))) as Linter.Config;
  const setting = config.rules?.[rule];
  assert.ok(setting, `Nothing is refused in ${file}`);
  const messages = new Linter().verify(
    text,
    {
      files: ['**/*.ts'],
      languageOptions: { parser: tseslint.parser },
      rules: { [rule]: setting },
    },
    'file.ts',
  );
  assert.deepEqual(
    messages.filter(({ fatal }) => fatal),
    [],
  );
  return messages.map(({ line }) => line);
}

/** Each line is a way to the screen past the door. */
const ways = [
  "void vscode.window.showInformationMessage('a');",
  "void vscode.window.showQuickPick(['a']);",
  'const box = vscode.window.createInputBox();',
  "const item = vscode.window.createStatusBarItem('a');",
  'void vscode.window.withProgress({ location: 1 }, work);',
  "vscode.window.setStatusBarMessage('a');",
  "vscode.window.registerTreeDataProvider('a', provider);",
  "vscode.window.createWebviewPanel('a', 'b', 1);",
  'const { showErrorMessage } = vscode.window;',
  'const alias = vscode.window;',
  'use(vscode.window);',
  "void vscode.window['showErrorMessage']('a');",
  "void vscode['window'].showErrorMessage('a');",
  'const { window } = vscode;',
  'const editor = vscode;',
  'use(vscode);',
  'const all = { ...vscode };',
  "import { window as w } from 'vscode';",
  "import * as editors from 'vscode';",
  "import standard from 'vscode';",
  "const loaded = await import('vscode');",
  "const required = require('vscode');",
  "export { window } from 'vscode';",
  "export * from 'vscode';",
  "vscode.languages.createLanguageStatusItem('a', []);",
  'vscode.languages.registerHoverProvider([], provider);',
  'const tree = new vscode.TreeItem(name);',
  'const text = new vscode.MarkdownString(name);',
  'const found = new vscode.Diagnostic(range, name);',
  "const words = vscode.l10n.t('a');",
  "void vscode.commands.executeCommand('vscode.diff', one, other, name);",
  "void vscode.commands.executeCommand('markdown.showPreview', uri);",
  'const hover = { isTrusted: true };',
];

test('in the client there is no way to the screen but the door', async () => {
  for (const file of ['client/commands/connect.ts', 'client/ui/registerLenses.ts', 'client/activateExtension.ts']) {
    const refused = new Set(await refusals(file, ways.join('\n')));
    assert.deepEqual(
      ways.filter((_, index) => !refused.has(index + 1)),
      [],
    );
  }
});

test('what shows nothing is not refused', async () => {
  const text = [
    "import * as vscode from 'vscode';",
    "import type { ExtensionContext } from 'vscode';",
    'const editor: vscode.TextEditor | undefined = vscode.window.activeTextEditor;',
    'vscode.window.onDidCloseTerminal(closed);',
    'vscode.languages.match(selector, document);',
    "void vscode.commands.executeCommand('setContext', 'a', true);",
    'const trusted = vscode.workspace.isTrusted;',
    'const range = new vscode.Range(0, 0, 0, 1);',
  ].join('\n');
  assert.deepEqual(await refusals('client/commands/connect.ts', text), []);
});
