// node tools/freshMachines.mjs: the scripts of package.json on a machine that lacks something.
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromiumNames } from './editor/chromium.mjs';
import { root } from './paths.mjs';
import { spawnGroup } from './processGroup.mjs';
import { MissingPart, runScript, WrongUse } from './runScript.mjs';

const usage = `node tools/freshMachines.mjs [--only PART] [--command WORDS] [--out FILE]

Runs the scripts of package.json as on a machine without a compiler, a browser, a database ... and prints for each what it said
last, its exit code, and what it left behind. What is long-lived gets a Ctrl+C. Parts are hidden in a mount namespace: Linux, root.

  --only PART      one of: PARTS
  --command WORDS  only scripts that hold these words
  --out FILE       writes the table to a file as well`;

/**
 * Programs and folders that are hidden; folders become empty. `freshCache`: nothing of what was built before is there, but for what
 * `keeps` names by its beginning: only the one part is missing.
 */
const parts = {
  nothing: {},
  Chromium: { programs: chromiumNames },
  compiler: { programs: ['g++', 'make', 'python3'], freshCache: true, keeps: 'cluster-' },
  Go: { programs: ['go'], freshCache: true, keeps: 'vscode-host-' },
  PostgreSQL: { programs: ['postgres', 'psql', 'pgbench'], folders: ['/usr/lib/postgresql'] },
  MariaDB: { programs: ['mariadbd', 'mariadb', 'mysql'] },
  kubectl: { programs: ['kubectl'] },
  git: { programs: ['git'] },
  python: { programs: ['python3', 'python'] },
  modules: { folders: [join(root, 'node_modules')] },
};
parts.everything = {
  programs: Object.values(parts).flatMap(({ programs = [] }) => programs),
  folders: ['/usr/lib/postgresql'],
  freshCache: true,
};

/** `ready`: what a long-lived one says when it is there. */
const commands = [
  { args: ['test', '--', 'cluster/connection'] },
  { args: ['test', '--', 'editor:starts'] },
  { args: ['test', '--', 'test/language/yaml/kubectl'] },
  { args: ['test', '--', 'test/host'] },
  { args: ['start', '--', '--no-open'], ready: /ends with Ctrl\+C/ },
  { args: ['run', 'demo', '--', '--no-open'], ready: /ends with Ctrl\+C/ },
  { args: ['run', 'test:cluster', '--', 'cluster/bed.test'] },
  { args: ['run', 'test:editor', '--', 'starts'] },
  { args: ['run', 'test:web'] },
  { args: ['run', 'package', '--', join(tmpdir(), 'db-manifests-fresh.vsix')] },
  { args: ['run', 'bench', '--', '--quick', '--no-peer', '--only', 'activation'] },
  { args: ['run', 'conformance'] },
  { args: ['run', 'generate', '--', '--check'] },
];

const options = { only: { type: 'string' }, command: { type: 'string' }, out: { type: 'string' } };
await runScript({ usage: usage.replace('PARTS', Object.keys(parts).join(', ')), options }, async ({ values }) => {
  if (process.platform !== 'linux' || process.getuid() !== 0)
    throw new MissingPart('Hiding programs needs Linux and root: run it in a virtual machine or a container.');
  if (values.only && !parts[values.only]) throw new WrongUse(`There is no part ${values.only}. See --help.`);
  const rows = [];
  for (const [part, hidden] of Object.entries(parts)) {
    if (values.only && part !== values.only) continue;
    for (const command of commands) {
      if (!command.args.join(' ').includes(values.command ?? '')) continue;
      rows.push(await tryWithout(part, hidden, command));
    }
  }
  const head = ['without', 'command', 'ends with', 'code', 'seconds', 'left behind'];
  const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
  console.log(`\n${table}`);
  if (values.out) writeFileSync(values.out, table);
});

