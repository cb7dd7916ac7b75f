import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { isClusterError } from '../../../client/cluster/errors.ts';
import type { KubeconfigUse } from '../../../client/cluster/kubeconfigConsent.ts';
import { configMaps } from '../../../schemas/vocabulary/objectTypes.ts';
import '../../support/editorStandIn.ts';
import { answerWith, shown } from '../../support/vscodeStandIn.ts';
import { counted, runs, site } from './site.ts';

const { agreeToKubeconfig } = await import('../../../client/commands/agreeToKubeconfig.ts');
const map = { ...configMaps, name: 'x', namespace: 'web' };
const isRefused = (error: unknown): boolean =>
  isClusterError(error, 'bad-kubeconfig') && /did not agree/.test(error.message);

describe('a kubeconfig that a workspace has chosen', () => {
  it('is asked about before anything of it is used, once for all who wait, and again when it has changed', async (t) => {
    const uses: KubeconfigUse[] = [];
    const consent = (use: KubeconfigUse): Promise<boolean> => Promise.resolve(uses.push(use) > 0);
    const { clusters, connect, write, folder, url } = await site(t, { consent });
    await clusters.contexts().catch(() => undefined);
    assert.equal(uses.length, 0);
    const connection = await connect(counted(folder, '{token:"a"}'));
    await Promise.all([connection.read(map), clusters.connect('c', connection), clusters.connect('c', connection)]);
    assert.equal(uses.length, 1);
    assert.deepEqual(uses[0]?.servers, [url]);
    assert.match(uses[0].programs[0] ?? '', /^\S*node\S* -e ".*" \(with COUNT, WHO\)$/);
    write({ token: 'b' });
    await clusters.connect('c', connection);
    assert.equal(uses.length, 2);
    assert.notEqual(uses[0].digest, uses[1]?.digest);
  });

  it('is shown with its proxies, and with servers in whose place anybody may answer', async (t) => {
    const uses: KubeconfigUse[] = [];
    const consent = (use: KubeconfigUse): Promise<boolean> => Promise.resolve(uses.push(use) < 0);
    const { connect, url } = await site(t, { consent });
    const cluster = { 'proxy-url': 'http://me:secret@proxy:1', 'insecure-skip-tls-verify': true };
    await assert.rejects(connect({}, cluster), isRefused);
    assert.deepEqual(uses[0]?.servers, [`${url} through the proxy http://proxy:1, whose certificate is not checked`]);
  });

  it('is shown with what its current context leads to first', async (t) => {
    const uses: KubeconfigUse[] = [];
    const { clusters, folder } = await site(t, { consent: (use) => Promise.resolve(uses.push(use) < 0) });
    const names = Array.from({ length: 20 }, (_, each) => `n${String(each)}`);
    const config = {
      'current-context': 'c',
      contexts: [{ name: 'c', context: { cluster: 'n19', user: 'n19' } }],
      clusters: names.map((name) => ({ name, cluster: { server: `https://${name}` } })),
      users: names.map((name) => ({ name, user: { exec: { command: name } } })),
    };
    writeFileSync(join(folder, 'config'), JSON.stringify(config));
    await assert.rejects(clusters.connect(), isRefused);
    assert.deepEqual([uses[0]?.servers[0], uses[0]?.programs[0], uses[0]?.programs[1]], ['https://n19', 'n19', 'n0']);
  });

  it('is asked about before a file that it names is read', async (t) => {
    const { connect } = await site(t, { consent: () => Promise.resolve(false) });
    await assert.rejects(connect({}, { 'certificate-authority': 'nowhere' }), isRefused);
  });

  it('that nobody agreed to runs nothing and is sent nothing', async (t) => {
    let asked = 0;
    const consent = (): Promise<boolean> => Promise.resolve(asked++ < 0);
    const { connect, clusters, folder, seen } = await site(t, { consent });
    await assert.rejects(connect(counted(folder, '{token:"a"}')), isRefused);
    await assert.rejects(clusters.connect('c'), isRefused);
    assert.deepEqual([asked, runs(folder), seen.length], [1, 0, 0]);
  });

  it('gives a running connection no new credentials before somebody has agreed', async (t) => {
    let agrees = true;
    const consent = (): Promise<boolean> => Promise.resolve(agrees);
    const { connect, write, folder, seen } = await site(t, { consent, refuses: ['Bearer old'] });
    const connection = await connect({ token: 'old' });
    agrees = false;
    write(counted(folder, '{token:"new"}'));
    await assert.rejects(connection.read(map), (error) => isClusterError(error, 'unauthenticated'));
    assert.deepEqual([runs(folder), seen.length], [0, 2]);
  });
});

describe('the question about it', () => {
  const use = {
    files: ['/work/space/kubeconfig'],
    digest: 'd1',
    servers: ['https://here', 'https://there'],
    credentials: ['/home/ada/.ssh/id_rsa'],
    programs: ['/tmp/x [Click](command:y) $(bug)', ...Array.from({ length: 20 }, (_, each) => `login ${String(each)}`)],
  };

  it('says which file, what runs and where it leads; the answer is kept by content, a no is not', async () => {
    const values = new Map<string, unknown>();
    const memory = {
      get: (key: string) => values.get(key),
      update: (key: string, value: unknown) => Promise.resolve(void values.set(key, value)),
    };
    const ask = agreeToKubeconfig(memory);
    answerWith(() => undefined);
    assert.equal(await ask(use), false);
    const said = shown.flatMap(({ texts }) => texts).join('\n');
    for (const part of [
      '/work/space/kubeconfig',
      'login 0',
      'https://here',
      'https://there',
      '/home/ada/.ssh/id_rsa',
      'and 13 more',
    ])
      assert.ok(said.includes(part), said);
    assert.doesNotMatch(said, /\]\(|\$\(/);
    answerWith(() => 'Use It');
    assert.equal(await ask(use), true);
    answerWith(() => undefined);
    assert.equal(await ask(use), true);
    assert.deepEqual(shown, []);
    assert.equal(await ask({ ...use, digest: 'd2' }), false);
  });
});
