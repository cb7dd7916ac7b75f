import { fileURLToPath, pathToFileURL } from 'node:url';
import { createConnection } from 'vscode-languageserver/node';
import { languagePacks } from '../../schemas/languageRegistry.ts';
import { committedText } from './committedText.ts';
import { createService } from './createService.ts';
import { startLanguageServer } from './lsp/languageServer.ts';
import { packageVersion } from './packageVersion.ts';

/** Entry of `dist/server.cjs`: the language server over stdio, a pipe, a socket or Node's own channel. */

const usage = `Language server for manifests of databases on Kubernetes.

Usage: db-manifests-language-server [--stdio | --node-ipc | --pipe=NAME | --socket=PORT | --version]

Without an option it speaks over standard input and output.
`;

const transports = /^--(?:stdio|node-ipc|pipe|socket)\b/;

function main(args: readonly string[]): void {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usage);
    return;
  }
  if (args.includes('--version')) {
    process.stdout.write(`${packageVersion(__dirname)}\n`);
    return;
  }
  const known = args.some((arg) => transports.test(arg));
  const options = { connectionStrategy: { cancelUndispatched } } as object;
  const connection = known ? createConnection(options) : createConnection(process.stdin, process.stdout, options);
  startLanguageServer(connection, {
    packs: languagePacks,
    createService: (committed) => createService(__dirname, { committedText: committed }),
    // Loaded when the first diagnostics are out.
    scanFolder: async (folder, add, scan) => {
      const { scanFolder } = await import('./workspaceFiles.ts');
      await onFile(folder, (path) => scanFolder(path, (file, text) => add(pathToFileURL(file).href, text), scan));
    },
    readFile: async (uri, folder, scan) => {
      const { readWorkspaceFile } = await import('./workspaceFiles.ts');
      return onFile(uri, (path) => readWorkspaceFile(path, fileURLToPath(folder), scan));
    },
    committedText: (uri) => onFile(uri, committedText),
  });
}

/** Files of a virtual workspace cannot be reached from here: nothing is done about them. */
async function onFile<T>(uri: string, work: (path: string) => Promise<T>): Promise<T | undefined> {
  return uri.startsWith('file:') ? work(fileURLToPath(uri)) : undefined;
}

/** Requests that the editor has given up before their turn are answered at once and never computed. */
function cancelUndispatched(message: { id?: number | string | null }): object | undefined {
  if (message.id === undefined || message.id === null) return undefined;
  return { jsonrpc: '2.0', id: message.id, error: { code: -32800, message: 'Cancelled' } };
}

main(process.argv.slice(2));
