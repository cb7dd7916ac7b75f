import type { Said } from '../../schemas/contract/index.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { ClusterError } from './errors.ts';
import { namedFile, type KubeCluster, type Kubeconfig, type KubeContext, type KubeUser } from './kubeconfig.ts';

/**
 * A context of a kubeconfig as it was read once: the way to a server, whom to trust there, and who one is. What begins
 * with it ends with it, whatever is written into the files meanwhile.
 */
export interface PinnedContext {
  readonly context: string;
  readonly namespace: string;
  /** The certificate authority is in it, not the path of a file. */
  readonly cluster: KubeCluster;
  readonly userName: string;
  readonly user: KubeUser;
}

/** Absent context: the current one. Fails with `bad-kubeconfig`. */
export async function pinContext(config: Kubeconfig, wanted?: string): Promise<PinnedContext> {
  const context = wanted ?? config.current;
  const { cluster, user, userName, namespace } = find(config, context);
  const { caFile, ...rest } = cluster;
  if (caFile === undefined || cluster.caData !== undefined)
    return { context, namespace, cluster: rest, userName, user };
  const caData = Buffer.from(await namedFile(caFile)).toString('base64');
  return { context, namespace, cluster: { ...rest, caData }, userName, user };
}

/** Whether both lead to the same server, trusted in the same way. */
export function isSameServer(one: PinnedContext, other: PinnedContext): boolean {
  return one.context === other.context && JSON.stringify(one.cluster) === JSON.stringify(other.cluster);
}

export function isSameLogin(one: PinnedContext, other: PinnedContext): boolean {
  return one.userName === other.userName && JSON.stringify(one.user) === JSON.stringify(other.user);
}

interface Found {
  readonly cluster: KubeCluster;
  readonly user: KubeUser;
  readonly userName: string;
  readonly namespace: string;
}

function find(config: Kubeconfig, name: string): Found {
  if (name === '') throw bad(say`The kubeconfig names no current context.`, say`Choose a context.`);
  const context: KubeContext | undefined = config.contexts.get(name);
  if (!context) throw bad(say`The kubeconfig has no context ${name}.`, say`Choose another context.`);
  const cluster = config.clusters.get(context.cluster);
  if (!cluster || !isHttp(cluster.server)) {
    throw bad(
      say`Context ${name} names the cluster "${context.cluster}", which has no server.`,
      say`Correct the kubeconfig.`,
    );
  }
  const user = config.users.get(context.user);
  if (!user && context.user) {
    throw bad(
      say`Context ${name} names the user ${context.user}, whom the kubeconfig does not have.`,
      say`Correct the kubeconfig.`,
    );
  }
  return { cluster, user: user ?? { impersonate: {} }, userName: context.user, namespace: context.namespace };
}

/** As it is written: a URL's reader would leave out blanks and line breaks, and find a protocol that nobody else sees. */
function isHttp(server: string): boolean {
  return /^https?:\/\/[^\s\p{Cc}]+$/u.test(server) && URL.canParse(server);
}

function bad(message: Said, remedy: Said): ClusterError {
  return new ClusterError('bad-kubeconfig', message, remedy);
}
