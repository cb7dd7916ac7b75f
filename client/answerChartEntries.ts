import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { chartEntryRequest } from '../schemas/contract/protocol.ts';
import type { ChartEntryParams, ChartEntryResult } from '../schemas/contract/protocol.ts';

/** Larger files describe no values. In bytes. */
const largest = 4_000_000;

/**
 * Lets a language server that has no files read charts of the workspace: a `Chart.yaml`, JSON, and the names of folders; nothing
 * outside of the workspace, nothing behind links, and nothing before it is trusted but configuration files. To be called before the client starts.
 */
export function answerChartEntries(client: Pick<BaseLanguageClient, 'onRequest'>): { dispose(): void } {
  return client.onRequest(chartEntryRequest, ({ uri }: ChartEntryParams) => readEntry(vscode.Uri.parse(uri, true)));
}

async function readEntry(uri: vscode.Uri): Promise<ChartEntryResult> {
  // Which rules count is harmless to know.
  const isConfiguration = uri.path.endsWith('/.db-manifests.yaml');
  if (!(vscode.workspace.isTrusted || isConfiguration) || !vscode.workspace.getWorkspaceFolder(uri)) return {};
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    // A link has a mark of its own beside.
    if (type === vscode.FileType.Directory) {
      const entries = await vscode.workspace.fs.readDirectory(uri);
      return { folders: entries.flatMap(([name, each]) => (each === vscode.FileType.Directory ? [name] : [])) };
    }
    const isOfChart = /\/Chart\.yaml$|\.json$/.test(uri.path);
    if (type !== vscode.FileType.File || size > largest || !(isOfChart || isConfiguration)) return {};
    return { text: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) };
  } catch {
    return {};
  }
}
