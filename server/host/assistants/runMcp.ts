import { Server } from '@modelcontextprotocol/server';
import type { Tool } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { askTool, assistantTools } from '../../language/assistants/assistantTools.ts';
import type { AssistantDesk } from '../../language/assistants/assistantTools.ts';
import { fileDesk } from './fileDesk.ts';

/** What the server says of itself to the assistant. */
const instructions = `Knows what the Kubernetes API server and the operators of databases will say about manifests, offline. Check every
manifest that you write with check_manifests before you show it, and mend what it finds. Nothing is applied and no cluster is reached.`;

/** Serves the tools over standard input and output until the other side goes away. Files are those below the working folder. */
export function runMcp(folder: string, dist: string, version: string): Promise<void> {
  return new Promise((resolve) => {
    let desk: AssistantDesk | undefined;
    const served = serveStdio(() => {
      // The other class wants schemas of a library of its own; ours are those that the editor is told of too.
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- for such uses it is there to stay
      const server = new Server(
        { name: 'db-manifests', title: 'Database Manifests', version },
        { capabilities: { tools: {} }, instructions },
      );
      server.setRequestHandler('tools/list', () => ({
        tools: assistantTools.map(({ name, title, description, inputSchema }) => ({
          ...{ name, title, description },
          inputSchema: inputSchema as Tool['inputSchema'],
          annotations: {
            title,
            readOnlyHint: true,
            destructiveHint: false,
            idempotentHint: true,
            openWorldHint: false,
          },
        })),
      }));
      server.setRequestHandler('tools/call', async ({ params }) => {
        desk ??= fileDesk(folder, dist);
        const { answer, failed } = await askTool(params.name, params.arguments ?? {}, desk);
        return {
          content: [{ type: 'text', text: JSON.stringify(answer) }],
          structuredContent: { ...answer },
          isError: failed,
        };
      });
      return server;
    });
    process.stdin.once('end', () => void served.close().then(resolve, resolve));
  });
}
