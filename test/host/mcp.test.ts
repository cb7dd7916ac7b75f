import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { assistantTools } from '../../server/language/assistants/assistantTools.ts';
import { dist } from '../support/fixtures.ts';

const temporary = realpathSync(mkdtempSync(path.join(tmpdir(), 'db-manifests-mcp-')));
const folder = path.join(temporary, 'shop');
const client = new Client({ name: 'test', version: '1' });

const cluster = (name: string) => `apiVersion: acid.zalan.do/v1
kind: postgresql
metadata:
  name: ${name}
spec:
  teamId: acid
  numberOfInstances: 2
  postgresql:
    version: 17
  volume:
    size: 5Gi
  users:
    seller: []
`;
const secret = `apiVersion: v1
kind: Secret
metadata:
  name: app
stringData:
  password: hunter2-of-the-shop
dat:
  a: b
`;

before(async () => {
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'cluster.yaml'), cluster('acid-shop'));
  writeFileSync(path.join(folder, 'secret.yaml'), secret);
  writeFileSync(path.join(temporary, 'outside.yaml'), cluster('acid-outside'));
  symlinkSync(path.join(temporary, 'outside.yaml'), path.join(folder, 'link.yaml'));
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [path.join(dist, 'cli.cjs'), 'mcp'], cwd: folder }),
  );
});
after(async () => {
  await client.close();
  rmSync(temporary, { recursive: true, force: true });
});

interface Answer {
  readonly isError: boolean;
  readonly text: string;
  readonly data: Record<string, unknown>;
}

async function ask(name: string, input: Record<string, unknown>): Promise<Answer> {
  const { isError, content, structuredContent } = await client.callTool({ name, arguments: input });
  const [first] = content as { type: string; text: string }[];
  assert.deepEqual(JSON.parse(first?.text ?? ''), structuredContent);
  return { isError: isError === true, text: first?.text ?? '', data: structuredContent as Record<string, unknown> };
}

describe('the Model Context Protocol, by its own client', () => {
  test('the tools are listed, each read-only and with the shape of what it takes', async () => {
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name),
      assistantTools.map(({ name }) => name),
    );
    for (const { name, annotations, inputSchema, description } of tools) {
      assert.equal(annotations?.readOnlyHint, true, name);
      assert.equal(annotations.openWorldHint, false, name);
      assert.equal(inputSchema.type, 'object');
      assert.ok((description ?? '').length > 40, name);
    }
  });

  test('a text is checked, with the fixes that there are', async () => {
    const { data } = await ask('check_manifests', { text: cluster('acid-shop') });
    assert.equal(data['found'], 1);
    const [finding] = data['findings'] as { line: number; code: string; fixes: string[] }[];
    assert.deepEqual([finding?.line, finding?.code, finding?.fixes], [9, 'schema/type', ['Write "17"']]);
  });

  test('files are those below the folder, links that lead out of it left aside', async () => {
    const { data } = await ask('check_manifests', {
      paths: ['cluster.yaml', 'link.yaml', '../outside.yaml', '/etc/hosts'],
    });
    assert.equal(data['checked'], 1);
    assert.deepEqual(data['unread'], [
      'link.yaml lies outside of the folder.',
      '../outside.yaml lies outside of the folder.',
      '/etc/hosts lies outside of the folder.',
    ]);
    assert.equal((await ask('check_manifests', { paths: ['.'] })).data['checked'], 2, 'not the link');
  });

  test('no value of a Secret is in an answer', async () => {
    const { text } = await ask('check_manifests', { paths: ['secret.yaml'] });
    assert.match(text, /dat/);
    assert.doesNotMatch(text, /hunter2/);
  });

  test('the Secrets that an operator will make, with their keys', async () => {
    const { data } = await ask('derive_resources', { paths: ['cluster.yaml'] });
    const [resource] = data['resources'] as {
      name: string;
      makes: { type: string; name: string; keys?: string[] }[];
    }[];
    const made = resource?.makes.find(({ name }) => name.startsWith('seller.acid-shop.'));
    assert.deepEqual([made?.type, made?.keys], ['Secret', ['username', 'password']]);
  });

  test('a field and a rule are explained', async () => {
    const field = await ask('explain_field', { field: 'postgresql.spec.numberOfInstances' });
    assert.equal(field.data['type'], 'integer');
    const rule = await ask('explain_rule', { rule: 'zalando/database-owner-missing' });
    assert.equal(rule.data['id'], 'zalando/database-owner-missing');
  });

  test('a version decides what is known', async () => {
    const text = cluster('acid-shop') + '  enableConnectionPooler: true\n';
    const { data } = await ask('check_manifests', { text, versions: { zalando: '1.4' } });
    assert.ok((data['found'] as number) > 1);
  });

  test('an upgrade is compared before it is done', async () => {
    const text = cluster('acid-shop').replace('version: 17', 'version: "17"') + '  replicaLoadBalancer: true\n';
    const { data } = await ask('preview_upgrade', { text, from: { zalando: '1.10' }, to: { zalando: '2.0' } });
    const [change] = data['changes'] as { effect: string; system: string; to: string }[];
    assert.deepEqual([change?.system, change?.to], ['zalando', '2.0']);
  });

  const wrong: readonly (readonly [what: string, name: string, input: Record<string, unknown>, says: RegExp])[] = [
    ['nothing at all', 'check_manifests', {}, /Hand over a manifest/],
    ['a list that is none', 'check_manifests', { paths: 'a.yaml' }, /Hand over a manifest/],
    ['far too many files', 'check_manifests', { paths: Array(51).fill('a.yaml') }, /more than 50/],
    ['a text that is none', 'check_manifests', { text: 17 }, /"text" is a text/],
    ['versions that are none', 'check_manifests', { text: 'a: b', versions: { zalando: 'new' } }, /map of versions/],
    ['an upgrade to nowhere', 'preview_upgrade', { text: 'a: b', to: { zalando: '77' } }, /77/],
    ['a field that is not there', 'explain_field', { field: 'postgresql.spec.nothing' }, /nothing/],
    ['a rule that is not there', 'explain_rule', { rule: '\u202Ea' }, /no rule "\uFFFDa"/],
  ];
  for (const [what, name, input, says] of wrong) {
    test(`${what} is answered with a sentence`, async () => {
      const { isError, data } = await ask(name, input);
      assert.ok(isError);
      assert.match(String(data['problem']), says);
    });
  }

  test('names in manifests do nothing in an answer, and cannot make it endless', async () => {
    const name = `a\u001B[31m\u202E${'x'.repeat(100_000)}`;
    const { text } = await ask('check_manifests', { text: cluster(JSON.stringify(name)) });
    assert.doesNotMatch(text, /[\u001B\u202E]|\\u001b/i);
    assert.ok(text.length < 20_000, String(text.length));
  });
});
