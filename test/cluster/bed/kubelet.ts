// The nodes' side of the bed. kwok lets pods be running at once and serves their exec, log and port-forward endpoints; what
// answers there are processes on loopback. Pods that controllers make find their node here as well: there is no scheduler.
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiError, type ApiClient, type BedObject } from './apiClient.ts';
import { findProgram } from './findProgram.ts';
import { endpointDefinitions, nodeName, nodeObject, stages } from './kubeletObjects.ts';
import { followLog } from './followLog.ts';
import type { Processes } from './processes.ts';
import { until } from '../../support/until.ts';

/** What a pod's endpoints lead to. */
export interface PodEndpoints {
  /** Port in the pod to port on loopback. Others are refused. */
  readonly forwards?: Readonly<Record<number, number>>;
  readonly exec?: PodExec;
  /** Files that lines are appended to: for every container, or by its name. They need not exist yet. */
  readonly logs?: string | Readonly<Record<string, string>>;
}

export interface PodExec {
  /** What is on the PATH in the pod, besides sh, cat and env: name to file, or to a program's name on our PATH. */
  readonly programs?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Working folder. Absent: an empty one. */
  readonly folder?: string;
  /** Where we are root: whom it runs as. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

/** For pods that controllers make: the first rule whose labels they have gives them their endpoints. */
export interface PodRule extends PodEndpoints {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface Kubelet {
  /** Sets or changes what a pod's endpoints lead to, before or after it is made. */
  expose(namespace: string, pod: string, endpoints: PodEndpoints): Promise<void>;
  addRule(rule: PodRule): void;
  stop(): void;
}

export interface KubeletOptions {
  readonly api: ApiClient;
  /** kwok */
  readonly binary: string;
  readonly folder: string;
  readonly processes: Processes;
  readonly kubeconfig: string;
  readonly port: number;
  /** Files with the certificate of its endpoint. */
  readonly certificate: string;
  readonly key: string;
}

interface Site extends KubeletOptions {
  /** Ends the following of a pod's logs. */
  readonly followed: Map<string, () => void>;
}

/** Ready when a pod can be made on its node. */
export async function startKubelet(options: KubeletOptions): Promise<Kubelet> {
  const site: Site = { ...options, followed: new Map() };
  const rules: PodRule[] = [];
  const { api } = site;
  await Promise.all(endpointDefinitions.map((definition) => api.apply(definition)));
  await whenServed(api);
  await api.apply(nodeObject(site.port));
  startKwok(site);
  const stopBinding = api.watch({ apiVersion: 'v1', kind: 'Pod' }, ({ type, object }) => {
    if (type === 'DELETED' || isBound(object)) return;
    // The pod may be gone again; otherwise the next change of it brings us here once more.
    void bind(site, rules, object).catch(() => undefined);
  });
  return {
    expose: (namespace, pod, endpoints) => expose(site, namespace, pod, endpoints),
    addRule: (rule) => void rules.push(rule),
    stop() {
      stopBinding();
      for (const stopFollowing of site.followed.values()) stopFollowing();
    },
  };
}

async function whenServed(api: ApiClient): Promise<void> {
  for (const { spec } of endpointDefinitions) {
    const path = `/apis/kwok.x-k8s.io/v1alpha1/${(spec as { names: { plural: string } }).names.plural}`;
    await until(
      () => api.request('GET', path).then(Boolean, isNotYet),
      () => `${path} is not served`,
    );
  }
}

/** Not found, then told to try again. */
function isNotYet(error: unknown): false {
  if (error instanceof ApiError && (error.status === 404 || error.status === 429)) return false;
  throw error;
}

function startKwok({ processes, binary, folder, kubeconfig, port, certificate, key }: Site): void {
  const config = join(folder, 'kwok.yaml');
  writeFileSync(config, stages.map((stage) => JSON.stringify(stage)).join('\n---\n'));
  const path = join(folder, 'path');
  const home = join(folder, 'home');
  for (const each of [path, home]) mkdirSync(each);
  processes.start({
    name: 'kwok',
    file: binary,
    args: [
      ...[
        '--config',
        config,
        '--kubeconfig',
        kubeconfig,
        '--manage-all-nodes',
        '--enable-crds',
        'PortForward,Exec,Logs',
      ],
      ...['--server-address', `127.0.0.1:${String(port)}`, '--node-ip', '127.0.0.1', '--node-port', String(port)],
      ...['--tls-cert-file', certificate, '--tls-private-key-file', key, '--cidr', '10.244.0.0/16'],
    ],
    // Nothing of our own environment reaches a program in a pod.
    env: { PATH: path, HOME: home },
  });
}

async function bind(site: Site, rules: readonly PodRule[], pod: BedObject): Promise<void> {
  const { name, namespace = 'default', labels = {} } = pod.metadata;
  const rule = rules.find(
    (each) =>
      each.namespace === namespace && Object.entries(each.labels).every(([key, value]) => labels[key] === value),
  );
  if (rule) await expose(site, namespace, name, rule);
  await site.api.request('POST', `/api/v1/namespaces/${namespace}/pods/${name}/binding`, {
    ...{ apiVersion: 'v1', kind: 'Binding', metadata: { name } },
    target: { apiVersion: 'v1', kind: 'Node', name: nodeName },
  });
}

function isBound({ spec }: BedObject): boolean {
  return (spec as { nodeName?: string } | undefined)?.nodeName !== undefined;
}

async function expose(site: Site, namespace: string, pod: string, endpoints: PodEndpoints): Promise<void> {
  const { forwards = {}, exec, logs } = endpoints;
  const apply = (kind: string, spec: unknown) =>
    site.api.apply({ apiVersion: 'kwok.x-k8s.io/v1alpha1', kind, metadata: { name: pod, namespace }, spec });
  await Promise.all([
    apply('PortForward', {
      forwards: Object.entries(forwards).map(([port, local]) => ({
        ports: [Number(port)],
        target: { address: '127.0.0.1', port: local },
      })),
    }),
    apply('Exec', { execs: exec ? [{ local: layExec(site, namespace, pod, exec) }] : [] }),
    apply('Logs', { logs: layLogs(site, namespace, pod, logs ?? {}) }),
  ]);
}

/**
 * kwok looks programs up on its own PATH and gives them that of the pod. So its own holds, for every name, a script that
 * looks again: a program of one pod is none of another's.
 */
function layExec({ folder }: Site, namespace: string, pod: string, exec: PodExec) {
  const place = join(folder, 'pods', namespace, pod);
  const bin = join(place, 'bin');
  rmSync(bin, { recursive: true, force: true });
  mkdirSync(bin, { recursive: true });
  for (const [name, target] of Object.entries({ sh: 'sh', cat: 'cat', env: 'env', ...exec.programs })) {
    symlinkSync(findProgram(target), join(bin, name));
    const script = join(folder, 'path', name);
    writeFileSync(script, '#!/bin/sh\nexec "${0##*/}" "$@"\n');
    chmodSync(script, 0o755);
  }
  const environment = { ...exec.environment, PATH: bin, HOSTNAME: pod };
  return {
    workDir: exec.folder ?? place,
    envs: Object.entries(environment).map(([name, value]) => ({ name, value })),
    ...(exec.user && { securityContext: { runAsUser: exec.user.uid, runAsGroup: exec.user.gid } }),
  };
}

function layLogs({ folder, followed }: Site, namespace: string, pod: string, logs: NonNullable<PodEndpoints['logs']>) {
  const place = join(folder, 'logs', namespace, pod);
  mkdirSync(place, { recursive: true });
  const sources = typeof logs === 'string' ? { '': logs } : logs;
  return Object.entries(sources).map(([container, source]) => {
    const logsFile = join(place, `${container || 'all'}.log`);
    followed.get(logsFile)?.();
    followed.set(logsFile, followLog(source, logsFile));
    return { ...(container && { containers: [container] }), logsFile };
  });
}
