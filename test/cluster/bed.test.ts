import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { Endings } from '../support/endings.ts';
import { until } from '../support/until.ts';
import { needBed, type Bed } from './bed/bed.ts';
import { createAuthority } from './bed/certificates.ts';
import { addPod, labelPod, removePod, whenPod } from './bed/pods.ts';
import type { Readable } from 'node:stream';

const endings = new Endings();
let bed: Bed;
let echo: Server;

before(async () => {
  bed = endings.add(await needBed(), (each) => each.stop());
  echo = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      if (data.toString() === 'end') socket.end('over');
      else socket.write(`echo ${data.toString()}`);
    });
  }).listen(0, '127.0.0.1');
  endings.add(echo, (each) => each.close());
  await once(echo, 'listening');
});

after(endings.run);

interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function kubectl(args: readonly string[], options: { input?: string; kubeconfig?: string } = {}): Promise<Outcome> {
  const { input, kubeconfig = bed.cluster.kubeconfig } = options;
  return new Promise((resolve) => {
    const child = execFile(
      bed.cluster.kubectl,
      args,
      { env: { KUBECONFIG: kubeconfig, HOME: bed.folder }, timeout: 60_000 },
      (error, stdout, stderr) => {
        resolve({ status: error ? Number(error.code) : 0, stdout, stderr });
      },
    );
    child.stdin?.end(input ?? '');
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

describe('what the API server lets through', () => {
  test('a user without a role is refused, and told which verb is missing', async () => {
    const kubeconfig = await bed.cluster.writeKubeconfig({ name: 'nobody', user: 'nobody' });
    const { status, stderr } = await kubectl(['get', 'secrets'], { kubeconfig });
    assert.notEqual(status, 0);
    assert.match(stderr, /User "nobody" cannot list resource "secrets"/);
  });

  test('a role for a group gives its members just that', async () => {
    const rbac = 'rbac.authorization.k8s.io';
    const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }];
    await bed.cluster.api.apply({
      ...{ apiVersion: `${rbac}/v1`, kind: 'ClusterRole', metadata: { name: 'see-pods' }, rules },
    });
    await bed.cluster.api.apply({
      ...{ apiVersion: `${rbac}/v1`, kind: 'ClusterRoleBinding', metadata: { name: 'see-pods' } },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'see-pods' },
      subjects: [{ apiGroup: rbac, kind: 'Group', name: 'readers' }],
    });
    const kubeconfig = await bed.cluster.writeKubeconfig({
      name: 'reader',
      groups: ['readers'],
      namespace: 'kube-system',
    });
    assert.equal((await kubectl(['get', 'pods'], { kubeconfig })).status, 0);
    assert.notEqual((await kubectl(['get', 'secrets'], { kubeconfig })).status, 0);
  });

  test('a token of nobody, a certificate out of date and one of another authority are no identity', async () => {
    const { cluster } = bed;
    const admin = { commonName: 'admin', organizations: ['system:masters'], usage: 'client' } as const;
    const expired = await cluster.authority.issue({ ...admin, notAfter: new Date(Date.now() - 60_000) });
    const foreign = await (await createAuthority('bed')).issue(admin);
    const kubeconfigs = [
      await cluster.writeKubeconfig({ name: 'token', token: 'nonsense' }),
      await cluster.writeKubeconfig({ name: 'expired', certificate: expired }),
      await cluster.writeKubeconfig({ name: 'foreign', certificate: foreign }),
    ];
    for (const kubeconfig of kubeconfigs) {
      const { stderr } = await kubectl(['get', 'pods'], { kubeconfig });
      assert.match(stderr, /Unauthorized|must be logged in|provide credentials/);
    }
  });

  test('kubeconfigs are for us only', () => {
    assert.equal(statSync(bed.cluster.kubeconfig).mode & 0o077, 0);
    assert.equal(statSync(bed.folder).mode & 0o044, 0);
  });
});

