import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, describe, test } from 'node:test';
import type { CodeAction, InitializeParams, InitializeResult, ShowDocumentParams } from 'vscode-languageserver';
import { disableRuleCommand, explainRuleCommand } from '../../schemas/contract/protocol.ts';
import { startTestEditor } from '../support/startTestEditor.ts';
import type { TestEditor } from '../support/startTestEditor.ts';

/** What editors offer about a problem: as much as each of them can do. */

const [uri, otherUri] = ['file:///w/shop.yaml', 'file:///w/other%20shop.yaml'] as const;
const rule = 'zalando/database-owner-missing';
const cluster = (name: string, databases: string) =>
  `apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata: {name: acid-${name}}\nspec:\n  teamId: acid\n  numberOfInstances: 2\n  volume: {size: 1Gi}\n  postgresql: {version: "17"}\n  databases: {${databases}}\n`;

let editor: TestEditor;
afterEach(() => editor.dispose());

async function bulb(params: Partial<InitializeParams>): Promise<{ actions: CodeAction[]; result: InitializeResult }> {
  editor = startTestEditor();
  const result = (await editor.initialize(params)) as InitializeResult;
  await editor.open(otherUri, cluster('other', 'c: three'));
  await editor.open(uri, cluster('shop', 'a: one, b: two'));
  const actions = await editor.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: { line: 8, character: 18 }, end: { line: 8, character: 18 } },
    context: { diagnostics: [] },
  });
  return { actions, result };
}
const titles = (actions: readonly CodeAction[]) => actions.map(({ title }) => title);
const resolving = { codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } } };

describe('the light bulb', () => {
  test('of an editor with our client: one entry to disable, one to explain, fixes here and everywhere', async () => {
    const { actions, result } = await bulb({
      capabilities: {
        textDocument: resolving,
        window: { showDocument: { support: true } },
        workspace: { textDocumentContent: {} },
      },
      initializationOptions: { ruleCommands: true },
    });
    assert.deepEqual(titles(actions), [
      'Add user "one"',
      `Fix all 2 of ${rule} in this file`,
      `Fix all of ${rule} in the workspace`,
      `About ${rule}`,
      `Disable ${rule} ...`,
    ]);
    assert.equal(result.capabilities.executeCommandProvider, undefined);
    const [, inFile, everywhere, about, disable] = actions;
    assert.equal(inFile?.edit?.changes?.[uri]?.length, 1);
    assert.equal(about?.command?.command, explainRuleCommand);
    const page = String(about.command.arguments?.[0]);
    assert.equal(page, `db-manifests-rule:/${rule}.md`);
    assert.deepEqual(result.capabilities.workspace?.textDocumentContent, { schemes: ['db-manifests-rule'] });
    const { text } = await editor.connection.sendRequest<{ text: string }>('workspace/textDocumentContent', {
      uri: page,
    });
    assert.match(text, new RegExp(`^# ${rule}\\n[^]+Source: <https:`));
    assert.equal(disable?.command?.command, disableRuleCommand);
    const [where, what, choices] = (disable.command.arguments ?? []) as [
      string,
      string,
      { scope: string; edits: [] }[],
    ];
    assert.deepEqual([where, what], [uri, rule]);
    assert.deepEqual(
      choices.map(({ scope, edits }) => [scope, edits.length]),
      [
        ['line', 1],
        ['document', 1],
        ['file', 1],
      ],
    );
    assert.equal(everywhere?.edit, undefined);
    const resolved = await editor.connection.sendRequest<CodeAction>('codeAction/resolve', everywhere);
    assert.deepEqual(Object.keys(resolved.edit?.changes ?? {}).sort(), [otherUri, uri].sort());
  });

  test('of any other: an entry for each way, and the page where it can be shown', async () => {
    const { actions, result } = await bulb({ capabilities: { window: { showDocument: { support: true } } } });
    assert.deepEqual(titles(actions), [
      'Add user "one"',
      `Fix all 2 of ${rule} in this file`,
      `About ${rule}`,
      `Disable ${rule} for this line`,
      `Disable ${rule} for this document`,
      `Disable ${rule} for this file`,
    ]);
    const about = actions[2]?.command;
    assert.deepEqual(result.capabilities.executeCommandProvider?.commands, [about?.command]);
    const shown: ShowDocumentParams[] = [];
    editor.connection.onRequest('window/showDocument', (params: ShowDocumentParams) => {
      shown.push(params);
      return { success: true };
    });
    await editor.connection.sendRequest('workspace/executeCommand', about);
    const { uri: file = '', selection } = shown[0] ?? {};
    const lines = readFileSync(new URL(file), 'utf8').split('\n');
    assert.equal(lines[selection?.start.line ?? -1], `### ${rule}`);
    const foreign = { command: about?.command, arguments: ['file:///etc/passwd'] };
    await assert.rejects(editor.connection.sendRequest('workspace/executeCommand', foreign), /no such page/);
    assert.equal(shown.length, 1);
  });

  test('of one that can do neither: what needs nothing', async () => {
    const { actions } = await bulb({});
    assert.ok(!titles(actions).some((title) => title.startsWith('About') || title.endsWith('workspace')));
    assert.equal(actions.filter(({ title }) => title.startsWith('Disable')).length, 3);
  });

  test('is read as it stands: no marks of Markdown', async () => {
    editor = startTestEditor();
    await editor.initialize();
    const found = editor.diagnostics(uri);
    await editor.open(uri, cluster('shop', '').replace('"17"', '17'));
    const messages = (await found).map(({ message }) => message);
    assert.deepEqual(messages, ['"17" is a number here, and "version" takes text: write "17".']);
  });
});
