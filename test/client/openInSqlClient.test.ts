import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { CommandContext, Change } from '../../client/commands/command.ts';
import { HandOvers } from '../../client/session/handOvers.ts';
import { Tunnels } from '../../client/session/tunnels.ts';
import type { DatabaseAccess } from '../../schemas/contract/index.ts';
import { pods, secrets } from '../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import '../support/editorStandIn.ts';
import { answerWith, env, shown } from '../support/vscodeStandIn.ts';
import { standIn, toyPod, toyTarget, toyType } from './session/support.ts';

const { openInSqlClient } = await import('../../client/commands/openInSqlClient.ts');
const { openClipboard } = await import('../../client/ui/clipboard.ts');
const { removeLeftSqlToolsEntries } = await import('../../client/ui/sqlToolsEntries.ts');

const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const password = 's3cret-of-the-role';

const storage = mkdtempSync(path.join(tmpdir(), 'sql-clients-'));
process.on('exit', () => rmSync(storage, { recursive: true, force: true }));
const copied: string[] = [];
Object.assign(env.clipboard, {
  writeText: (text: string) => Promise.resolve(void copied.push(text)),
});
openClipboard({
  secrets: { get: () => Promise.resolve(undefined), store: () => Promise.resolve(), delete: () => Promise.resolve() },
  globalStorageUri: { fsPath: storage },
} as unknown as Parameters<typeof openClipboard>[0]);

/** The editor with what is installed in it, and what a person chooses there. */
class Editor {
  installed: readonly string[] = [];
  /** By a part of what an entry of a list says. */
  picks: readonly RegExp[] = [];
  settings: Record<string, Record<string, unknown>> = {};
  readonly opened: Record<string, string>[] = [];
  readonly ran: unknown[][] = [];
  readonly dbCode = new Map<string, Record<string, unknown>>();
  /** Its answer to all that it is told. */
  refusal: string | undefined;
  unwritable = false;

  constructor() {
    answerWith((how, ...given) => this.answer(how, ...given));
  }

  get connections(): unknown {
    return this.settings['sqltools.connections']?.['globalValue'];
  }

  private answer(how: string, ...given: readonly unknown[]): unknown {
    const [first, second] = given;
    if (how === 'showQuickPick') {
      const items = first as readonly { label: string; description?: string }[];
      return items.find(({ label }) => this.picks.some((each) => each.test(label)));
    }
    if (how === 'getExtension') return this.installed.includes(String(first)) ? this.extension() : undefined;
    if (how === 'inspect') return this.settings[String(first)];
    if (how === 'update') {
      if (this.unwritable) throw new Error('Unable to write into user settings.');
      this.settings[String(first)] = { ...this.settings[String(first)], globalValue: second };
    }
    if (how === 'openExternal') this.opened.push(first as Record<string, string>);
    if (how.includes('.')) this.ran.push([how, ...given]);
    return undefined;
  }

  private extension() {
    const result = () => ({ success: this.refusal === undefined, error: this.refusal });
    const api = {
      addConnections: (all: readonly Record<string, unknown>[]) => {
        for (const each of all) this.dbCode.set(String(each['connectionId']), each);
        return Promise.resolve(result());
      },
      removeConnections: (ids: readonly string[]) => {
        for (const id of ids) this.dbCode.delete(id);
        return Promise.resolve(result());
      },
      revealConnection: () => Promise.resolve(result()),
    };
    return { activate: () => Promise.resolve({ api }) };
  }
}

interface Desk {
  readonly context: CommandContext;
  readonly tunnels: Tunnels;
  readonly handOvers: HandOvers;
  readonly memory: ReturnType<typeof memory>;
  /** What was to be typed for. */
  readonly asked: Change[];
  /** Names of roles in lists come before the clients. */
  readonly run: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

function memory() {
  const kept = new Map<string, unknown>();
  return {
    kept,
    get: (key: string, otherwise?: unknown) => kept.get(key) ?? otherwise,
    update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, structuredClone(value))),
    keys: () => [...kept.keys()],
  };
}

