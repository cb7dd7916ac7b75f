import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { CodeAction, WorkspaceEditClientCapabilities } from 'vscode-languageserver';
import { startTestEditor } from '../support/startTestEditor.ts';
import type { TestEditor } from '../support/startTestEditor.ts';

const uri = 'file:///work%20space/shop.yaml';
const pod = `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example.com/shop:1
      envFrom:
        - secretRef:
            name: shop-db
`;

describe('a fix that adds a resource', () => {
  let editor: TestEditor;
  beforeEach(() => {
    editor = startTestEditor({ scanFolder: () => Promise.resolve() });
  });
  afterEach(() => editor.dispose());

  const fixes = async (workspaceEdit: WorkspaceEditClientCapabilities): Promise<readonly CodeAction[]> => {
    await editor.initialize({ rootUri: 'file:///work%20space', capabilities: { workspace: { workspaceEdit } } });
    // What is not there is said once the folder has been read.
    const found = editor.diagnostics(uri, (list) => list.length > 0);
    await editor.open(uri, pod);
    await found;
    const position = { line: 10, character: 20 };
    const actions = await editor.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [] },
    });
    return actions.filter(({ title }) => title.startsWith('Add'));
  };

  test('may create a file where the editor can', async () => {
    const [here, there, ...others] = await fixes({ documentChanges: true, resourceOperations: ['create'] });
    assert.deepEqual(others, []);
    assert.deepEqual(Object.keys(here?.edit?.changes ?? {}), [uri]);
    const kinds = there?.edit?.documentChanges?.map((change) => ('kind' in change ? change.kind : 'edit'));
    assert.deepEqual(kinds, ['create', 'edit']);
  });

  test('stays in the file where it cannot', async () => {
    const found = await fixes({ documentChanges: true });
    assert.deepEqual(
      found.map(({ title }) => title),
      ['Add Secret "shop-db"'],
    );
  });
});
