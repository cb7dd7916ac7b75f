// A Kubernetes control plane on loopback: etcd, the API server with RBAC, the controllers, and kwok for the nodes' side.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApiClient, type ApiClient } from './apiClient.ts';
import { type Binaries } from './binaries.ts';
import { createAuthority, createKeyPair, type Authority, type IssuedCertificate } from './certificates.ts';
import { kubeconfigWriter, type KubeconfigRequest } from './kubeconfigWriter.ts';
import { startKubelet, type Kubelet } from './kubelet.ts';
import { freePort, superviseProcesses, type Processes } from './processes.ts';

export interface ControlPlane {
  /** URL of the API server. */
  readonly server: string;
  readonly folder: string;
  /** Path of a file for one who may do everything. */
  readonly kubeconfig: string;
  readonly kubectl: string;
  /** Of the same rights. */
  readonly api: ApiClient;
  readonly kubelet: Kubelet;
  readonly authority: Authority;
  /** Path of a new kubeconfig, with mode 0600. The user has no rights but those that RBAC gives to `user` and `groups`. */
  writeKubeconfig(request: KubeconfigRequest): Promise<string>;
  /** For an outage: `stop` is at once, connections break; `start` takes the same port. */
  readonly apiServer: { stop(): Promise<void>; start(): Promise<void> };
  /** Leaves no process; the folder is its maker's. */
  stop(): Promise<void>;
}

export interface ControlPlaneOptions {
  readonly binaries: Binaries;
  /** Empty, short, only ours: the keys of the cluster are in it. Removed if we end without `stop`. */
  readonly folder: string;
}

interface Site {
  readonly binaries: Binaries;
  readonly folder: string;
  readonly processes: Processes;
  readonly authority: Authority;
  readonly admin: IssuedCertificate;
  readonly server: string;
  readonly ports: { readonly api: number; readonly etcd: number; readonly peer: number; readonly kubelet: number };
  readonly files: PkiFiles;
}

type PkiFiles = Awaited<ReturnType<typeof writePki>>;

/** An API server with nothing behind it, for questions about what it takes. */
export interface BareApiServer {
  /** May do everything. */
  readonly api: ApiClient;
  readonly kubectl: string;
  /** Path of a file for one who may do everything. */
  readonly kubeconfig: string;
  /** Leaves no process; the folder is its maker's. */
  stop(): Promise<void>;
}

/** Ready when it answers. Fails with the words of what did not start. */
export async function startBareApiServer(options: ControlPlaneOptions): Promise<BareApiServer> {
  return supervised(options, async (processes) => {
    const { client, site } = await startServer(options, processes);
    const { authority, admin, server } = site;
    const writeKubeconfig = kubeconfigWriter(join(options.folder, 'kubeconfigs'), server, authority);
    return {
      ...{ api: client, kubectl: options.binaries.kubectl },
      kubeconfig: await writeKubeconfig({ name: 'admin', certificate: admin }),
      async stop() {
        client.close();
        await processes.stop();
      },
    };
  });
}

/** Ready when it answers, a pod can be made and its kubelet serves it. Fails with the words of what did not start. */
export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  return supervised(options, (processes) => build(options, processes));
}

async function supervised<T>({ folder }: ControlPlaneOptions, start: (processes: Processes) => Promise<T>): Promise<T> {
  const processes = superviseProcesses(folder);
  try {
    return await start(processes);
  } catch (error) {
    await processes.stop();
    throw error;
  }
}

async function startServer({ binaries, folder }: ControlPlaneOptions, processes: Processes) {
  const authority = await createAuthority('bed');
  const admin = await authority.issue({ commonName: 'admin', organizations: ['system:masters'], usage: 'client' });
  const ports = { api: await freePort(), etcd: await freePort(), peer: await freePort(), kubelet: await freePort() };
  const server = `https://127.0.0.1:${String(ports.api)}`;
  const files = await writePki(join(folder, 'pki'), authority);
  const site: Site = { binaries, folder, processes, authority, admin, server, ports, files };
  const client = createApiClient({ server, authority: authority.certificate, ...admin });
  startEtcd(site);
  const apiServer = startApiServer(site);
  await apiServer.whenReady(() => isReady(client));
  return { site, client, apiServer };
}

async function build(options: ControlPlaneOptions, processes: Processes): Promise<ControlPlane> {
  const { binaries, folder } = options;
  const { site, client, ...started } = await startServer(options, processes);
  const { authority, admin, server, ports, files } = site;
  const writeKubeconfig = kubeconfigWriter(join(folder, 'kubeconfigs'), server, authority);
  let { apiServer } = started;
  const kubeconfig = await writeKubeconfig({ name: 'admin', certificate: admin });
  startControllers(site, await writeKubeconfig({ name: 'controllers', user: 'system:kube-controller-manager' }));
  const kubelet = await startKubelet({
    ...{ api: client, binary: binaries.kwok, folder, processes, kubeconfig, port: ports.kubelet },
    ...{ certificate: files.kubeletServer.certificate, key: files.kubeletServer.key },
  });
  return {
    ...{ server, folder, kubeconfig, kubectl: binaries.kubectl, api: client, kubelet, authority, writeKubeconfig },
    apiServer: {
      stop: () => apiServer.stop(),
      async start() {
        apiServer = startApiServer(site);
        await apiServer.whenReady(() => isReady(client));
      },
    },
    async stop() {
      kubelet.stop();
      client.close();
      await processes.stop();
    },
  };
}

