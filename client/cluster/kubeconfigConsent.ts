import { joined, say } from '../../schemas/vocabulary/say.ts';
import { ClusterError } from './errors.ts';
import type { KubeCluster, Kubeconfig, LoginPlugin } from './kubeconfig.ts';

/** What a kubeconfig that somebody else has chosen, a workspace, would lead to. */
export interface KubeconfigUse {
  readonly files: readonly string[];
  /** Of the places and the contents of the files; says nothing about them. */
  readonly digest: string;
  /** Addresses, each with the proxy on the way to it, and whether anybody may answer in its place. */
  readonly servers: readonly string[];
  /** Command lines of login plug-ins, with the names of the variables that they are given. */
  readonly programs: readonly string[];
  /** Files whose content is sent, or used, to log in. */
  readonly credentials: readonly string[];
}

/** Whether it may be used. Asked before the first connection by it, and again once its content has changed. */
export type KubeconfigConsent = (use: KubeconfigUse) => Promise<boolean>;

export interface ConsentKeeper {
  /** Fails with `bad-kubeconfig` if the person does not agree. Asks once for all who wait. */
  require(config: Kubeconfig): Promise<void>;
  /** Asks nobody. */
  has(config: Kubeconfig): boolean;
}

/** @param consent absent: the person chose the files themselves. */
export function keepConsent(files: readonly string[], consent: KubeconfigConsent | undefined): ConsentKeeper {
  const answers = new Map<string, Promise<boolean>>();
  const agreed = new Set<string>();
  return {
    async require(config) {
      if (!consent) return;
      const { digest } = config;
      const answer = answers.get(digest) ?? consent(useOf(files, config));
      answers.set(digest, answer);
      if (await answer) return void agreed.add(digest);
      throw new ClusterError(
        'bad-kubeconfig',
        say`The kubeconfig ${joined(files, ', ')}, which this workspace has chosen, is not used: you did not agree to it.`,
        say`Reload the window to be asked again, or remove dbManifests.kubeconfig from the settings of the workspace.`,
      );
    },
    has: ({ digest }) => !consent || agreed.has(digest),
  };
}

/** What the current context leads to comes first: lists that are long are shown in part. */
function useOf(files: readonly string[], { digest, current, contexts, clusters, users }: Kubeconfig): KubeconfigUse {
  const context = contexts.get(current);
  const people = inOrder(users, context?.user);
  const named = people.flatMap(({ tokenFile, certFile, keyFile }) => [tokenFile, certFile, keyFile]);
  return {
    ...{ files, digest },
    servers: unique(inOrder(clusters, context?.cluster).map(wayTo)),
    programs: unique(people.flatMap(({ plugin }) => (plugin ? [commandLine(plugin)] : []))),
    credentials: unique(named.filter((file) => file !== undefined)),
  };
}

function inOrder<T>(named: ReadonlyMap<string, T>, first: string | undefined): readonly T[] {
  return [...named].sort(([one], [other]) => Number(other === first) - Number(one === first)).map(([, value]) => value);
}

/** Who sets a proxy and an authority of his own reads along, whatever the address of the server. */
function wayTo({ server, proxyUrl, skipVerify }: KubeCluster): string {
  const proxy =
    proxyUrl === undefined ? '' : ` through the proxy ${proxyUrl.replace(/^([a-z\d]+:\/\/)[^/?#]*@/i, '$1')}`;
  return `${server}${proxy}${skipVerify ? ', whose certificate is not checked' : ''}`;
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

function commandLine({ command, args, environment }: LoginPlugin): string {
  const words = [command, ...args].map((word) => (/^[\w./:=@%+,-]+$/.test(word) ? word : JSON.stringify(word)));
  const variables = Object.keys(environment).sort();
  return variables.length === 0 ? words.join(' ') : `${words.join(' ')} (with ${variables.join(', ')})`;
}
