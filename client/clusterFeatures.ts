import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { ClusterFeatures, ClusterHost } from './clusterCommands.ts';
import { createClusters, type ClustersPlace } from './cluster/createClusters.ts';
import { tellClusterOperators } from './clusterOperators.ts';
import { followDefinitions } from './followDefinitions.ts';
import { agreeToKubeconfig } from './commands/agreeToKubeconfig.ts';
import { createCommandContext } from './commands/createCommandContext.ts';
import { CurrentCluster } from './commands/currentCluster.ts';
import { createCommands } from './commands/createCommands.ts';
import { HandOvers } from './session/handOvers.ts';
import { Tunnels } from './session/tunnels.ts';
import { openClipboard } from './ui/clipboard.ts';
import { createClusterStatus } from './ui/createClusterStatus.ts';
import { DatabasesView } from './ui/databasesView.ts';
import { registerPages } from './ui/pages.ts';
import { removeLeftSqlToolsEntries } from './ui/sqlToolsEntries.ts';
import { endSessions } from './ui/openSessions.ts';
import { createTunnelStatus } from './ui/createTunnelStatus.ts';

/** Entry of `dist/cluster.cjs`: everything that is loaded once a person asks for a cluster. */
export function createClusterFeatures(host: ClusterHost): ClusterFeatures {
  const current = new CurrentCluster(
    () =>
      createClusters({
        ...kubeconfigSetting(host),
        environment: process.env,
        home: homedir(),
      }),
    host.context.workspaceState,
  );
  // Of the person, not of the workspace: other programs know a database by its port.
  const tunnels = new Tunnels(host.context.globalState);
  const copied = openClipboard(host.context);
  const handOvers = new HandOvers(tunnels);
  void removeLeftSqlToolsEntries(host.context.globalState).catch((error: unknown) => host.output.warn(String(error)));
  const context = createCommandContext(host, current, tunnels, handOvers);
  const view = new DatabasesView({
    current,
    view: host.databases,
    isProtected: (name) => context.isProtected(name),
    tunnels,
  });
  const operators = tellClusterOperators(host.client, () => current.open);
  const definitions = followDefinitions(host.definitions, () => current.open);
  const titles = commandTitles(host.context.extension);
  const run = createCommands({ context, current, view, titles });
  const parts = vscode.Disposable.from(
    view,
    operators,
    definitions,
    {
      dispose: current.onChange(() => {
        void operators.changed();
        definitions.changed();
      }),
    },
    createClusterStatus(current, (name) => context.isProtected(name)),
    createTunnelStatus(tunnels),
    registerPages(),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('dbManifests.kubeconfig')) void current.readAgain().then(() => view.refresh());
      if (event.affectsConfiguration('dbManifests.protectedContexts')) view.render();
    }),
  );
  return {
    run,
    databases: view,
    current: () => current.open,
    async end() {
      // What is secret goes first: nothing that fails to end keeps it.
      endSessions();
      const endTunnels = async () => {
        await tunnels.stopAll();
        handOvers.dispose();
        await Promise.allSettled([handOvers.settled(), current.disconnect()]);
      };
      const ending = Promise.allSettled([copied.clear(), endTunnels()]);
      parts.dispose();
      await ending;
    },
  };
}

/** A file that the settings of the workspace name, and not those of the person, is asked about. */
function kubeconfigSetting({ context }: ClusterHost): Pick<ClustersPlace, 'kubeconfig' | 'consent'> {
  const settings = vscode.workspace.getConfiguration('dbManifests');
  const kubeconfig = settings.get<string>('kubeconfig');
  const own = settings.inspect<string>('kubeconfig')?.globalValue;
  const isForeign = kubeconfig !== undefined && kubeconfig.trim() !== '' && kubeconfig !== own;
  return { kubeconfig, consent: isForeign ? agreeToKubeconfig(context.globalState) : undefined };
}

/** Where the editor is in another language, the English title stands beside the translated one. */
function commandTitles({ packageJSON }: vscode.Extension<unknown>): ReadonlyMap<string, string> {
  const { contributes } = packageJSON as { readonly contributes: { readonly commands: readonly CommandTitle[] } };
  return new Map(
    contributes.commands.map(({ command, title }) => [command, typeof title === 'string' ? title : title.value]),
  );
}

interface CommandTitle {
  readonly command: string;
  readonly title: string | { readonly value: string };
}