function isReady(client: ApiClient): Promise<boolean> {
  return client.request('GET', '/readyz').then(
    () => true,
    () => false,
  );
}

/** Certificates as files, for the programs that take nothing else. */
async function writePki(folder: string, authority: Authority) {
  mkdirSync(folder, { mode: 0o700 });
  const write = (name: string, content: string) => {
    const file = join(folder, name);
    writeFileSync(file, content, { mode: 0o600 });
    return file;
  };
  const pair = async (name: string, request: Parameters<Authority['issue']>[0]) => {
    const { certificate, key } = await authority.issue(request);
    return { certificate: write(`${name}.crt`, certificate), key: write(`${name}.key`, key) };
  };
  const loopback = { names: ['localhost'], addresses: ['127.0.0.1'] };
  const accounts = await createKeyPair();
  const inCluster = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc'];
  return {
    authority: write('ca.crt', authority.certificate),
    apiServer: await pair('api-server', {
      ...{ commonName: 'kube-apiserver', usage: 'server' },
      ...{ names: [...loopback.names, ...inCluster], addresses: [...loopback.addresses, '10.96.0.1'] },
    }),
    etcd: await pair('etcd', { commonName: 'etcd', ...loopback }),
    kubeletServer: await pair('kubelet', { commonName: 'kubelet', usage: 'server', ...loopback }),
    kubeletClient: await pair('kubelet-client', { commonName: 'kube-apiserver', usage: 'client' }),
    accountsPublic: write('accounts.pub', accounts.publicKey),
    accountsPrivate: write('accounts.key', accounts.privateKey),
  };
}

function startEtcd({ processes, binaries, folder, ports, files }: Site): void {
  const url = `https://127.0.0.1:${String(ports.etcd)}`;
  const peer = `http://127.0.0.1:${String(ports.peer)}`;
  processes.start({
    name: 'etcd',
    file: binaries.etcd,
    args: [
      ...['--data-dir', join(folder, 'etcd'), '--unsafe-no-fsync', '--log-level', 'warn'],
      ...['--listen-client-urls', url, '--advertise-client-urls', url],
      ...['--listen-peer-urls', peer, '--initial-advertise-peer-urls', peer, '--initial-cluster', `default=${peer}`],
      ...['--cert-file', files.etcd.certificate, '--key-file', files.etcd.key],
      // Secrets lie in it as they are.
      ...['--client-cert-auth', '--trusted-ca-file', files.authority],
    ],
  });
}

function startApiServer({ processes, binaries, ports, files, folder }: Site) {
  return processes.start({
    name: 'kube-apiserver',
    file: binaries['kube-apiserver'],
    args: [
      `--etcd-servers=https://127.0.0.1:${String(ports.etcd)}`,
      ...[`--etcd-cafile=${files.authority}`, `--etcd-certfile=${files.etcd.certificate}`],
      `--etcd-keyfile=${files.etcd.key}`,
      ...['--bind-address=127.0.0.1', `--secure-port=${String(ports.api)}`, '--endpoint-reconciler-type=none'],
      ...[`--tls-cert-file=${files.apiServer.certificate}`, `--tls-private-key-file=${files.apiServer.key}`],
      ...[`--cert-dir=${join(folder, 'pki')}`, `--client-ca-file=${files.authority}`, '--authorization-mode=RBAC'],
      ...['--service-cluster-ip-range=10.96.0.0/16', '--service-account-issuer=https://kubernetes.default.svc'],
      `--service-account-key-file=${files.accountsPublic}`,
      `--service-account-signing-key-file=${files.accountsPrivate}`,
      // It would mount a token into every pod; here nobody mounts anything.
      '--disable-admission-plugins=ServiceAccount',
      `--kubelet-certificate-authority=${files.authority}`,
      `--kubelet-client-certificate=${files.kubeletClient.certificate}`,
      `--kubelet-client-key=${files.kubeletClient.key}`,
      '--kubelet-preferred-address-types=InternalIP',
    ],
  });
}

/** All but the one that gives up nodes: a laptop that slept must not lose its pods. */
function startControllers({ processes, binaries, files }: Site, kubeconfig: string): void {
  processes.start({
    name: 'kube-controller-manager',
    file: binaries['kube-controller-manager'],
    args: [
      ...[`--kubeconfig=${kubeconfig}`, '--leader-elect=false', '--controllers=*,-node-lifecycle-controller'],
      ...['--use-service-account-credentials', `--service-account-private-key-file=${files.accountsPrivate}`],
      ...[`--root-ca-file=${files.authority}`, '--secure-port=0'],
    ],
  });
}
