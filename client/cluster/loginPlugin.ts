import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { cancelled } from './causes.ts';
import { ClusterError } from './errors.ts';
import type { KubeCluster, LoginPlugin } from './kubeconfig.ts';

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
      `${plugin.command} has to ask in a terminal`,
      'Log in in a terminal with kubectl, then try again.',
    );
  }
  const information = await executionInformation(run);
  const child = spawn(plugin.command, [...plugin.args], {
    env: { ...run.environment, ...plugin.environment, KUBERNETES_EXEC_INFO: information },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    signal,
  });
  const { status, output, complaint } = await finished(child, plugin, signal);
  if (status !== 0) {
    const why = complaint ? `: ${complaint}` : '';
    throw failed(
      context,
      `${plugin.command} ended with status ${status}${why}`,
      'Log in in a terminal, then try again.',
    );
  }
  return readCredential(output, run);
}

interface Finished {
  readonly status: number | string;
  readonly output: string;
  /** The last line of what it wrote to people. */
  readonly complaint: string;
}

function finished(child: ChildProcess, { command, installHint }: LoginPlugin, signal: AbortSignal): Promise<Finished> {
  return new Promise((resolve, reject) => {
    let output = '';
    let complaint = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(-4000)));
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (signal.aborted) return reject(cancelled());
      const hint = installHint?.trim().split(/\r?\n/, 1)[0];
      const message = `The login plug-in ${command} of the kubeconfig cannot be started (${error.code ?? 'unknown'}).`;
      reject(
        new ClusterError('missing-program', message, hint ?? 'Install it, or put it on the PATH.', { cause: error }),
      );
    });
    child.on('close', (code, kill) => {
      const last = complaint.trim().split(/\r?\n/).at(-1) ?? '';
      resolve({ status: code ?? kill ?? 'unknown', output, complaint: last.slice(0, 300).replace(/\.$/, '') });
    });
  });
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
    throw failed(context, `${plugin.command} gave no credentials`, 'Log in in a terminal, then try again.');
  }
  return credentials;
}

/** `KUBERNETES_EXEC_INFO`: which cluster the credentials are for, where the kubeconfig lets the plug-in know. */
async function executionInformation({ plugin, cluster }: PluginRun): Promise<string> {
  const authority =
    cluster.caData ??
    (cluster.caFile && (await readFile(cluster.caFile).catch(() => Buffer.alloc(0))).toString('base64'));
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
          ...(authority && { 'certificate-authority-data': authority }),
          ...(cluster.proxyUrl && { 'proxy-url': cluster.proxyUrl }),
        },
      }),
    },
  });
}

function failed(context: string, why: string, remedy: string): ClusterError {
  return new ClusterError('unauthenticated', `The login of context ${context} failed: ${why}.`, remedy);
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(cancelled());
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
