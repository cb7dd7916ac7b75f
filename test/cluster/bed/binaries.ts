// The programs of a control plane: where they are installed already, else built by Go from their released modules.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { isExecutable } from './findProgram.ts';
import { killGroup } from './processes.ts';

export type Binaries = Readonly<Record<Program, string>>;
export type Program = keyof typeof packages;

/** What this machine lacks: a sentence for a person, with the remedy. */
export interface Missing {
  readonly missing: string;
}

const packages = {
  etcd: 'go.etcd.io/etcd/server/v3',
  'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
  'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
  kubectl: 'k8s.io/kubernetes/cmd/kubectl',
  kwok: 'sigs.k8s.io/kwok/cmd/kwok',
} as const;

const programs = Object.keys(packages) as Program[];
const moduleFolder = findModuleFolder(import.meta.dirname);
const executable = process.platform === 'win32' ? '.exe' : '';

/**
 * Every program from the first place that has it: `KUBEBUILDER_ASSETS`, the PATH, what was built before, a build. From
 * the PATH only the minor version that the module names, because a later API server may refuse what an earlier one took,
 * and never kwok: its released build does with connections what no container runtime does.
 * @param say hears a line for each build, which takes minutes the first time.
 * @param release of Kubernetes, `1.31`: the API server is of this one, wherever it comes from, and the rest as ever.
 */
export async function findBinaries(say: (line: string) => void, release?: string): Promise<Binaries | Missing> {
  const found = new Map<Program, string>();
  for (const program of programs) {
    const file = installed(program, release);
    if (file) found.set(program, file);
  }
  const lacking = programs.filter((program) => !found.has(program));
  if (lacking.length > 0 && !hasGo()) return { missing: sentence(lacking, release) };
  for (const program of lacking) found.set(program, await build(program, say, ofRelease(program, release)));
  return Object.fromEntries(found) as Record<Program, string>;
}

/** For asking without building: whether `findBinaries` would come to a control plane. */
export function canHaveBinaries(): true | Missing {
  const lacking = programs.filter((program) => !installed(program));
  return lacking.length === 0 || hasGo() ? true : { missing: sentence(lacking) };
}

function sentence(lacking: readonly Program[], release?: string): string {
  const names = lacking.map((program) => [program, ofRelease(program, release)].filter(Boolean).join(' '));
  return `No control plane without ${names.join(', ')}: install Go to have them built, or name their folder in KUBEBUILDER_ASSETS.`;
}

/** The release that is asked for; `undefined`: the program is that of the module. */
function ofRelease(program: Program, release: string | undefined): string | undefined {
  return program === 'kube-apiserver' ? release : undefined;
}

function installed(program: Program, release?: string): string | undefined {
  const older = ofRelease(program, release);
  return (
    inAssets(program, older) ??
    onPath(program, older) ??
    usable(join(older === undefined ? cacheFolder() : releaseFolder(older), program + executable))
  );
}

function inAssets(program: Program, older: string | undefined): string | undefined {
  const folder = process.env.KUBEBUILDER_ASSETS;
  const file = folder ? usable(join(folder, program + executable)) : undefined;
  return file === undefined || older === undefined || isOf(`v${older}.`, program, file) ? file : undefined;
}

function onPath(program: Program, older: string | undefined): string | undefined {
  if (program === 'kwok') return undefined;
  const module = program === 'etcd' ? 'go.etcd.io/etcd/server/v3' : 'k8s.io/kubernetes';
  const wanted = older === undefined ? minorVersion(module) : `v${older}.`;
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => usable(join(folder, program + executable)))
    .find((file) => file !== undefined && isOf(wanted, program, file));
}

/** @param wanted `v1.36.` */
function isOf(wanted: string, program: Program, file: string): boolean {
  return versionOf(program, file)?.startsWith(wanted) === true;
}

/** As in go.mod, with a dot at its end: `v1.36.` */
function minorVersion(module: string): string {
  return requiredVersion(module).replace(/\d+(?:-.*)?$/, '');
}

