import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { CompletionList } from 'vscode-languageserver';
import { startTestEditor } from '../support/startTestEditor.ts';
import type { TestEditor } from '../support/startTestEditor.ts';

let editor: TestEditor;
afterEach(() => editor.dispose());

test('a list with some of very many names says that there are more', async () => {
  editor = startTestEditor();
  await editor.initialize();
  const ask = async (count: number) => {
    const secrets = Array.from(
      { length: count },
      (_, at) => `apiVersion: v1\nkind: Secret\nmetadata: {name: s-${String(at)}}\n---\n`,
    );
    const uri = `file:///w/${String(count)}.yaml`;
    const head = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  imagePullSecrets:\n    - name: ';
    await editor.open(uri, `${secrets.join('')}${head}\n`);
    const line = 4 * count + 5;
    const params = { textDocument: { uri }, position: { line, character: 12 } };
    const { isIncomplete, items } = await editor.connection.sendRequest<CompletionList>(
      'textDocument/completion',
      params,
    );
    return { isIncomplete, count: items.filter(({ label }) => label.startsWith('s-')).length };
  };
  assert.deepEqual(await ask(20), { isIncomplete: false, count: 20 });
  assert.deepEqual(await ask(700), { isIncomplete: true, count: 300 });
});