/** A cluster with a database, a Secret of its role and an authority. */
async function desk(
  test: TestContext,
  {
    isProtected = false,
    mayChange = true,
    ...given
  }: Partial<DatabaseAccess> & { isProtected?: boolean; mayChange?: boolean } = {},
): Promise<Desk> {
  const cluster = standIn({
    objects: [
      [toyType, { metadata: { name: 'shop', namespace: 'shop' } }],
      [pods, toyPod('shop-0', 'master')],
      [
        secrets,
        {
          metadata: { name: 'seller', namespace: 'shop' },
          data: { user: base64('sel&ler'), password: base64(password) },
        },
      ],
      [secrets, { metadata: { name: 'shop-ca', namespace: 'shop' }, data: { 'ca.crt': base64(pem) } }],
    ],
  });
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined).on('data', () => socket.write('S'));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  cluster.listen('shop', 'shop-0', 5432, (server.address() as AddressInfo).port);
  const access: DatabaseAccess = {
    ...{ engine: 'postgresql', container: 'postgres', port: 5432, databases: ['shop'], localClient: ['psql'] },
    logins: [{ role: 'seller', secret: { name: 'seller', userKey: 'user', passwordKey: 'password' } }],
    tls: {
      mode: 'require',
      authority: { kind: 'Secret', name: 'shop-ca', key: 'ca.crt', mode: 'verify-full', serverName: 'shop-rw' },
    },
    readOnlySessions: 'kept',
    ...given,
  };
  const target = toyTarget(cluster.connection, { access });
  const lasting = memory();
  const tunnels = new Tunnels(lasting);
  const handOvers = new HandOvers(tunnels);
  const asked: Change[] = [];
  const context = {
    ...{ tunnels, handOvers, storage, memory: memory(), lastingMemory: lasting },
    target: () => Promise.resolve(target),
    isProtected: () => isProtected,
    mayChange: (_: unknown, change: Change) => {
      asked.push(change);
      return Promise.resolve(mayChange);
    },
  } as unknown as CommandContext;
  const stop = async () => {
    await tunnels.stopAll();
    await handOvers.settled();
  };
  test.after(async () => {
    await stop();
    server.close();
  });
  return {
    ...{ context, tunnels, handOvers, memory: lasting, asked, stop },
    run: () => openInSqlClient.run(context, undefined),
  };
}

function said(how: string): string {
  return shown
    .filter((each) => each.how === how)
    .flatMap(({ texts }) => texts)
    .join('\n');
}

/** Nothing that anybody was given or shown holds the password, but the clipboard. */
function assertSecret(editor: Editor): void {
  const { settings, opened, ran, dbCode } = editor;
  assert.ok(!JSON.stringify([settings, opened, ran, [...dbCode.values()], shown]).includes(password));
}

test('PostgreSQL opens its dialog on a tunnel, verified and without the password', async (t) => {
  const editor = new Editor();
  editor.installed = ['ms-ossdata.vscode-pgsql'];
  editor.picks = [/PostgreSQL/, /Copy the password/];
  const { run, tunnels, stop } = await desk(t);
  copied.length = 0;
  await run();
  const [link] = editor.opened;
  assert.deepEqual(
    [link?.['scheme'], link?.['authority'], link?.['path']],
    ['vscode', 'ms-ossdata.vscode-pgsql', '/connect'],
  );
  const parameters = Object.fromEntries(new URLSearchParams(link?.['query']));
  assert.equal(parameters['user'], 'sel&ler');
  assert.equal(parameters['port'], String(tunnels.list()[0]?.tunnel.port));
  assert.equal(parameters['sslmode'], 'verify-full');
  assert.equal(parameters['options'], undefined);
  assert.equal(readFileSync(parameters['sslrootcert'] ?? '', 'utf8'), pem);
  assert.deepEqual(copied, [password]);
  assertSecret(editor);
  assert.match(said('showInformationMessage'), /asks for the password of sel&ler.* The server is verified\.$/);
  await stop();
  assert.match(said('setStatusBarMessage'), /leads nowhere until the tunnel is open again/);
});

