import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { say } from '../schemas/vocabulary/say.ts';
import type { ClusterConnection } from './cluster/connection.ts';
import type { ClusterDefinitions } from './answerWantedDefinitions.ts';
import { clusterCommandIds } from './commands/clusterCommandIds.ts';
import type { DatabasesNode } from './ui/databasesTree.ts';
import { complain, warn } from './screen/ask.ts';
import { createTree } from './screen/views.ts';
import type { TreeSource } from './screen/views.ts';

/** What the part that talks to clusters is given by the one that starts with the editor. */
export interface ClusterHost {
  readonly context: vscode.ExtensionContext;
  readonly client: BaseLanguageClient;
  /** Settled once the language server answers. */
  readonly ready: Promise<void>;
  readonly output: vscode.LogOutputChannel;
  readonly databases: vscode.TreeView<DatabasesNode>;
  /** What the server wants to know of kinds. */
  readonly definitions: ClusterDefinitions;
  /** As of `Started`. */
  readonly noteNames: (names: Iterable<string>) => void;
}

/** `dist/cluster.cjs`, once somebody asked for a cluster. */
export interface ClusterFeatures {
  /** Shows what goes wrong itself; never rejects. */
  run(id: string, argument: unknown): Promise<void>;
  readonly databases: TreeSource<DatabasesNode>;
  /** The connection in use, if one is open already. */
  current(): ClusterConnection | undefined;
  /** Before the window closes or is loaded anew: nothing secret stays. The editor waits for it, some seconds at most. */
  end(): Promise<void>;
}

export type LoadClusterFeatures = () => Promise<{ createClusterFeatures(host: ClusterHost): ClusterFeatures }>;

export interface ClusterCommands {
  /** Opens nothing. */
  current(): ClusterConnection | undefined;
  /** As of `ClusterFeatures`; at once where they were never loaded. */
  end(): Promise<void>;
}

/**
 * Commands and view of the clusters, without what talks to them: that is loaded by the first command, or by the first look
 * at the view in a workspace that is trusted.
 */
export function registerClusterCommands(
  host: Omit<ClusterHost, 'databases'>,
  load: LoadClusterFeatures,
): ClusterCommands {
  const { context, output } = host;
  let features: ClusterFeatures | undefined;
  let loading: Promise<ClusterFeatures> | undefined;
  const changed = new vscode.EventEmitter<DatabasesNode | undefined>();
  const databases = createTree<DatabasesNode>('dbManifests.databases', {
    onDidChange: changed.event,
    childrenOf: async (node) => (vscode.workspace.isTrusted ? (await loaded()).databases.childrenOf(node) : []),
    lookOf: async (node) => (await loaded()).databases.lookOf(node),
  });

  function loaded(): Promise<ClusterFeatures> {
    loading ??= start().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  }

  async function start(): Promise<ClusterFeatures> {
    const started = performance.now();
    const entry = await load();
    features = entry.createClusterFeatures({ ...host, databases });
    features.databases.onDidChange?.((node) => changed.fire(node));
    output.debug(`Clusters: loaded in ${Math.round(performance.now() - started)} ms.`);
    return features;
  }

  async function run(id: string, argument: unknown): Promise<void> {
    if (!vscode.workspace.isTrusted) {
      askForTrust();
      return;
    }
    try {
      await (await loaded()).run(id, argument);
    } catch (error) {
      output.error(error instanceof Error ? error : String(error));
      complain(say`The cluster commands could not be loaded. See the output "Database Manifests".`, {
        title: say`Show Output`,
        run: () => output.show(),
      });
    }
  }

  context.subscriptions.push(
    databases,
    changed,
    vscode.workspace.onDidGrantWorkspaceTrust(() => changed.fire(undefined)),
    ...clusterCommandIds.map((id) => vscode.commands.registerCommand(id, (argument: unknown) => run(id, argument))),
  );
  return {
    current: () => features?.current(),
    async end() {
      await (await loading?.catch(() => undefined))?.end();
    },
  };
}

function askForTrust(): void {
  warn(say`This workspace is not trusted, so nothing here reaches a cluster. Trust it first.`, {
    title: say`Manage Trust`,
    run: () => vscode.commands.executeCommand('workbench.trust.manage'),
  });
}
