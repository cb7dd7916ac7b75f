import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activate } from './support.ts';

suite('tools of assistants', () => {
  suiteSetup(activate);

  const ask = async (name: string, input: object): Promise<string> => {
    const { content } = await vscode.lm.invokeTool(`dbManifests_${name}`, { input, toolInvocationToken: undefined });
    return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
  };

  test('are known to the editor', () => {
    const names = vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith('dbManifests_'));
    assert.deepEqual(names.sort(), [
      ...['dbManifests_check_manifests', 'dbManifests_derive_resources', 'dbManifests_explain_field'],
      ...['dbManifests_explain_rule', 'dbManifests_preview_upgrade'],
    ]);
  });

  test('check a manifest that is not written yet, and explain a field and a rule', async () => {
    const text =
      'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata: {name: acid-shop}\nspec: {teamId: acid, usres: {}}\n';
    assert.match(await ask('check_manifests', { text }), /usres.*no field/);
    assert.match(await ask('explain_field', { field: 'postgresql.spec.users' }), /Roles to create/);
    assert.match(await ask('explain_rule', { rule: 'zalando/database-owner-missing' }), /database-owner-missing/);
  });
});