test('the port and the authority stay the same for the next tunnel', async (t) => {
  const editor = new Editor();
  editor.installed = ['ms-ossdata.vscode-pgsql'];
  editor.picks = [/PostgreSQL/, /Without/];
  const { run, stop } = await desk(t);
  await run();
  await stop();
  await run();
  const [one, other] = editor.opened;
  assert.equal(one?.['query'], other?.['query']);
  assert.ok(one);
});

test('SQLTools gets an entry in the settings of the person, which goes with the tunnel', async (t) => {
  const editor = new Editor();
  editor.installed = ['mtxr.sqltools', 'mtxr.sqltools-driver-pg'];
  editor.picks = [/SQLTools/, /Without/];
  const own = { name: 'own', server: 'db.example' };
  editor.settings = { 'sqltools.connections': { globalValue: [own] } };
  const { run, stop, memory: kept } = await desk(t);
  copied.length = 0;
  await run();
  const [first, entry] = editor.connections as readonly Record<string, unknown>[];
  assert.deepEqual(first, own);
  assert.deepEqual(
    [entry?.['group'], entry?.['askForPassword'], entry?.['username']],
    ['Database Manifests', true, 'sel&ler'],
  );
  assert.ok(editor.ran.some(([command]) => command === 'sqltools.selectConnection'));
  assert.deepEqual(copied, []);
  // Again: it is the same one.
  await run();
  assert.equal((editor.connections as unknown[]).length, 2);
  assertSecret(editor);
  await stop();
  assert.deepEqual(editor.connections, [own]);
  assert.deepEqual(kept.get('sqlToolsEntries'), []);
  assert.match(said('setStatusBarMessage'), /SQLTools: the connection .* is taken out with its tunnel/);
});

test('an entry of a window that has ended is taken out by the next, that of another one is not', async () => {
  const editor = new Editor();
  const entry = (name: string) => ({ name, group: 'Database Manifests' });
  editor.settings = { 'sqltools.connections': { globalValue: [entry('left'), entry('open'), { name: 'left' }] } };
  const kept = memory();
  const noProcess = { pid: 2 ** 22 + 1, started: 'then' };
  await kept.update('sqlToolsEntries', [
    { name: 'left', owner: noProcess },
    { name: 'open', owner: { pid: process.pid } },
  ]);
  await removeLeftSqlToolsEntries(kept);
  assert.deepEqual(editor.connections, [entry('open'), { name: 'left' }]);
  assert.deepEqual(kept.get('sqlToolsEntries'), [{ name: 'open', owner: { pid: process.pid } }]);
});

test('SQLTools is told nothing that it would not see, or that cannot be written', async (t) => {
  const editor = new Editor();
  editor.installed = ['mtxr.sqltools', 'mtxr.sqltools-driver-pg'];
  editor.picks = [/SQLTools/, /Without/];
  editor.settings = { 'sqltools.connections': { workspaceValue: [] } };
  const { run, memory: kept, stop } = await desk(t);
  await assert.rejects(run(), { code: 'refused', message: /settings of this workspace/ });
  assert.equal(kept.get('sqlToolsEntries'), undefined);
  editor.settings = {};
  editor.unwritable = true;
  await assert.rejects(run(), { code: 'refused', remedy: /settings\.json/ });
  editor.unwritable = false;
  await run();
  // What cannot be taken out is said.
  editor.unwritable = true;
  await stop();
  assert.match(said('showWarningMessage'), /is still in SQLTools, and leads nowhere: remove it there/);
});

test('SQLTools without a driver for the database is not offered', async (t) => {
  const editor = new Editor();
  editor.installed = ['mtxr.sqltools', 'mtxr.sqltools-driver-mysql'];
  const { run } = await desk(t);
  await run();
  assert.doesNotMatch(said('showQuickPick'), /^SQLTools$/m);
});

