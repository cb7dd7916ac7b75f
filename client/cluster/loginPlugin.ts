import { spawn, type ChildProcess } from 'node:child_process';
import { dirname, isAbsolute } from 'node:path';
import type { Said, SaidValue } from '../../schemas/contract/index.ts';
import { foreign, say } from '../../schemas/vocabulary/say.ts';
import { cancelled } from './causes.ts';
import { ClusterError } from './errors.ts';
import { findProgram } from './findProgram.ts';
import type { KubeCluster, LoginPlugin } from './kubeconfig.ts';
import { inBytes, limits } from './limits.ts';
import { onAbort } from './onAbort.ts';

/** What a login plug-in hands out. Held in memory only. */
export interface PluginCredentials {
  readonly token?: string;
  /** PEM, both or none. */
  readonly certificate?: string;
  readonly key?: string;
  /** Milliseconds since 1970. Absent: until the API server no longer takes them. */
  readonly expires?: number;
}

/**
 * Runs a user's login plug-in (`aws`, `gke-gcloud-auth-plugin`, `kubelogin`) once for all who wait for it at the same
 * time: it may open a browser. It is stopped once nobody waits any longer. Windows' `.cmd` files are not run: that takes a shell.
 */
export class PluginLogin {
  readonly #run: (signal: AbortSignal) => Promise<PluginCredentials>;
  #credentials: PluginCredentials | undefined;
  #running: { readonly done: Promise<PluginCredentials>; readonly stop: AbortController; waiting: number } | undefined;

  constructor(run: (signal: AbortSignal) => Promise<PluginCredentials>) {
    this.#run = run;
  }

  async credentials({ renew, signal }: { renew?: boolean; signal?: AbortSignal | undefined } = {}) {
    if (signal?.aborted) throw cancelled();
    const known = this.#credentials;
    if (known && !renew && (known.expires ?? Infinity) > Date.now()) return known;
    this.#running ??= this.#start();
    const running = this.#running;
    running.waiting++;
    try {
      return await untilAborted(running.done, signal);
    } finally {
      if (--running.waiting === 0) {
        running.stop.abort();
        if (this.#running === running) this.#running = undefined;
      }
    }
  }

  #start() {
    const stop = new AbortController();
    const done = this.#run(stop.signal).then(
      (credentials) => {
        this.#running = undefined;
        this.#credentials = credentials;
        return credentials;
      },
      (error: unknown) => {
        this.#running = undefined;
        throw error;
      },
    );
    // Whoever waited may have gone.
    done.catch(() => undefined);
    return { done, stop, waiting: 0 };
  }
}

export interface PluginRun {
  readonly plugin: LoginPlugin;
  readonly cluster: KubeCluster;
  readonly context: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export async function runLoginPlugin(run: PluginRun, signal: AbortSignal): Promise<PluginCredentials> {
  const { plugin, context } = run;
  if (plugin.needsTerminal) {
    throw failed(
      context,
      say`${plugin.command} has to ask in a terminal`,
      say`Log in in a terminal with kubectl, then try again.`,
    );
  }
  const program = await programOf(run);
  const child = start(program, run, signal);
  const { status, output, complaint } = await finished(child, run, signal);
  if (status !== 0) {
    throw failed(
      context,
      complaint
        ? say`${plugin.command} ended with status ${status}: ${complaint}`
        : say`${plugin.command} ended with status ${status}`,
      say`Log in in a terminal, then try again.`,
    );
  }
  return readCredential(output, run);
}

/** A bare name is looked for on absolute entries of the PATH, and not by the system, which would also look into the current folder. */
async function programOf({ plugin, environment }: PluginRun): Promise<string> {
  if (isAbsolute(plugin.command)) return plugin.command;
  const found = await findProgram(plugin.command, { environment, platform: process.platform });
  if (found === undefined) throw notStarted(plugin, say`it is not on the PATH`);
  return found;
}

function start(program: string, { plugin, cluster, environment }: PluginRun, signal: AbortSignal): ChildProcess {
  try {
    return spawn(program, [...plugin.args], {
      env: { ...environment, ...plugin.environment, KUBERNETES_EXEC_INFO: executionInformation(plugin, cluster) },
      // Not where the editor was started: that may be a stranger's folder, and some systems look for programs there.
      cwd: dirname(program),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      signal,
    });
  } catch (error) {
    // An argument that no program can be given, as one with a null character.
    throw notStarted(plugin, (error as NodeJS.ErrnoException).code ?? 'unknown', error);
  }
}

interface Finished {
  readonly status: number | string;
  readonly output: string;
  /** The last line of what it wrote to people. */
  readonly complaint: string;
}

function finished(child: ChildProcess, { plugin, context }: PluginRun, signal: AbortSignal): Promise<Finished> {
  return new Promise((resolve, reject) => {
    let output = '';
    let complaint = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.length <= limits.pluginOutput) return;
      child.kill('SIGKILL');
      reject(
        failed(
          context,
          say`${plugin.command} printed more than ${inBytes(limits.pluginOutput)}, where credentials were expected`,
          say`Run it in a terminal to see what it prints.`,
        ),
      );
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(-4000)));
    child.on('error', (error: NodeJS.ErrnoException) => {
      reject(signal.aborted ? cancelled() : notStarted(plugin, error.code ?? 'unknown', error));
    });
    child.on('close', (code, kill) => {
      const last = complaint.trim().split(/\r?\n/).at(-1) ?? '';
      resolve({ status: code ?? kill ?? 'unknown', output, complaint: last.slice(0, 300).replace(/\.$/, '') });
    });
  });
}

