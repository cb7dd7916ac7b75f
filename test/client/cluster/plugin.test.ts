import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { isClusterError, type ClusterErrorCode } from '../../../client/cluster/errors.ts';
import { configMaps } from '../../../schemas/vocabulary/objectTypes.ts';
import { script, site, type Site } from './site.ts';

const map = { ...configMaps, name: 'x', namespace: 'web' };

async function complaint({ connect }: Site, user: object, code: ClusterErrorCode): Promise<string> {
  const error: unknown = await (await connect(user)).read(map).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(isClusterError(error, code), String(error));
  return `${error.message} ${error.remedy}`;
}

/** A program that says who was run. */
function layProgram(folder: string, name: string, token: string): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\necho '{"status":{"token":"${token}"}}'\n`);
  chmodSync(file, 0o755);
}

/** With the folder of a stranger as the current one. */
async function standingIn<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const before = process.cwd();
  process.chdir(folder);
  try {
    return await work();
  } finally {
    process.chdir(before);
  }
}

describe('a login plug-in that is named without a path', { skip: process.platform === 'win32' }, () => {
  it('is none of the current folder, whatever the PATH says of it', async (t) => {
    for (const entry of ['.', '', './', 'bin/..']) {
      const there = await site(t, { environment: { PATH: ['/nowhere', entry, '/nowhere'].join(delimiter) } });
      layProgram(there.folder, 'some-login', 'of a stranger');
      const text = await standingIn(there.folder, () =>
        complaint(there, { exec: { command: 'some-login' } }, 'missing-program'),
      );
      assert.match(text, /not on the PATH/);
      assert.deepEqual(there.seen, []);
    }
  });

  it('is the first on an absolute entry of our PATH, not of one that the kubeconfig sets', async (t) => {
    const there = await site(t);
    const [ours, theirs] = [join(there.folder, 'ours'), join(there.folder, 'theirs')];
    layProgram(ours, 'some-login', 'ours');
    layProgram(theirs, 'some-login', 'theirs');
    const placed = await site(t, { environment: { PATH: ['.', ours, theirs].join(delimiter) } });
    const env = [{ name: 'PATH', value: theirs }];
    const connection = await placed.connect({ exec: { command: 'some-login', env } });
    await standingIn(theirs, () => connection.read(map));
    assert.equal(placed.seen[0]?.authorization, 'Bearer ours');
  });

  it('with a path counts from the kubeconfig', async (t) => {
    const there = await site(t);
    layProgram(join(there.folder, 'bin'), 'some-login', 'beside it');
    await (await there.connect({ exec: { command: './bin/some-login' } })).read(map);
    assert.equal(there.seen[0]?.authorization, 'Bearer beside it');
  });
});

describe('a login plug-in', () => {
  it('does not run in the folder that the editor was started in', async (t) => {
    const there = await site(t);
    const source = 'console.log(JSON.stringify({status:{token:process.cwd()}}))';
    const connection = await there.connect({ exec: script(source) });
    await standingIn(there.folder, () => connection.read(map));
    assert.equal(there.seen[0]?.authorization, `Bearer ${dirname(process.execPath)}`);
  });

  it('that does not stop printing is stopped', async (t) => {
    const source = 'setInterval(() => { for (let i = 0; i < 64; i++) process.stdout.write("x".repeat(65536)) }, 1)';
    const text = await complaint(await site(t), { exec: script(source) }, 'unauthenticated');
    assert.match(text, /printed more than 1 MiB/);
  });

  it('that cannot be given what the kubeconfig says is one that cannot be started', async (t) => {
    const { exec } = { exec: { ...script(''), args: ['a\0b'] } };
    assert.match(await complaint(await site(t), { exec }, 'missing-program'), /cannot be started/);
  });
});

describe('what a kubeconfig may not have', () => {
  it('is an auth-provider that kubectl has no more: it is said what to use instead', async (t) => {
    const there = await site(t);
    const names: readonly (readonly [string, RegExp])[] = [
      ['gcp', /gke-gcloud-auth-plugin/],
      ['azure', /kubelogin convert-kubeconfig/],
      ['exec', /login plug-in \(exec\)/],
      ['openstack', /login plug-in \(exec\)/],
    ];
    for (const [name, remedy] of names) {
      const config = { 'cmd-path': process.execPath, 'cmd-args': '-e "process.exit()"' };
      const text = await complaint(there, { 'auth-provider': { name, config } }, 'bad-kubeconfig');
      assert.match(text, new RegExp(`auth-provider ${name}, which Kubernetes no longer has`));
      assert.match(text, remedy);
    }
    assert.deepEqual(there.seen, []);
  });

  it('is a token that is none, an address that is none, a device in place of a file', async (t) => {
    const there = await site(t);
    const text = await complaint(there, { token: 'two\r\nlines' }, 'bad-kubeconfig');
    assert.match(text, /Authorization holds characters/);
    assert.doesNotMatch(text, /two/);
    await complaint(there, { tokenFile: there.folder }, 'bad-kubeconfig');
    if (process.platform !== 'win32') await complaint(there, { tokenFile: '/dev/zero' }, 'bad-kubeconfig');
    const refused = there.connect({ token: 'a' }, { 'proxy-url': 'no:\\\\address' }).then((made) => made.read(map));
    await assert.rejects(refused, (error) => isClusterError(error));
  });

  it('shows no password that stands in the address of its server', async (t) => {
    const there = await site(t);
    const connection = await there.connect({}, { server: 'https://ada:hunter2@127.0.0.1:1/' });
    assert.equal(connection.server, 'https://127.0.0.1:1');
  });
});