test('DBCode is told by its API, and told again when the tunnel is gone', async (t) => {
  const editor = new Editor();
  editor.installed = ['dbcode.dbcode'];
  editor.picks = [/DBCode/, /Without/];
  const { run, stop } = await desk(t, { isProtected: true });
  await run();
  const [config] = editor.dbCode.values();
  assert.deepEqual(
    [config?.['readOnly'], config?.['sslTrustCertificate'], config?.['password']],
    [true, false, undefined],
  );
  assert.ok(existsSync(String(config?.['sslCACert'])));
  assert.match(said('showInformationMessage'), /is a protected context: the session starts read-only/);
  assertSecret(editor);
  await stop();
  assert.equal(editor.dbCode.size, 0);
  editor.refusal = 'No licence.';
  await assert.rejects(run(), { code: 'refused', message: 'DBCode refuses: No licence.' });
});

test('in a protected context a client that cannot begin read-only asks for the name first', async (t) => {
  const editor = new Editor();
  editor.picks = [/Desktop program/, /Without/];
  const { run, asked, tunnels } = await desk(t, { isProtected: true, mayChange: false });
  await run();
  assert.equal(asked.length, 1);
  assert.deepEqual([editor.opened.length, tunnels.list().length], [0, 0]);
  const { run: agree, asked: another } = await desk(t, {
    ...{ isProtected: true, readOnlySessions: { notKept: say`It has none.` } },
    logins: [{ role: 'seller', noPassword: true }],
  });
  await agree();
  assert.equal(another.length, 1);
  assert.equal(editor.opened[0]?.['authority']?.startsWith('seller@127.0.0.1:'), true);
});

test('a client that begins read-only does so in a protected context, and nobody types', async (t) => {
  const editor = new Editor();
  editor.installed = ['ms-ossdata.vscode-pgsql'];
  editor.picks = [/PostgreSQL/, /Without/];
  const { run, asked } = await desk(t, { isProtected: true });
  await run();
  assert.equal(asked.length, 0);
  assert.equal(new URLSearchParams(editor.opened[0]?.['query']).get('options'), '-c default_transaction_read_only=on');
});

test('where a server may or may not encrypt it is asked', async (t) => {
  const editor = new Editor();
  editor.picks = [/Desktop program/, /Without/];
  const { run } = await desk(t, { tls: { mode: 'prefer' }, logins: [{ role: 'seller' }] });
  await run();
  assert.equal(editor.opened[0]?.['query'], 'sslmode=require');
});

test('whoever turns away at the password, or at the client, has told nobody anything', async (t) => {
  const editor = new Editor();
  editor.installed = ['dbcode.dbcode'];
  const { run, tunnels } = await desk(t);
  await run();
  assert.equal(tunnels.list().length, 0);
  editor.picks = [/DBCode/];
  await run();
  assert.deepEqual([editor.dbCode.size, editor.opened.length], [0, 0]);
});

test('who has none is led to the list of extensions', async (t) => {
  const editor = new Editor();
  editor.picks = [/Find one/];
  const { run } = await desk(t);
  await run();
  assert.deepEqual(editor.ran, [
    ['workbench.extensions.search', '@id:ms-ossdata.vscode-pgsql @id:dbcode.dbcode @id:mtxr.sqltools'],
  ]);
});

test('a program of the desktop is not offered what is on another machine, a browser no link', async (t) => {
  const editor = new Editor();
  editor.installed = ['ms-ossdata.vscode-pgsql', 'dbcode.dbcode'];
  const { run } = await desk(t);
  t.after(() => Object.assign(env, { uiKind: 1, remoteName: undefined }));
  env.remoteName = 'ssh-remote';
  await run();
  const list = said('showQuickPick');
  assert.match(list, /PostgreSQL \(Microsoft\)/);
  assert.doesNotMatch(list, /Desktop program/);
  env.uiKind = 2;
  answerWith();
  shown.length = 0;
  const web = new Editor();
  web.installed = ['ms-ossdata.vscode-pgsql', 'dbcode.dbcode', 'mtxr.sqltools', 'mtxr.sqltools-driver-pg'];
  await run();
  assert.doesNotMatch(said('showQuickPick'), /PostgreSQL|Desktop program/);
});