/** `v1.36.3` */
function requiredVersion(module: string): string {
  const line = readFileSync(join(moduleFolder, 'go.mod'), 'utf8')
    .split(/\r?\n/)
    .map((each) => each.trim().split(' '))
    .find(([path, version]) => path === module && version !== undefined);
  if (!line?.[1]) throw new Error(`go.mod does not require ${module}.`);
  return line[1];
}

function versionOf(program: Program, file: string): string | undefined {
  const args = program === 'kubectl' ? ['version', '--client'] : ['--version'];
  const { status, stdout } = spawnSync(file, args, { encoding: 'utf8', timeout: 10_000 });
  const number = status === 0 ? /\bv?(\d+\.\d+\.\d+)/.exec(stdout)?.[1] : undefined;
  return number && `v${number}`;
}

function usable(file: string): string | undefined {
  return isExecutable(file) ? file : undefined;
}

function hasGo(): boolean {
  return spawnSync('go', ['version'], { stdio: 'ignore' }).status === 0;
}

/** One for each state of the module. */
function cacheFolder(): string {
  const hash = createHash('sha256');
  for (const name of ['go.mod', 'go.sum', 'kwok/streams.go']) hash.update(readFileSync(join(moduleFolder, name)));
  return join(bedCache(), `cluster-${hash.digest('hex').slice(0, 16)}`);
}

/** What takes long to make, shared by every clone of the repository; remove it to start afresh. */
export function bedCache(): string {
  const local = process.platform === 'win32' ? process.env.LOCALAPPDATA : process.env.XDG_CACHE_HOME;
  return join(local ?? join(homedir(), '.cache'), 'db-manifests');
}

/** Of one release of Kubernetes; remove it to have a newer patch. */
function releaseFolder(release: string): string {
  return join(bedCache(), `kubernetes-${release}`);
}

/** Under a name of its own until it is whole: another process may be building, or looking, at the same time. */
async function build(program: Program, say: (line: string) => void, older?: string): Promise<string> {
  const started = Date.now();
  const cache = older === undefined ? cacheFolder() : releaseFolder(older);
  mkdirSync(cache, { recursive: true });
  const workshop = mkdtempSync(join(cache, 'building-'));
  const remove = () => {
    rmSync(workshop, { recursive: true, force: true });
  };
  process.once('exit', remove);
  const target = join(cache, program + executable);
  const name = [program, older].filter(Boolean).join(' ');
  try {
    say(`Building ${name}: the first time this takes minutes.`);
    const output = join(workshop, program + executable);
    const { version, args } = await sourceOf(program, workshop, older);
    await go(['build', '-trimpath', '-ldflags', linkerFlags(version), ...args, '-o', output, packages[program]]);
    renameSync(output, target);
    say(`Built ${name} in ${((Date.now() - started) / 1000).toFixed(0)} s.`);
    return target;
  } finally {
    process.removeListener('exit', remove);
    remove();
  }
}

/** What a program is built from: a release of Kubernetes, and what says so to Go. */
async function sourceOf(
  program: Program,
  workshop: string,
  older: string | undefined,
): Promise<{ readonly version: string; readonly args: readonly string[] }> {
  if (older !== undefined) return olderKubernetes(older, workshop);
  const version = requiredVersion('k8s.io/kubernetes');
  return { version, args: program === 'kwok' ? ['-modfile', await patchKwok(workshop)] : [] };
}

/** The newest patch of a release, with the modules that it was released with: those of a folder of its tree by their release. */
async function olderKubernetes(release: string, workshop: string) {
  const downloaded = await go(['mod', 'download', '-json', `k8s.io/kubernetes@v${release}`]);
  const { Version: version, Dir: tree } = JSON.parse(downloaded) as { Version: string; Dir: string };
  const staged = version.replace(/^v1\./, 'v0.');
  const modules = readFileSync(join(tree, 'go.mod'), 'utf8')
    .replace(/^module .*$/m, 'module db-manifests.dev/test-cluster')
    .replaceAll(/ => \.\/staging\/src\/(\S+)/g, ` => $1 ${staged}`);
  const file = join(workshop, 'go.mod');
  writeFileSync(file, `${modules}\nrequire k8s.io/kubernetes ${version}\n`);
  writeFileSync(join(workshop, 'go.sum'), readFileSync(join(tree, 'go.sum')));
  // Sums of the modules themselves are in nobody's list yet.
  return { version, args: ['-modfile', file, '-mod=mod'] };
}

