import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { toolRequest } from '../../schemas/contract/protocol.ts';
import type { ToolResult } from '../../schemas/contract/protocol.ts';
import { startTestEditor } from '../support/startTestEditor.ts';
import type { TestEditor } from '../support/startTestEditor.ts';

const cluster = (owner: string) => `apiVersion: acid.zalan.do/v1
kind: postgresql
metadata:
  name: acid-shop
spec:
  teamId: acid
  numberOfInstances: 2
  postgresql:
    version: "17"
  volume:
    size: 5Gi
  users:
    seller: []
  databases:
    shop: ${owner}
`;

let editor: TestEditor;
before(async () => {
  editor = startTestEditor();
  await editor.initialize({ workspaceFolders: [{ uri: 'file:///w', name: 'w' }] });
  await editor.open('file:///w/prod/cluster.yaml', cluster('nobody'));
});
after(() => editor.dispose());

async function ask(
  name: string,
  input: Record<string, unknown>,
): Promise<{ failed: boolean; data: Record<string, unknown> }> {
  const { answer, failed } = await editor.connection.sendRequest<ToolResult>(toolRequest, { name, input });
  return { failed, data: answer as Record<string, unknown> };
}

describe('what assistants in an editor ask', () => {
  for (const path of ['prod/cluster.yaml', './prod/cluster.yaml', 'prod', 'w/prod/', 'prod\\cluster.yaml', '.']) {
    test(`the file as it stands on the screen, called ${path}`, async () => {
      const { data } = await ask('check_manifests', { paths: [path] });
      const [finding] = data['findings'] as { code: string; line: number }[];
      assert.deepEqual([data['checked'], finding?.code, finding?.line], [1, 'zalando/database-owner-missing', 15]);
    });
  }

  test('a text of its own does not mix with the files', async () => {
    assert.equal((await ask('check_manifests', { text: cluster('seller') })).data['found'], 0);
    assert.equal((await ask('check_manifests', { paths: ['cluster.yaml'] })).data['found'], 1);
  });

  test('a version counts for the question only', async () => {
    const versions = { zalando: '1.4' };
    const { data } = await ask('check_manifests', { paths: ['cluster.yaml'], versions });
    assert.equal(data['checked'], 1);
    assert.equal((await ask('check_manifests', { paths: ['cluster.yaml'] })).data['found'], 1);
  });

  test('a file that is not there, and a tool that is none, are answered with a sentence', async () => {
    const { data } = await ask('check_manifests', { paths: ['er.yaml'] });
    assert.deepEqual(data['unread'], ['No manifest of the workspace is called er.yaml.']);
    assert.ok((await ask('apply_manifests', {})).failed);
  });
});
