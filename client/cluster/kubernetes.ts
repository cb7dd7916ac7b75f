import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type RequestOptions } from 'node:https';
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { KubeConfig, loadYaml } from '@kubernetes/client-node';
import type { Access, Login } from './access.ts';
import { createConnection } from './clusterConnection.ts';
import type { Clusters } from './connection.ts';
import { environmentProxy } from './environmentProxy.ts';
import { ClusterError } from './errors.ts';
import { expiryOf, expiryOfToken } from './expiry.ts';
import { kubeconfigReader, type KubeCluster, type Kubeconfig, type KubeContext, type KubeUser } from './kubeconfig.ts';
import { kubeconfigFiles, type KubeconfigPlace } from './kubeconfigFiles.ts';
import { PluginLogin, runLoginPlugin, type PluginCredentials } from './loginPlugin.ts';

/**
 * The one door to clusters. Kubernetes' own client does what is worth its size: YAML, the old `auth-provider`s (OIDC),
 * proxies. Its requests are not used: they cannot be cancelled, and its port-forward knows no backpressure.
 */
export function createClusters(place: KubeconfigPlace): Clusters {
  const files = kubeconfigFiles(place);
  const read = kubeconfigReader(files, (text) => loadYaml<unknown>(text));
  const logins = new Map<string, PluginLogin>();
  return {
    files,
    async contexts() {
      const { current, contexts, clusters } = await read();
      return {
        current,
        contexts: [...contexts].map(([name, { namespace, cluster }]) => ({
          ...{ name, namespace },
          server: clusters.get(cluster)?.server ?? '',
        })),
      };
    },
    async connect(wanted) {
      const config = await read();
      const context = wanted ?? config.current;
      const { cluster, namespace } = find(config, context);
      const access = createAccess({ context, read, logins, environment: place.environment });
      return createConnection({ ...access, namespace, server: cluster.server });
    },
  };
}