/** Without symbols, and with the version that a release build would carry: clients decide by it. */
function linkerFlags(version: string): string {
  const [major = '', minor = ''] = version.slice(1).split('.');
  const variables = { gitVersion: version, gitMajor: major, gitMinor: minor };
  return [
    '-s -w',
    ...Object.entries(variables).map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`),
  ].join(' ');
}

/** Where kwok's server calls ours instead: file, what is there, what is there then. */
const kwokEdits = [
  ['debugging_port_forword.go', 'utilsnet.Tunnel(', 'tunnel('],
  ['debugging_port_forword.go', '\tutilsnet "sigs.k8s.io/kwok/pkg/utils/net"\n', ''],
  ['debugging_exec.go', 's.execInContainer(ctx, cmd', 'runInContainer(ctx, cmd'],
  [
    'debugging_exec_other.go',
    'utilsexec.Exec(ctx, cmd[0], cmd[1:]...)',
    'exitStatus(utilsexec.Exec(ctx, cmd[0], cmd[1:]...))',
  ],
] as const;

/**
 * A copy of kwok's module with kwok/streams.go in it, which says why.
 * @returns a go.mod that names the copy.
 */
async function patchKwok(workshop: string): Promise<string> {
  const { Dir: original } = JSON.parse(await go(['mod', 'download', '-json', 'sigs.k8s.io/kwok'])) as { Dir: string };
  const copy = join(workshop, 'kwok-module');
  for (const entry of readdirSync(original, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const folder = join(copy, relative(original, entry.parentPath));
    mkdirSync(folder, { recursive: true });
    // Read and written, not copied: what the module cache holds is read-only.
    writeFileSync(join(folder, entry.name), readFileSync(join(entry.parentPath, entry.name)));
  }
  const server = join(copy, 'pkg/kwok/server');
  copyFileSync(join(moduleFolder, 'kwok/streams.go'), join(server, 'streams.go'));
  for (const [name, before, after] of kwokEdits) {
    const source = readFileSync(join(server, name), 'utf8');
    if (!source.includes(before)) throw new Error(`kwok's ${name} has changed: look what became of ${before}`);
    writeFileSync(join(server, name), source.replace(before, after));
  }
  for (const name of ['go.mod', 'go.sum']) copyFileSync(join(moduleFolder, name), join(workshop, name));
  const file = join(workshop, 'go.mod');
  await go(['mod', 'edit', '-replace', `sigs.k8s.io/kwok=${copy}`, file]);
  return file;
}

/** Ends with us, and with it the compilers that it has started. @returns what it wrote to its standard output. */
async function go(args: readonly string[]): Promise<string> {
  const child = spawn('go', args, {
    cwd: moduleFolder,
    env: { ...process.env, CGO_ENABLED: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const kill = () => {
    if (child.pid !== undefined) killGroup(child.pid);
  };
  process.once('exit', kill);
  child.once('close', () => process.removeListener('exit', kill));
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  const [output, words, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (status !== 0) throw new Error(`go ${args[0] ?? ''} failed:\n${words.trimEnd()}`);
  return output;
}

/** The module beside the sources, also for code that was compiled or bundled into out/. */
function findModuleFolder(from: string): string {
  const folder = join(from, 'test/cluster/binaries');
  if (existsSync(join(folder, 'go.mod'))) return folder;
  if (dirname(from) === from) throw new Error('test/cluster/binaries is in no folder above this file.');
  return findModuleFolder(dirname(from));
}
