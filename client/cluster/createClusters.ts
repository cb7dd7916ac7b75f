import { Agent as HttpAgent, validateHeaderName, validateHeaderValue } from 'node:http';
import { Agent as HttpsAgent, type RequestOptions } from 'node:https';
import { createSecureContext } from 'node:tls';
import { KubeConfig, loadYaml } from '@kubernetes/client-node';
import type { Said } from '../../schemas/contract/index.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import type { Access, Login } from './access.ts';
import { createConnection } from './createConnection.ts';
import type { ClusterConnection, Clusters } from './connection.ts';
import { environmentProxy } from './environmentProxy.ts';
import { ClusterError } from './errors.ts';
import { expiryOf, expiryOfToken } from './expiry.ts';
import { kubeconfigReader, namedFile, type KubeCluster, type Kubeconfig, type KubeUser } from './kubeconfig.ts';
import { keepConsent, type KubeconfigConsent } from './kubeconfigConsent.ts';
import { kubeconfigFiles, type KubeconfigPlace } from './kubeconfigFiles.ts';
import { PluginLogin, runLoginPlugin, type PluginCredentials } from './loginPlugin.ts';
import { isSameLogin, isSameServer, pinContext, type PinnedContext } from './pinnedContext.ts';

export interface ClustersPlace extends KubeconfigPlace {
  /** Present: not the person has chosen the files, so they are asked. */
  readonly consent?: KubeconfigConsent | undefined;
}

/**
 * The one door to clusters. Kubernetes' own client does what is worth its size: YAML, OIDC, proxies. Its requests are not
 * used: they cannot be cancelled, and its port-forward knows no backpressure.
 */
export function createClusters(place: ClustersPlace): Clusters {
  const files = kubeconfigFiles(place);
  const read = kubeconfigReader(files, (text) => loadYaml<unknown>(text));
  const consent = keepConsent(files, place.consent);
  /** Not yet agreed to: as good as not there. */
  const readAgreed = async (): Promise<Kubeconfig | undefined> => {
    const config = await read();
    return consent.has(config) ? config : undefined;
  };
  const logins = new Map<string, PluginLogin>();
  const pins = new WeakMap<ClusterConnection, PinnedContext>();
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
    async connect(wanted, known) {
      const config = await read();
      // Before the files that it names are read: their paths may lead to another machine.
      await consent.require(config);
      const pinned = await pinContext(config, wanted);
      const before = known && pins.get(known);
      if (known && before && isSameServer(before, pinned) && isSameLogin(before, pinned)) return known;
      const { context, namespace, cluster } = pinned;
      const access = createAccess({ pinned, read: readAgreed, logins, environment: place.environment });
      const connection = createConnection({ ...access, context, namespace, server: cluster.server });
      pins.set(connection, pinned);
      return connection;
    },
  };
}