interface AccessSource {
  readonly context: string;
  readonly read: () => Promise<Kubeconfig>;
  /** Shared by the connections of one kubeconfig, so that nobody logs in twice. */
  readonly logins: Map<string, PluginLogin>;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

interface Agents {
  readonly key: string;
  readonly agent: HttpAgent;
  readonly freshAgent: HttpAgent;
}

function createAccess({
  context,
  read,
  logins,
  environment,
}: AccessSource): Pick<Access, 'context' | 'login' | 'close'> {
  let agents: Agents | undefined;

  /** The same agents, and so their connections, as long as nothing about TLS has changed. */
  async function agentsFor(cluster: KubeCluster, tls: Tls): Promise<Agents> {
    const key = JSON.stringify([cluster, tls.ca, tls.cert, tls.key]);
    if (agents?.key === key) return agents;
    checkReadable(tls, context);
    const made = { key, agent: await agentFor(cluster, tls, true), freshAgent: await agentFor(cluster, tls, false) };
    agents?.agent.destroy();
    agents = made;
    return made;
  }

  function automaticLogin(cluster: KubeCluster, user: KubeUser): PluginLogin | undefined {
    const { plugin, provider } = user;
    if (!plugin && !provider) return undefined;
    const key = JSON.stringify([context, cluster.server, plugin ?? provider]);
    const known = logins.get(key);
    if (known) return known;
    // client-node writes into it what it was given last, so that nothing is asked for twice.
    const ownProvider = { ...provider, config: { ...provider?.config } };
    const login = new PluginLogin((signal) =>
      plugin
        ? runLoginPlugin({ plugin, cluster, context, environment }, signal)
        : providerCredentials(context, cluster, ownProvider),
    );
    logins.set(key, login);
    return login;
  }

  return {
    context,
    async login({ renew, signal } = {}): Promise<Login> {
      const { cluster: written, user } = find(await read(), context);
      const proxyUrl = written.proxyUrl ?? environmentProxy(new URL(written.server), environment);
      const cluster: KubeCluster = proxyUrl === undefined ? written : { ...written, proxyUrl };
      const fixed = await fixedToken(user);
      const automatic = fixed === undefined ? automaticLogin(cluster, user) : undefined;
      const granted = await automatic?.credentials({ ...(renew ? { renew } : {}), signal });
      const tls = await readTls(cluster, user, granted);
      const { agent, freshAgent } = await agentsFor(cluster, tls);
      const token = fixed ?? granted?.token;
      const expired = expiryOf({ certificate: tls.cert, token });
      return {
        ...{ server: cluster.server, agent, freshAgent },
        headers: { ...authorization(user, token), ...(user.impersonate as Record<string, string>) },
        ...(expired === undefined ? {} : { expired }),
      };
    },
    close() {
      agents?.agent.destroy();
      agents?.freshAgent.destroy();
    },
  };
}

function find(
  config: Kubeconfig,
  name: string,
): { readonly cluster: KubeCluster; readonly user: KubeUser; readonly namespace: string } {
  if (name === '') throw bad('The kubeconfig names no current context.', 'Choose a context.');
  const context: KubeContext | undefined = config.contexts.get(name);
  if (!context) throw bad(`The kubeconfig has no context ${name}.`, 'Choose another context.');
  const cluster = config.clusters.get(context.cluster);
  if (!cluster || !URL.canParse(cluster.server)) {
    throw bad(
      `Context ${name} names the cluster "${context.cluster}", which has no server.`,
      'Correct the kubeconfig.',
    );
  }
  const user = config.users.get(context.user);
  if (!user && context.user) {
    throw bad(
      `Context ${name} names the user ${context.user}, whom the kubeconfig does not have.`,
      'Correct the kubeconfig.',
    );
  }
  return { cluster, user: user ?? { impersonate: {} }, namespace: context.namespace };
}

function bad(message: string, remedy: string): ClusterError {
  return new ClusterError('bad-kubeconfig', message, remedy);
}

/** PEM, base64 where client-node wants it so. */
interface Tls {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

async function readTls(cluster: KubeCluster, user: KubeUser, granted: PluginCredentials | undefined): Promise<Tls> {
  const ca = await pem(cluster.caFile, cluster.caData);
  const cert = granted?.certificate ?? (await pem(user.certFile, user.certData));
  const key = granted?.key ?? (await pem(user.keyFile, user.keyData));
  return { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
}

/** Data wins over the file, as with kubectl. */
async function pem(file: string | undefined, data: string | undefined): Promise<string | undefined> {
  if (data !== undefined) return Buffer.from(data, 'base64').toString('utf8');
  return file === undefined ? undefined : readNamed(file);
}

function checkReadable(tls: Tls, context: string): void {
  try {
    createSecureContext(tls);
  } catch (cause) {
    const message = `A certificate or a key of context ${context} cannot be read.`;
    throw new ClusterError('bad-kubeconfig', message, 'Get a new kubeconfig for the cluster.', { cause });
  }
}

async function fixedToken({ token, tokenFile }: KubeUser): Promise<string | undefined> {
  return tokenFile === undefined ? token : (await readNamed(tokenFile)).trim();
}

async function readNamed(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const message = `The kubeconfig names ${file}, which cannot be read.`;
    throw new ClusterError('bad-kubeconfig', message, 'Correct the kubeconfig, or put the file there.', {
      cause: error,
    });
  }
}

function authorization({ username, password }: KubeUser, token: string | undefined): Record<string, string> {
  if (token !== undefined) return { Authorization: `Bearer ${token}` };
  if (username === undefined) return {};
  return { Authorization: `Basic ${Buffer.from(`${username}:${password ?? ''}`).toString('base64')}` };
}

async function agentFor(cluster: KubeCluster, tls: Tls, keepAlive: boolean): Promise<HttpAgent> {
  if (cluster.proxyUrl !== undefined) return Object.assign(await proxyAgent(cluster, tls), { keepAlive });
  if (cluster.server.startsWith('http:')) return new HttpAgent({ keepAlive });
  return new HttpsAgent({
    ...{ keepAlive, ...tls, rejectUnauthorized: !cluster.skipVerify },
    ...(cluster.serverName === undefined ? {} : { servername: cluster.serverName }),
  });
}

async function proxyAgent(cluster: KubeCluster, tls: Tls): Promise<HttpAgent> {
  const options = await applied(cluster, {
    ...(tls.cert && { certData: base64(tls.cert) }),
    ...(tls.key && { keyData: base64(tls.key) }),
    ...(tls.ca && { caData: base64(tls.ca) }),
  });
  return options.agent as HttpAgent;
}

/** A token by an `auth-provider`, OIDC above all. */
async function providerCredentials(
  context: string,
  cluster: KubeCluster,
  authProvider: NonNullable<KubeUser['provider']> | { readonly name?: string },
): Promise<PluginCredentials> {
  try {
    const options = await applied(cluster, { authProvider });
    const header = (options.headers as Record<string, unknown> | undefined)?.['Authorization'];
    const token = typeof header === 'string' ? header.replace(/^Bearer /, '') : undefined;
    if (token === undefined) throw new Error('no token');
    const expires = expiryOfToken(token) ?? Date.now() + 60_000;
    return { token, expires };
  } catch (cause) {
    const message = `The login of context ${context} failed: ${authProvider.name ?? 'its provider'} gave no token.`;
    throw new ClusterError('unauthenticated', message, 'Log in to the cluster again, then try again.', { cause });
  }
}

async function applied(cluster: KubeCluster, user: Readonly<Record<string, unknown>>): Promise<RequestOptions> {
  const config = new KubeConfig();
  const { caData, ...rest } = user;
  config.loadFromOptions({
    clusters: [
      {
        ...{ name: 'cluster', server: cluster.server, caData, proxyUrl: cluster.proxyUrl },
        ...{
          skipTLSVerify: cluster.skipVerify || cluster.server.startsWith('http:'),
          tlsServerName: cluster.serverName,
        },
      },
    ],
    users: [{ name: 'user', ...rest }],
    contexts: [{ name: 'context', cluster: 'cluster', user: 'user' }],
    currentContext: 'context',
  });
  const options: RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  return options;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