/** @param {string} part @param {any} hidden @param {{ args: readonly string[], ready?: RegExp }} command */
async function tryWithout(part, hidden, { args, ready }) {
  const folder = mkdtempSync(join(tmpdir(), 'fresh-'));
  // As the folder for temporary files is: databases run as another user.
  chmodSync(folder, 0o1777);
  const started = Date.now();
  // Processes are told by it; nothing else has it in its environment.
  const mark = `FRESH_MACHINE=${folder}`;
  const cache = hidden.freshCache ? { XDG_CACHE_HOME: join(folder, 'cache'), ...kept(hidden.keeps) } : {};
  const shade = mkdtempSync(join(tmpdir(), 'fresh-shade-'));
  const group = spawnGroup('unshare', ['--mount', '/bin/sh', '-c', hiding(hidden, shade), 'sh', 'npm', ...args], {
    cwd: root,
    env: { ...process.env, ...cache, TMPDIR: folder, FRESH_MACHINE: folder, NO_COLOR: '1', CI: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [group.child.stdout, group.child.stderr]) stream.on('data', (data) => (said += data));
  let interrupted = false;
  while (!group.hasEnded() && Date.now() - started < 900_000) {
    await sleep(100);
    if (interrupted || !ready?.test(said)) continue;
    interrupted = true;
    group.kill('SIGINT');
  }
  const isHanging = !group.hasEnded();
  group.kill('SIGKILL');
  const code = await group.ended;
  group.release();
  await sleep(1500);
  const left = [
    ...processesWith(mark),
    ...readdirSync(folder).filter((name) => !['cache', 'node-compile-cache'].includes(name)),
  ];
  for (const each of [folder, shade]) rmSync(each, { recursive: true, force: true });
  const seconds = ((Date.now() - started - 1500) / 1000).toFixed(0);
  const row = [
    part,
    `npm ${args.join(' ')}`,
    lastWords(said),
    isHanging ? 'HANGS' : String(code),
    seconds,
    left.join(', '),
  ];
  console.log(row.join(' · '));
  return row;
}

/** Variables that name what an earlier run has built. */
function kept(beginning) {
  const caches = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'db-manifests');
  const found =
    beginning &&
    existsSync(caches) &&
    readdirSync(caches).find((name) => name.startsWith(beginning) && !/\W(part|log)/.test(name));
  if (!found) return {};
  return { [beginning === 'cluster-' ? 'KUBEBUILDER_ASSETS' : 'DB_MANIFESTS_VSCODE_HOST']: join(caches, found) };
}

/** A program that is only covered would still be found, and not be allowed; so its folder becomes one without it. */
function hiding({ programs = [], folders = [] }, shade) {
  const places = (process.env.PATH ?? '').split(delimiter).concat('/usr/sbin', '/usr/bin');
  const files = programs
    .flatMap((name) => places.map((place) => join(place, name)))
    .filter((file) => existsSync(file))
    .map((file) => join(realpathSync(dirname(file)), basename(file)));
  const holders = [...new Set(files.map((file) => dirname(file)))];
  return [
    `mount -t tmpfs none '${shade}'`,
    ...holders.flatMap((holder, index) => {
      const [upper, work] = ['u', 'w'].map((part) => `${shade}/${part}${index}`);
      return [
        `mkdir '${upper}' '${work}'`,
        `mount -t overlay none -o 'lowerdir=${holder},upperdir=${upper},workdir=${work}' '${holder}'`,
      ];
    }),
    ...[...new Set(files)].map((file) => `rm '${file}'`),
    ...folders.filter((folder) => existsSync(folder)).map((folder) => `mount -t tmpfs none '${folder}'`),
    'exec "$@"',
  ].join(' && ');
}

function processesWith(mark) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
        return environment.includes(mark) ? [`process ${readFileSync(`/proc/${pid}/comm`, 'utf8').trim()}`] : [];
      } catch {
        return [];
      }
    });
}

/** What did not run, else the last two lines that are not npm's own; short enough for a table, a stack is named as such. */
function lastWords(said) {
  const lines = said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^npm |^> /.test(line));
  const stack = lines.some((line) => /^at .*:\d+:\d+\)?$/.test(line)) ? 'STACK ' : '';
  const gaps = lines.filter((line) => line.includes('DID NOT RUN'));
  return (stack + [...gaps, ...lines.slice(gaps.length > 0 ? -1 : -2)].join(' / '))
    .replaceAll('|', '\\|')
    .slice(0, 400);
}
