import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { once } from 'node:events';

const types = {
  '.cjs': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
};

const workbench = join('workbench', 'workbench.js');

/**
 * VS Code for the Web without a server behind it, as vscode.dev is: files over HTTP, and the extension in a web worker of
 * the page. Beside
 * `extension` only the built-in ones are there.
 * @param {{ vscode: string, extension: string, suite: string }} folders `suite` holds `index.cjs`, which exports `run`.
 * @returns {Promise<{ url: string, close(): void }>}
 */
export async function startWebSite({ vscode, extension, suite }) {
  // VS Code runs a suite in the host of the extension that it lies in.
  const mounts = { '/vscode/': vscode, '/extension/suite/': suite, '/extension/': extension };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (path === '/') return void response.setHeader('Content-Type', 'text/html').end(page(vscode, portOf(server)));
    const mount = Object.keys(mounts).find((prefix) => path.startsWith(prefix)) ?? '';
    const folder = mounts[mount];
    const file = normalize(join(folder ?? '', path.slice(mount.length)));
    if (!folder || !file.startsWith(folder + sep) || !existsSync(file) || !statSync(file).isFile()) {
      return void response.writeHead(404).end();
    }
    response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
    if (file.endsWith(workbench)) response.end(withoutServer(readFileSync(file, 'utf8')));
    else createReadStream(file).pipe(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${portOf(server)}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** code-server's build of the workbench looks for the server that the page came from, and keeps settings there; here is none. */
function withoutServer(script) {
  const changes = [
    [',remoteAuthority:location.host', ''],
    [/(\.file\(this\.userDataPath\)\.with\(\{scheme:[\w$]+)\.vscodeRemote\}/, '$1.vscodeUserData}'],
  ];
  return changes.reduce((text, [what, by]) => {
    const patched = text.replace(what, by);
    if (patched === text) throw new Error(`The workbench has changed: ${what} was not found in it.`);
    return patched;
  }, script);
}

/** The page that VS Code's own server makes of the same template, without the address of a server. */
function page(vscode, port) {
  const uri = (path) => ({ scheme: 'http', authority: `127.0.0.1:${port}`, path });
  const configuration = {
    developmentOptions: {
      extensions: [uri('/extension')],
      extensionTestsPath: uri('/extension/suite/index.cjs'),
      enableSmokeTestDriver: true,
    },
    // In memory, until the page is closed.
    folderUri: { scheme: 'tmp', path: '/w' },
    productConfiguration: { enableTelemetry: false },
    // Asked for by code-server's build of VS Code only.
    ...{
      userDataPath: '/data',
      isEnabledFileDownloads: true,
      isEnabledFileUploads: true,
      isEnabledCoderGettingStarted: false,
    },
  };
  const base = `http://127.0.0.1:${port}/vscode`;
  const values = {
    WORKBENCH_WEB_CONFIGURATION: JSON.stringify(configuration).replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
    WORKBENCH_WEB_BASE_URL: base,
    WORKBENCH_NLS_FALLBACK_URL: `${base}/out/nls.messages.js`,
    WORKBENCH_NLS_URL: `${base}/out/nls.messages.js`,
  };
  const template = readFileSync(join(vscode, 'out/vs/code/browser/workbench/workbench.html'), 'utf8');
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, name) => values[name] ?? '');
}

/** @param {import('node:http').Server} server that listens */
function portOf(server) {
  return /** @type {import('node:net').AddressInfo} */ (server.address()).port;
}