describe('a pod', () => {
  before(async () => {
    const log = join(bed.folder, 'db.log');
    writeFileSync(log, 'first\nsecond\n');
    await addPod(bed.cluster, {
      ...{ namespace: 'shop', name: 'db-0', labels: { role: 'primary' }, containers: [{ name: 'postgres' }] },
      forwards: { 5432: portOf(echo) },
      exec: { programs: { greet: 'echo' }, environment: { TOWN: 'Ghent' } },
      logs: log,
    });
  });

  test('is running on the node, and ready or not as asked', async () => {
    const unready = { namespace: 'shop', name: 'db-1' };
    await addPod(bed.cluster, { ...unready, labels: {}, containers: [{ name: 'postgres' }], ready: false });
    const { stdout } = await kubectl(['get', 'pods', '-n', 'shop', '--no-headers']);
    assert.match(stdout, /db-0 +1\/1 +Running/);
    assert.match(stdout, /db-1 +0\/1 +Running/);
    await removePod(bed.cluster, unready);
    assert.doesNotMatch((await kubectl(['get', 'pods', '-n', 'shop'])).stdout, /db-1/);
  });

  test('runs programs with its environment, their input and their status', async () => {
    const inPod = ['exec', '-i', '-n', 'shop', 'db-0', '--'];
    assert.deepEqual(await kubectl([...inPod, 'cat'], { input: 'to and fro' }), {
      ...{ status: 0, stdout: 'to and fro', stderr: '' },
    });
    const { status, stdout, stderr } = await kubectl([...inPod, 'sh', '-c', 'greet $TOWN; echo no >&2; exit 7']);
    assert.deepEqual({ status, stdout }, { status: 7, stdout: 'Ghent\n' });
    assert.match(stderr, /^no\n/);
  });

  test('has none of our own programs and nothing of our environment', async () => {
    const inPod = ['exec', '-n', 'shop', 'db-0', '--'];
    const { status, stderr } = await kubectl([...inPod, 'node', '--version']);
    assert.notEqual(status, 0);
    assert.match(stderr, /executable file not found/);
    const { stdout } = await kubectl([...inPod, 'env']);
    const names = stdout.split('\n').map((line) => line.split('=')[0]);
    assert.ok(names.includes('TOWN'));
    assert.ok(!names.includes('USER') && !names.includes('KUBECONFIG'), names.join());
  });

  test('shows its log, also what is written while one looks', async () => {
    const follow = spawn(bed.cluster.kubectl, ['logs', '-f', '-n', 'shop', 'db-0', '--tail=1'], {
      env: { KUBECONFIG: bed.cluster.kubeconfig, HOME: bed.folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let seen = '';
    for await (const piece of follow.stdout.setEncoding('utf8') as AsyncIterable<string>) {
      if (seen === '') appendFileSync(join(bed.folder, 'db.log'), 'third\n');
      seen += piece;
      if (seen.includes('third')) break;
    }
    follow.kill();
    assert.equal(seen, 'second\nthird\n');
  });

  test('forwards its ports, ends a connection with the server, and refuses other ports', async () => {
    const forward = spawn(bed.cluster.kubectl, ['port-forward', '-n', 'shop', 'db-0', ':5432', ':5433'], {
      env: { KUBECONFIG: bed.cluster.kubeconfig, HOME: bed.folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const errors = text(forward.stderr);
    const words = await wordsOf(forward.stdout, /-> 5433/);
    const [known, unknown] = [...words.matchAll(/127\.0\.0\.1:(\d+) ->/g)].map(([, port]) => Number(port));
    const socket = connect(known ?? 0, '127.0.0.1');
    socket.write('hello');
    assert.equal(await wordsOf(socket, /hello/), 'echo hello');
    socket.write('end');
    assert.equal(await text(socket), 'over');
    const refused = connect(unknown ?? 0, '127.0.0.1');
    refused.write('hello');
    assert.equal(await text(refused).catch(() => ''), '');
    forward.kill();
    assert.match(await errors, /forward not found for port 5433/);
  });

  test('takes labels, and gives them back', async () => {
    const name = { namespace: 'shop', name: 'db-0' };
    await labelPod(bed.cluster, name, { role: 'replica', more: 'yes' });
    const { metadata } = await labelPod(bed.cluster, name, { more: null });
    assert.deepEqual(metadata.labels, { role: 'replica' });
  });
});

test('pods that a controller makes run with the endpoints of their rule', async () => {
  const labels = { app: 'api' };
  bed.cluster.kubelet.addRule({ namespace: 'default', labels, exec: { environment: { FROM: 'rule' } } });
  await bed.cluster.api.apply({
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'api', namespace: 'default' } },
    spec: {
      ...{ replicas: 2, selector: { matchLabels: labels } },
      template: { metadata: { labels }, spec: { containers: [{ name: 'api', image: 'bed/api:1' }] } },
    },
  });
  const { status, stderr } = await kubectl(['rollout', 'status', 'deployment/api', '--timeout=15s']);
  assert.equal(status, 0, stderr);
  assert.match((await kubectl(['exec', 'deployment/api', '--', 'env'])).stdout, /FROM=rule/);
});

test('a job is complete', async () => {
  await bed.cluster.api.apply({
    ...{ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'once', namespace: 'default' } },
    spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'once', image: 'bed/once:1' }] } } },
  });
  const { status, stderr } = await kubectl(['wait', '--for=condition=complete', 'job/once', '--timeout=15s']);
  assert.equal(status, 0, stderr);
});

