import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../support/fixtures.ts';

/**
 * In place of SQLTools and its driver for PostgreSQL, which cannot be installed without a gallery: does with an entry of its setting what
 * they document, and says what the server answers. It connects with the library that they use.
 */
export function installSqlToolsStub(extensionsDir: string): void {
  const library = createRequire(join(root, 'package.json')).resolve('pg');
  install(extensionsDir, 'sqltools', {
    main: './extension.cjs',
    activationEvents: ['*'],
    contributes: {
      configuration: { properties: { 'sqltools.connections': { type: 'array', default: [] } } },
    },
  });
  install(extensionsDir, 'sqltools-driver-pg', {});
  writeFileSync(
    join(extensionsDir, folderOf('sqltools'), 'extension.cjs'),
    `const pg = require(${JSON.stringify(library)});\n${extension}`,
  );
}

const version = '0.28.5';
const folderOf = (name: string) => `mtxr.${name}-${version}`;

function install(extensionsDir: string, name: string, contents: object): void {
  const folder = join(extensionsDir, folderOf(name));
  mkdirSync(folder);
  const manifest = { name, publisher: 'mtxr', version, engines: { vscode: '^1.80.0' }, ...contents };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const list = join(extensionsDir, 'extensions.json');
  const installed = JSON.parse(readFileSync(list, 'utf8')) as object[];
  const { pathname } = pathToFileURL(folder);
  const location = { $mid: 1, path: pathname, scheme: 'file' };
  installed.push({ identifier: { id: `mtxr.${name}` }, version, location, relativeLocation: folderOf(name) });
  writeFileSync(list, JSON.stringify(installed));
}

const extension = `
const fs = require('node:fs');
const vscode = require('vscode');

const idOf = ({ name, driver, server, database }) =>
  [name, driver, server, database].join('|').replace(/\\./g, ':').replace(/\\//g, '\\\\');

exports.activate = ({ subscriptions }) => {
  subscriptions.push(vscode.commands.registerCommand('sqltools.selectConnection', async (id) => {
    const entry = vscode.workspace.getConfiguration().get('sqltools.connections').find((each) => idOf(each) === id);
    if (!entry) return vscode.window.showErrorMessage('SQLTools stub: no connection ' + id);
    const password = await vscode.window.showInputBox({ prompt: 'SQLTools stub: Password of ' + entry.username, password: true, ignoreFocusOut: true });
    const { ssl, ...options } = entry.pgOptions;
    const client = new pg.Client({
      host: entry.server, port: entry.port, database: entry.database, user: entry.username, password, ...options,
      ssl: { ...ssl, ca: fs.readFileSync(ssl.ca, 'utf8') },
    });
    try {
      await client.connect();
      const { rows } = await client.query("select current_user || ', ' || current_database() || ', read-only ' || current_setting('transaction_read_only') || ', encrypted ' || ssl as said from pg_stat_ssl where pid = pg_backend_pid()");
      vscode.window.showInformationMessage('SQLTools stub: ' + rows[0].said + ', verified as ' + ssl.servername);
    } catch (error) {
      vscode.window.showErrorMessage('SQLTools stub: ' + error.message);
    } finally {
      await client.end().catch(() => undefined);
    }
  }));
};
`;
