import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BaseLanguageClient } from 'vscode-languageclient';
import '../support/editorStandIn.ts';
import { FileType, workspace } from '../support/vscodeStandIn.ts';
import type { ChartEntryResult } from '../../schemas/contract/protocol.ts';

const { answerChartEntries } = await import('../../client/answerChartEntries.ts');

const { File, Directory, SymbolicLink } = FileType;
const entries: Readonly<Record<string, { readonly type: number; readonly size?: number }>> = {
  '/w/Chart.yaml': { type: File },
  '/w/values.schema.json': { type: File },
  '/w/large.json': { type: File, size: 5_000_000 },
  '/w/link.json': { type: File | SymbolicLink },
  '/w/secret.yaml': { type: File },
  '/w/charts': { type: Directory },
  '/w/linked': { type: Directory | SymbolicLink },
  '/other/values.schema.json': { type: File },
};

Object.assign(workspace, {
  getWorkspaceFolder: ({ path }: { path: string }) => (path.startsWith('/w/') ? {} : undefined),
  fs: {
    stat: ({ path }: { path: string }) =>
      entries[path] ? Promise.resolve({ size: 1, ...entries[path] }) : Promise.reject(new Error('gone')),
    readFile: ({ path }: { path: string }) => Promise.resolve(new TextEncoder().encode(`text of ${path}`)),
    readDirectory: () =>
      Promise.resolve([
        ['a', Directory],
        ['b', Directory | SymbolicLink],
        ['c.json', File],
      ]),
  },
});

let ask: (uri: string) => Promise<ChartEntryResult> = () => Promise.resolve({});
const client = {
  onRequest: (_: string, answer: (params: { uri: string }) => Promise<ChartEntryResult>) => {
    ask = (uri) => answer({ uri });
  },
};
answerChartEntries(client as unknown as BaseLanguageClient);

test('a server without files may read charts of the workspace, and nothing else', async () => {
  assert.deepEqual(await ask('/w/Chart.yaml'), { text: 'text of /w/Chart.yaml' });
  assert.deepEqual(await ask('/w/values.schema.json'), { text: 'text of /w/values.schema.json' });
  assert.deepEqual(await ask('/w/charts'), { folders: ['a'] });
  for (const uri of [
    '/w/large.json',
    '/w/link.json',
    '/w/secret.yaml',
    '/w/linked',
    '/w/gone.json',
    '/other/values.schema.json',
  ])
    assert.deepEqual(await ask(uri), {}, uri);
});

test('and nothing before the workspace is trusted', async (context) => {
  workspace.isTrusted = false;
  context.after(() => (workspace.isTrusted = true));
  assert.deepEqual(await ask('/w/Chart.yaml'), {});
});
