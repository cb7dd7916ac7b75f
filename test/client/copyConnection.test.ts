import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import type { CommandContext } from '../../client/commands/command.ts';
import { secrets } from '../../schemas/vocabulary/objectTypes.ts';
import type { DatabaseAccess } from '../../schemas/contract/index.ts';
import { foreign } from '../../schemas/vocabulary/say.ts';
import '../support/editorStandIn.ts';
import { answerWith, env, shown } from '../support/vscodeStandIn.ts';
import { standIn, toyTarget, toyType } from './session/support.ts';

const { copyConnection } = await import('../../client/commands/copyConnection.ts');

const storage = mkdtempSync(path.join(tmpdir(), 'dbm-copy-'));
after(() => {
  rmSync(storage, { recursive: true });
});

const pem = (text: string) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`;

interface Desk {
  readonly isProtected?: boolean;
  readonly access?: Partial<DatabaseAccess>;
}

function desk({ isProtected = false, access = {} }: Desk = {}) {
  const metadata = { name: 'shop-ca', namespace: 'shop' };
  const put = (text: string) =>
    cluster.put(secrets, { metadata, data: { ca: Buffer.from(pem(text)).toString('base64') } });
  const cluster = standIn({ objects: [[toyType, { metadata: { name: 'shop', namespace: 'shop' } }]] });
  put('AAAA');
  const target = toyTarget(cluster.connection, {
    access: {
      ...{ engine: 'postgresql', container: 'postgres', port: 5432, localClient: [], databases: ['shop', 'crm'] },
      logins: [{ role: 'seller' }, { role: 'crm', databases: ['crm'] }],
      readOnlySessions: 'kept',
      tls: {
        mode: 'require',
        authority: { kind: 'Secret', name: 'shop-ca', key: 'ca', mode: 'verify-full', serverName: 'shop-rw' },
      },
      ...access,
    },
  });
  const kept = new Map<string, unknown>();
  const asked: string[] = [];
  const context = {
    tunnels: { openFor: () => Promise.resolve({ id: 'a', leadsTo: 'postgresql', tunnel: { port: 15432 } }) },
    memory: {
      get: (key: string) => kept.get(key),
      update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
    },
    storage,
    target: () => Promise.resolve(target),
    isProtected: () => isProtected,
    mayChange: (_: unknown, { name }: { name: string }) => Promise.resolve(asked.push(name) > 0),
  } as unknown as CommandContext;
  return { context, put, asked };
}

/** Takes these lines of the lists that are shown, one after the other; what was copied, and the titles of the lists. */
async function copy(context: CommandContext, ...labels: readonly RegExp[]) {
  const left = [...labels];
  const lists: string[] = [];
  let copied = '';
  env.clipboard.writeText = ((text: string) => Promise.resolve(void (copied = text))) as typeof env.clipboard.writeText;
  answerWith((how, items, options) => {
    if (how !== 'showQuickPick') return undefined;
    lists.push((options as { title: string }).title);
    const wanted = left.shift();
    return (items as { label: string; description?: string }[]).find(({ label, description = '' }) =>
      wanted?.test(`${label} ${description}`.trim()),
    );
  });
  await copyConnection.run(context, undefined);
  assert.deepEqual(left, []);
  return {
    copied,
    lists,
    said: shown.filter(({ how }) => how === 'showInformationMessage').flatMap(({ texts }) => texts),
  };
}

test('two lists the first time, and one from then on', async () => {
  const { context } = desk();
  const first = await copy(context, /^seller@crm$/, /^JDBC$/);
  assert.match(first.copied, /^jdbc:postgresql:\/\/127\.0\.0\.1:15432\/crm\?user=seller&password=PASSWORD&/);
  const again = await copy(context, /^URI$/);
  assert.deepEqual(again.lists, ['Connection to shop as seller@crm']);
  assert.match(again.copied, /^postgresql:\/\/seller:PASSWORD@127\.0\.0\.1:15432\/crm\?/);
  const another = await copy(context, /Another role/, /^crm@crm$/, /^URI$/);
  assert.match(another.copied, /^postgresql:\/\/crm:/);
});

test('the authority goes along as a file, which follows the Secret', async () => {
  const { context, put } = desk();
  const line = async () => (await copy(context, ...labels, /^psql command$/)).copied;
  let labels = [/^seller@shop$/];
  const first = await line();
  labels = [];
  assert.match(first, /^psql 'host='\\''shop-rw'\\'' hostaddr=127\.0\.0\.1 .*sslmode=verify-full sslrootcert=/);
  assert.doesNotMatch(first, /read_only/);
  const [name, ...others] = readdirSync(path.join(storage, 'authorities'));
  assert.deepEqual(others, []);
  const file = path.join(storage, 'authorities', name ?? '');
  assert.ok(first.includes(file) && existsSync(file));
  assert.equal(readFileSync(file, 'utf8'), pem('AAAA'));
  put('BBBB');
  assert.equal(await line(), first);
  assert.equal(readFileSync(file, 'utf8'), pem('BBBB'));
});

test('in a protected context what is copied begins read-only, and says so', async () => {
  const { context, asked } = desk({ isProtected: true });
  const { copied, said } = await copy(context, /^seller@shop$/, /^URI$/);
  assert.match(copied, /&options=-c%20default_transaction_read_only%3Don$/);
  assert.match(said.join(), /Its sessions begin read-only, because the context is protected\./);
  assert.deepEqual(asked, []);
});

test('in a protected context the name is typed for a form, or a server, that cannot begin read-only', async () => {
  const forms = desk({ isProtected: true, access: { engine: 'mysql', tls: { mode: 'require' } } });
  await copy(forms.context, /^seller@shop$/, /^mysql command$/);
  assert.deepEqual(forms.asked, []);
  await copy(forms.context, /^URI$/);
  assert.deepEqual(forms.asked, ['shop']);
  const server = desk({ isProtected: true, access: { readOnlySessions: { notKept: foreign('It has none.') } } });
  const { copied } = await copy(server.context, /^seller@shop$/, /^URI$/);
  assert.deepEqual(server.asked, ['shop']);
  assert.doesNotMatch(copied, /read_only/);
});

test('a form that cannot hold the authority says so', async () => {
  const { context } = desk({
    access: {
      engine: 'mysql',
      tls: { mode: 'require', authority: { kind: 'Secret', name: 'shop-ca', key: 'ca', mode: 'verify-ca' } },
    },
  });
  assert.match((await copy(context, /^seller@shop$/, /^JDBC$/)).said.join(), /the server is not verified/);
  assert.doesNotMatch((await copy(context, /^URI$/)).said.join(), /not verified/);
});
