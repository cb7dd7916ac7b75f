import * as vscode from 'vscode';
import { toolRequest } from '../../schemas/contract/protocol.ts';
import type { ToolParams, ToolResult } from '../../schemas/contract/protocol.ts';

/** The language server. */
interface Asked {
  sendRequest<R>(method: string, params: unknown, token: vscode.CancellationToken): Promise<R>;
}

/** What `package.json` puts before the names that the server knows: names of tools are those of all extensions. */
const prefix = 'dbManifests_';

/**
 * Lets assistants of the editor ask the language server. All that it takes and gives is text: nothing is applied, and no cluster is
 * reached. In an editor without assistants there is nothing to do.
 * @param names of the tools that `package.json` contributes
 */
export function registerTools(client: Asked, ready: Promise<void>, names: readonly string[]): vscode.Disposable {
  // Editors made of an older VS Code have no `lm`.
  const has = 'lm' in vscode;
  const registered = has ? names.map((name) => vscode.lm.registerTool(name, toolFor(client, ready, name))) : [];
  return vscode.Disposable.from(...registered);
}

function toolFor(client: Asked, ready: Promise<void>, name: string): vscode.LanguageModelTool<Record<string, unknown>> {
  return {
    async invoke({ input }, token) {
      await ready;
      const params: ToolParams = { name: name.slice(prefix.length), input };
      const { answer } = await client.sendRequest<ToolResult>(toolRequest, params, token);
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(JSON.stringify(answer))]);
    },
  };
}
