import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { loadYaml } from '@kubernetes/client-node';
import { isClusterError } from '../../../client/cluster/errors.ts';
import { kubeconfigReader } from '../../../client/cluster/kubeconfig.ts';
import { kubeconfigFiles } from '../../../client/cluster/kubeconfigFiles.ts';
import { createClusters } from '../../../client/cluster/createClusters.ts';

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'dbm-kubeconfig-'));
  t.after(() => {
    rmSync(path, { recursive: true, force: true });
  });
  return path;
}

const config = (name: string, server: string, current = name): string => `
apiVersion: v1
kind: Config
current-context: ${current}
contexts:
- {name: ${name}, context: {cluster: ${name}, user: ${name}, namespace: ns-${name}}}
clusters:
- {name: ${name}, cluster: {server: "${server}"}}
users:
- {name: ${name}, user: {token: secret-${name}}}
`;

describe('where a kubeconfig is', () => {
  const home = resolve('/home/ada');
  it('is the setting, else KUBECONFIG, else the default', () => {
    const environment = { KUBECONFIG: ['', resolve('/a'), resolve('/b'), resolve('/a')].join(delimiter) };
    assert.deepEqual(kubeconfigFiles({ kubeconfig: resolve('/x'), environment, home }), [resolve('/x')]);
    assert.deepEqual(kubeconfigFiles({ kubeconfig: ' ', environment, home }), [resolve('/a'), resolve('/b')]);
    assert.deepEqual(kubeconfigFiles({ environment: {}, home }), [join(home, '.kube', 'config')]);
  });

  it('takes ~ for the home of the person', () => {
    assert.deepEqual(kubeconfigFiles({ kubeconfig: '~/k.yaml', environment: {}, home }), [join(home, 'k.yaml')]);
    assert.deepEqual(kubeconfigFiles({ kubeconfig: '~other/k', environment: {}, home }), [join(home, '~other', 'k')]);
  });
});

