import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { summary } from '../stats.mjs';

const out = path.join(import.meta.dirname, '../../../out');
const namespace = 'bench';
const pod = 'db-0';
const password = 'bench';
const copied = 1_000_000;
const rowBytes = 1000;

/**
 * Our tunnel and `kubectl port-forward` to one PostgreSQL server with TLS behind a real API server, in turn. Each runs in a
 * process of its own, as do the clients.
 * @returns {Promise<Map<string, Record<string, number | undefined>>>} medians; `undefined`: it did not end
 */
export async function measureTunnel({ rounds, seconds }) {
  const { needBed } = await import(path.join(out, 'test/cluster/bed/bed.js'));
  const bed = await needBed();
  const folder = mkdtempSync(path.join(tmpdir(), 'dbm-tunnel-'));
  let server;
  try {
    server = await startServer(bed);
    const ways = {
      ours: () => startTunnel(process.execPath, [path.join(import.meta.dirname, 'tunnelPort.mjs')], bed.cluster),
      kubectl: () => startKubectl(bed.cluster),
    };
    const results = new Map(Object.keys(ways).map((way) => [way, []]));
    for (let round = 0; round < rounds; round++) {
      // Whoever is second meets warmer caches: they take turns.
      const order = round % 2 === 0 ? ['ours', 'kubectl'] : ['kubectl', 'ours'];
      for (const way of order) results.get(way).push(await measureOne(await ways[way](), server, seconds));
    }
    return new Map([...results].map(([way, runs]) => [way, summaries(runs)]));
  } finally {
    await server?.remove();
    rmSync(folder, { recursive: true, force: true });
    await bed.stop();
  }
}

async function startServer(bed) {
  const { addPod } = await import(path.join(out, 'test/cluster/bed/pods.js'));
  const { startPostgres } = await import(path.join(out, 'test/cluster/bed/postgres.js'));
  const { certificate, key } = await bed.cluster.authority.issue({ commonName: 'db', addresses: ['127.0.0.1'] });
  const server = await startPostgres({
    folder: path.join(bed.folder, 'bench'),
    ...{ certificate, key },
    hba: ['hostssl all all 127.0.0.1/32 scram-sha-256'],
    roles: [{ name: 'bench', password, options: ['CREATEDB'] }],
    databases: [{ name: 'bench', owner: 'bench' }],
    settings: { shared_buffers: "'512MB'", max_wal_size: "'8GB'" },
  });
  const containers = [{ name: 'postgres' }];
  await addPod(bed.cluster, { namespace, name: pod, labels: {}, containers, forwards: { 5432: server.port } });
  run(server, server.port, 'pgbench', ['--initialize', '--scale=10', '--quiet', 'bench']);
  run(server, server.port, 'psql', ['--command=CREATE UNLOGGED TABLE copied (line text)', 'bench']);
  return server;
}

async function measureOne({ port, stop }, server, seconds) {
  try {
    const load = (...more) =>
      pgbench(run(server, port, 'pgbench', [...more, `--time=${seconds}`, '--no-vacuum', 'bench']));
    const single = load('--select-only', '--client=1');
    const eight = load('--select-only', '--client=8', '--jobs=2');
    const download = timed(() =>
      run(server, port, 'psql', [
        '--output=/dev/null',
        `--command=COPY (SELECT repeat('x', ${rowBytes - 1}) FROM generate_series(1, ${copied})) TO STDOUT`,
        'bench',
      ]),
    );
    const upload = timed(() =>
      run(server, port, 'psql', [
        '--command=TRUNCATE copied',
        `--command=\\copy copied FROM PROGRAM 'yes ${'x'.repeat(rowBytes - 1)} | head -n ${copied}'`,
        'bench',
      ]),
    );
    // Last: kubectl may hang in it, when one of many connections ends while another begins.
    const connecting = load('--select-only', '--client=1', '--connect');
    const megabytes = (copied * rowBytes) / 1e6;
    return {
      latency: single.latency,
      transactions: eight.transactions,
      connecting: connecting?.latency,
      download: megabytes / download,
      upload: megabytes / upload,
    };
  } finally {
    await stop();
  }
}

/** @param limit seconds; `undefined` is returned when they are over */
function run({ programs }, port, program, args, limit = 120) {
  const result = spawnSync(path.join(programs, program), [...args], {
    encoding: 'utf8',
    timeout: limit * 1000,
    killSignal: 'SIGKILL',
    maxBuffer: 1e8,
    env: {
      PATH: process.env.PATH,
      ...{ PGHOST: '127.0.0.1', PGPORT: String(port), PGUSER: 'bench', PGPASSWORD: password, PGSSLMODE: 'require' },
    },
  });
  if (/** @type {NodeJS.ErrnoException | undefined} */ (result.error)?.code === 'ETIMEDOUT') return undefined;
  if (result.status !== 0) throw new Error(`${program} failed: ${result.stderr}`);
  return result.stdout;
}

/** https://www.postgresql.org/docs/current/pgbench.html */
function pgbench(text) {
  return {
    latency: Number(/^latency average = ([\d.]+) ms/m.exec(text)?.[1]),
    transactions: Number(/^tps = ([\d.]+)/m.exec(text)?.[1]),
  };
}

/** Seconds. */
function timed(work) {
  const start = performance.now();
  if (work() === undefined) throw new Error('1 GB took more than two minutes');
  return (performance.now() - start) / 1000;
}

async function startTunnel(command, args, cluster) {
  const child = spawn(command, [...args, cluster.kubeconfig, namespace, pod, '5432'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { port: Number(line), stop: () => end(child) };
}

async function startKubectl({ kubectl, kubeconfig }) {
  const child = spawn(kubectl, ['--kubeconfig', kubeconfig, '--namespace', namespace, 'port-forward', pod, ':5432'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines = createInterface({ input: child.stdout });
  const [line] = await once(lines, 'line');
  return { port: Number(/:(\d+) ->/.exec(line)?.[1]), stop: () => end(child) };
}

async function end(child) {
  const closed = once(child, 'close');
  child.kill();
  await closed;
}

function summaries(runs) {
  const known = (name) => runs.map((each) => each[name]).filter(Number.isFinite);
  return Object.fromEntries(Object.keys(runs[0]).map((name) => [name, summary(known(name))?.median]));
}