test('what a deleted owner leaves behind is collected', async () => {
  const { api } = bed.cluster;
  const kind = { apiVersion: 'v1', kind: 'ConfigMap' };
  const namespace = 'default';
  const { metadata } = await api.apply({ ...kind, metadata: { name: 'owner', namespace } });
  const ownerReferences = [{ ...kind, name: 'owner', uid: metadata.uid }];
  await api.apply({ ...kind, metadata: { name: 'owned', namespace, ownerReferences } });
  await api.remove({ ...kind, namespace, name: 'owner' });
  await until(
    async () => !(await api.read({ ...kind, namespace, name: 'owned' })),
    () => 'the owned one is still there',
  );
});

test('an outage of the API server is one, and what there was is there afterwards', async () => {
  const { apiServer } = bed.cluster;
  await apiServer.stop();
  assert.match((await kubectl(['get', 'pods'])).stderr, /refused/);
  await apiServer.start();
  assert.equal((await kubectl(['get', 'deployment', 'api'])).status, 0);
  const pod = { namespace: 'shop', name: 'after-outage' };
  await addPod(bed.cluster, { ...pod, labels: {}, containers: [{ name: 'postgres' }] });
  await whenPod(bed.cluster, pod, ({ status }) => (status as { phase: string }).phase === 'Running');
});

describe('the end', () => {
  test('stop leaves no process and no file', async () => {
    const own = await needBed();
    const pids = pidsOf(own);
    assert.equal(pids.length, 4);
    await own.stop();
    assert.deepEqual(pids.filter(isAlive), []);
    assert.ok(!existsSync(own.folder));
  });

  test('nor does SIGKILL of whoever started it', async () => {
    const script = `
      import { needBed } from ${JSON.stringify(new URL('./bed/bed.js', import.meta.url).href)};
      const { folder } = await needBed();
      console.log('folder ' + folder);
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const words = await wordsOf(child.stdout, /folder .*\n/);
    const folder = /folder (.*)\n/.exec(words)?.[1] ?? '';
    const pids = pidsOf({ folder });
    assert.equal(pids.length, 4);
    child.kill('SIGKILL');
    await until(
      () => !existsSync(folder) && !pids.some(isAlive),
      () => `${folder} or one of ${pids.join()} is still there`,
    );
  });
});

/** What comes, until it holds that; the stream goes on. */
async function wordsOf(stream: Readable, sought: RegExp): Promise<string> {
  let words = '';
  const hear = (piece: Buffer) => (words += String(piece));
  stream.on('data', hear);
  await until(
    () => sought.test(words),
    () => `It said: ${words}`,
    { limit: 180_000 },
  );
  stream.off('data', hear);
  return words;
}

function pidsOf({ folder }: Pick<Bed, 'folder'>): number[] {
  const names = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kwok'];
  return readPids(folder)
    .filter(([, name]) => names.includes(name))
    .map(([pid]) => pid);
}

function readPids(folder: string): [pid: number, name: string][] {
  const pids = join(folder, 'pids');
  return readdirSync(pids).map((pid) => [Number(pid), readFileSync(join(pids, pid), 'utf8')]);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