describe('reading a kubeconfig', () => {
  it('merges files as kubectl does: the first that has a name wins', async (t) => {
    const at = folder(t);
    const files = ['one', 'two', 'missing'].map((name) => join(at, name));
    writeFileSync(files[0]!, config('a', 'https://first/', '""'));
    writeFileSync(files[1]!, config('b', 'https://second'));
    const read = kubeconfigReader(files, (text) => loadYaml(text));
    const { current, contexts, clusters } = await read();
    assert.equal(current, 'b');
    assert.deepEqual([...contexts.keys()].sort(), ['a', 'b']);
    assert.equal(clusters.get('a')?.server, 'https://first');
    assert.equal(clusters.get('b')?.server, 'https://second');
    writeFileSync(files[1]!, config('a', 'https://other'));
    assert.equal((await read()).clusters.get('a')?.server, 'https://first');
  });

  it('looks again only where a file has changed', async (t) => {
    const file = join(folder(t), 'config');
    writeFileSync(file, config('a', 'https://one'));
    let parsed = 0;
    const read = kubeconfigReader([file], (text) => {
      parsed++;
      return loadYaml(text);
    });
    await read();
    await read();
    assert.equal(parsed, 1);
    writeFileSync(file, config('a', 'https://two'));
    utimesSync(file, new Date(), new Date(Date.now() + 5000));
    assert.equal((await read()).clusters.get('a')?.server, 'https://two');
    assert.equal(parsed, 2);
  });

  it('counts paths from the file that has them', async (t) => {
    const at = folder(t);
    mkdirSync(join(at, 'sub'));
    const file = join(at, 'sub', 'config');
    writeFileSync(
      file,
      JSON.stringify({
        clusters: [{ name: 'c', cluster: { server: 'https://x', 'certificate-authority': 'ca.crt' } }],
        users: [
          {
            name: 'u',
            user: { 'client-certificate': '../u.crt', 'client-key': resolve(at, 'u.key'), tokenFile: 'token' },
          },
          { name: 'p', user: { exec: { command: './login', args: ['-x', 1], env: [{ name: 'A', value: 'b' }] } } },
          { name: 'q', user: { exec: { command: 'aws', interactiveMode: 'Always' } } },
        ],
      }),
    );
    const { clusters, users } = await kubeconfigReader([file], (text) => loadYaml(text))();
    assert.equal(clusters.get('c')?.caFile, join(at, 'sub', 'ca.crt'));
    assert.equal(users.get('u')?.certFile, join(at, 'u.crt'));
    assert.equal(users.get('u')?.keyFile, join(at, 'u.key'));
    assert.equal(users.get('u')?.tokenFile, join(at, 'sub', 'token'));
    assert.deepEqual(users.get('p')?.plugin?.command, join(at, 'sub', 'login'));
    assert.deepEqual(users.get('p')?.plugin?.args, ['-x', '1']);
    assert.deepEqual(users.get('p')?.plugin?.environment, { A: 'b' });
    assert.equal(users.get('q')?.plugin?.command, 'aws');
    assert.equal(users.get('q')?.plugin?.needsTerminal, true);
  });

  it('speaks of every file that is missing', async (t) => {
    const files = [join(folder(t), 'a'), join(folder(t), 'b')];
    await assert.rejects(kubeconfigReader(files, loadYaml)(), (error) => {
      assert.ok(isClusterError(error, 'no-kubeconfig'));
      return files.every((file) => error.message.includes(file));
    });
  });

  it('says what is wrong with a broken one, and nothing that stands in it', async (t) => {
    const file = join(folder(t), 'config');
    writeFileSync(file, 'users:\n- name: a\n  user: {token: "hunter2\n');
    await assert.rejects(kubeconfigReader([file], loadYaml)(), (error) => {
      assert.ok(isClusterError(error, 'bad-kubeconfig'));
      assert.match(error.message, /line \d/);
      assert.doesNotMatch(JSON.stringify([error.message, error.remedy, error.cause, error.stack]), /hunter2/);
      return error.message.includes(file);
    });
  });

  it('takes a file with nothing in it, a byte order mark and CRLF', async (t) => {
    const file = join(folder(t), 'config');
    const read = kubeconfigReader([file], loadYaml);
    writeFileSync(file, '');
    assert.equal((await read()).contexts.size, 0);
    writeFileSync(file, `\uFEFF${config('a', 'https://x').replaceAll('\n', '\r\n')}`);
    assert.equal((await read()).contexts.get('a')?.namespace, 'ns-a');
  });
});

describe('choosing a context', () => {
  it('offers what there is, and asks nothing of the network', async (t) => {
    const file = join(folder(t), 'config');
    writeFileSync(file, config('a', 'https://nowhere.invalid'));
    const clusters = createClusters({ kubeconfig: file, environment: {} });
    assert.deepEqual(await clusters.contexts(), {
      current: 'a',
      contexts: [{ name: 'a', namespace: 'ns-a', server: 'https://nowhere.invalid' }],
    });
    const { context, namespace, server } = await clusters.connect();
    assert.deepEqual([context, namespace, server], ['a', 'ns-a', 'https://nowhere.invalid']);
  });

  it('names what a kubeconfig lacks', async (t) => {
    const file = join(folder(t), 'config');
    const clusters = createClusters({ kubeconfig: file, environment: {} });
    const complaint = async (text: string, context?: string): Promise<string> => {
      writeFileSync(file, text);
      const error: unknown = await clusters.connect(context).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      assert.ok(isClusterError(error, 'bad-kubeconfig'));
      return error.message;
    };
    assert.match(await complaint(config('a', 'https://x'), 'b'), /no context b/);
    assert.match(await complaint(config('a', 'https://x', '""')), /no current context/);
    assert.match(await complaint(config('a', 'https://x').replace('cluster: a,', 'cluster: lost,')), /"lost"/);
    assert.match(await complaint(config('a', 'https://x').replace('user: a,', 'user: bob,')), /bob/);
    assert.match(await complaint(config('a', 'not a url')), /no server/);
  });
});