function notStarted({ command, installHint }: LoginPlugin, why: SaidValue, cause?: unknown): ClusterError {
  const [hint] = installHint?.trim().split(/\r?\n/, 1) ?? [];
  const message = say`The login plug-in ${command} of the kubeconfig cannot be started: ${why}.`;
  const remedy = hint ? foreign(hint) : say`Install it, or put it on the PATH.`;
  return new ClusterError('missing-program', message, remedy, { cause });
}

function readCredential(output: string, { plugin, context }: PluginRun): PluginCredentials {
  let status: unknown;
  try {
    status = (JSON.parse(output) as { status?: unknown } | null)?.status;
  } catch {
    status = undefined;
  }
  const { token, clientCertificateData, clientKeyData, expirationTimestamp } = (status ?? {}) as Record<
    string,
    unknown
  >;
  const expires = typeof expirationTimestamp === 'string' ? Date.parse(expirationTimestamp) : NaN;
  const credentials: PluginCredentials = {
    ...(typeof token === 'string' && token !== '' ? { token } : {}),
    ...(typeof clientCertificateData === 'string' && typeof clientKeyData === 'string'
      ? { certificate: clientCertificateData, key: clientKeyData }
      : {}),
    ...(Number.isNaN(expires) ? {} : { expires }),
  };
  if (credentials.token === undefined && credentials.certificate === undefined) {
    throw failed(context, say`${plugin.command} gave no credentials`, say`Log in in a terminal, then try again.`);
  }
  return credentials;
}

/** `KUBERNETES_EXEC_INFO`: which cluster the credentials are for, where the kubeconfig lets the plug-in know. */
function executionInformation(plugin: LoginPlugin, cluster: KubeCluster): string {
  return JSON.stringify({
    kind: 'ExecCredential',
    apiVersion: plugin.apiVersion,
    spec: {
      interactive: false,
      ...(plugin.provideClusterInfo && {
        cluster: {
          server: cluster.server,
          ...(cluster.serverName && { 'tls-server-name': cluster.serverName }),
          ...(cluster.skipVerify && { 'insecure-skip-tls-verify': true }),
          ...(cluster.caData && { 'certificate-authority-data': cluster.caData }),
          ...(cluster.proxyUrl && { 'proxy-url': cluster.proxyUrl }),
        },
      }),
    },
  });
}

function failed(context: string, why: Said, remedy: Said): ClusterError {
  return new ClusterError('unauthenticated', say`The login of context ${context} failed: ${why}.`, remedy);
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const deaf = onAbort([signal], () => reject(cancelled()));
    promise.then(resolve, reject).finally(deaf);
  });
}