interface AccessSource {
  readonly pinned: PinnedContext;
  readonly read: () => Promise<Kubeconfig | undefined>;
  /** Shared by the connections of one kubeconfig, so that nobody logs in twice. */
  readonly logins: Map<string, PluginLogin>;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

interface Agents {
  readonly key: string;
  readonly agent: HttpAgent;
  readonly freshAgent: HttpAgent;
}

function createAccess({ pinned, read, logins, environment }: AccessSource): Pick<Access, 'login' | 'close'> {
  const { context } = pinned;
  const proxyUrl = pinned.cluster.proxyUrl ?? environmentProxy(new URL(pinned.cluster.server), environment);
  const cluster: KubeCluster = proxyUrl === undefined ? pinned.cluster : { ...pinned.cluster, proxyUrl };
  let { user } = pinned;
  let agents: Agents | undefined;

  /** The same agents, and so their connections, as long as nothing about TLS has changed. */
  async function agentsFor(tls: Tls): Promise<Agents> {
    const key = JSON.stringify([tls.ca, tls.cert, tls.key]);
    if (agents?.key === key) return agents;
    checkReadable(tls, context);
    const made = { key, agent: await agentFor(cluster, tls, true), freshAgent: await agentFor(cluster, tls, false) };
    agents?.agent.destroy();
    agents = made;
    return made;
  }

  function automaticLogin(): PluginLogin | undefined {
    const { plugin, provider } = user;
    if (!plugin && !provider) return undefined;
    const key = JSON.stringify([context, cluster.server, plugin ?? provider]);
    const known = logins.get(key);
    if (known) return known;
    if (!plugin) refuseOldProvider(context, provider?.name);
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

  /** Credentials that no longer work may be read anew, as long as they are those of the same user at the same server. */
  async function readAgain(): Promise<void> {
    const now = await pinnedAgain(read, context);
    if (now && isSameServer(now, pinned) && now.userName === pinned.userName) ({ user } = now);
  }

  return {
    async login({ renew, signal } = {}): Promise<Login> {
      // As kubectl: nobody is told over a line on which everybody can listen, and no plug-in runs for it.
      if (cluster.server.startsWith('http:')) {
        const { agent, freshAgent } = await agentsFor({});
        return { ...{ server: cluster.server, agent, freshAgent, headers: {} }, withheld: 'plain-http' };
      }
      if (renew) await readAgain();
      const fixed = await fixedToken(user);
      const automatic = fixed === undefined ? automaticLogin() : undefined;
      const granted = await automatic?.credentials({ ...(renew ? { renew } : {}), signal });
      const tls = await readTls(cluster, user, granted);
      const { agent, freshAgent } = await agentsFor(tls);
      const token = fixed ?? granted?.token;
      const expired = expiryOf({ certificate: tls.cert, token });
      return {
        ...{ server: cluster.server, agent, freshAgent },
        headers: checkedHeaders({ ...authorization(user, token), ...user.impersonate }, context),
        ...(expired === undefined ? {} : { expired }),
      };
    },
    close() {
      agents?.agent.destroy();
      agents?.freshAgent.destroy();
    },
  };
}

/** `undefined`: the kubeconfig cannot be read now, or has lost the context. */
async function pinnedAgain(read: AccessSource['read'], context: string): Promise<PinnedContext | undefined> {
  try {
    const config = await read();
    return config && (await pinContext(config, context));
  } catch {
    return undefined;
  }
}

/** kubectl has dropped them all but OIDC; their programs would be run by us alone. */
function refuseOldProvider(context: string, name = ''): void {
  if (name === 'oidc') return;
  const instead: Readonly<Record<string, Said>> = {
    gcp: say`Install gke-gcloud-auth-plugin, then get the kubeconfig again: gcloud container clusters get-credentials.`,
    azure: say`Install kubelogin, then run: kubelogin convert-kubeconfig.`,
  };
  throw new ClusterError(
    'bad-kubeconfig',
    say`Context ${context} logs in by the auth-provider ${name}, which Kubernetes no longer has.`,
    instead[name] ?? say`Name a login plug-in (exec) in the kubeconfig in its place.`,
  );
}

/** Fails with `bad-kubeconfig` where something cannot be sent, as a token with a line break in it. */
function checkedHeaders(
  headers: Readonly<Record<string, string | readonly string[]>>,
  context: string,
): Record<string, string> {
  for (const [name, value] of Object.entries(headers)) {
    try {
      validateHeaderName(name);
      for (const each of [value].flat()) validateHeaderValue(name, each);
    } catch {
      const message = say`What the kubeconfig has for context ${context} cannot be sent: ${name} holds characters that it may not have.`;
      throw new ClusterError('bad-kubeconfig', message, say`Correct the kubeconfig, or log in again.`);
    }
  }
  return headers as Record<string, string>;
}

/** PEM, base64 where client-node wants it so. */
interface Tls {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

async function readTls(cluster: KubeCluster, user: KubeUser, granted: PluginCredentials | undefined): Promise<Tls> {
  const ca = await pem(undefined, cluster.caData);
  const cert = granted?.certificate ?? (await pem(user.certFile, user.certData));
  const key = granted?.key ?? (await pem(user.keyFile, user.keyData));
  return { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
}

/** Data wins over the file, as with kubectl. */
async function pem(file: string | undefined, data: string | undefined): Promise<string | undefined> {
  if (data !== undefined) return Buffer.from(data, 'base64').toString('utf8');
  return file === undefined ? undefined : namedFile(file);
}

function checkReadable(tls: Tls, context: string): void {
  try {
    createSecureContext(tls);
  } catch (cause) {
    const message = say`A certificate or a key of context ${context} cannot be read.`;
    throw new ClusterError('bad-kubeconfig', message, say`Get a new kubeconfig for the cluster.`, { cause });
  }
}

async function fixedToken({ token, tokenFile }: KubeUser): Promise<string | undefined> {
  return tokenFile === undefined ? token : (await namedFile(tokenFile)).trim();
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
  try {
    const options = await applied(cluster, {
      ...(tls.cert && { certData: base64(tls.cert) }),
      ...(tls.key && { keyData: base64(tls.key) }),
      ...(tls.ca && { caData: base64(tls.ca) }),
    });
    return options.agent as HttpAgent;
  } catch (cause) {
    throw new ClusterError(
      'bad-kubeconfig',
      say`The proxy to the API server ${cluster.server} cannot be used: its address is none that is understood.`,
      say`Correct proxy-url in the kubeconfig, or the variables HTTPS_PROXY and HTTP_PROXY.`,
      { cause },
    );
  }
}

/** A token by OpenID Connect. */
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
    const message = say`The login of context ${context} failed: ${authProvider.name ?? say`its provider`} gave no token.`;
    throw new ClusterError('unauthenticated', message, say`Log in to the cluster again, then try again.`, { cause });
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
