import * as vscode from 'vscode';
import { isClusterError } from '../cluster/errors.ts';
import type { CurrentCluster } from '../commands/currentCluster.ts';
import type { Target } from '../session/target.ts';
import type { TreeItemLook, TreeSource } from '../screen/views.ts';
import type { Tunnels } from '../session/tunnels.ts';
import { ClusterWatch } from './clusterWatch.ts';
import { clusterNodes, contextNodes, errorNode, lostTunnelNodes, memberNodes, systemNodes } from './databasesTree.ts';
import type { DatabasesNode, Listing, TunnelLine } from './databasesTree.ts';
import { lookOf } from './lookOf.ts';
import { tunnelLine } from './tunnelLine.ts';

export interface DatabasesViewOptions {
  readonly current: CurrentCluster;
  readonly view: vscode.TreeView<DatabasesNode>;
  readonly isProtected: (context: string) => boolean;
  readonly tunnels: Tunnels;
}

/** Milliseconds. A cluster that starts has many events a second, and a person reads one picture. */
const pause = 150;

/** The view of the databases. A context is asked once it is expanded, and as long as it is and the view can be seen. */
export class DatabasesView implements TreeSource<DatabasesNode> {
  readonly onDidChange: vscode.Event<DatabasesNode | undefined>;
  readonly #options: DatabasesViewOptions;
  readonly #changed = new vscode.EventEmitter<DatabasesNode | undefined>();
  readonly #watches = new Map<string, ClusterWatch>();
  /** How often each context was folded. */
  readonly #folded = new Map<string, number>();
  readonly #listening: readonly { dispose(): unknown }[];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: DatabasesViewOptions) {
    this.#options = options;
    this.onDidChange = this.#changed.event;
    const { view, current, tunnels } = options;
    this.#listening = [
      this.#changed,
      view.onDidCollapseElement(({ element }) => this.#collapsed(element)),
      // The editor keeps the children of what was collapsed.
      view.onDidExpandElement(() => this.render()),
      view.onDidChangeVisibility(({ visible }) => {
        if (visible) this.render();
        else this.#stop();
      }),
      { dispose: current.onChange(() => this.render()) },
      { dispose: tunnels.onChange(() => this.render()) },
    ];
  }

  /** Shows again what is known; asks clusters nothing. */
  render(): void {
    // The whole tree, not one node of it: it is made from what is known already, and nodes are told apart by their ids.
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#changed.fire(undefined);
    }, pause);
  }

  /** Asks again. */
  refresh(): void {
    this.#stop();
    this.render();
  }

  /** Folds a context, or all, so that it is asked no more until somebody expands it. */
  fold(context: string | undefined): void {
    for (const name of context === undefined ? [...this.#watches.keys()] : [context]) {
      this.#folded.set(name, (this.#folded.get(name) ?? 0) + 1);
    }
    this.#stop(context);
    this.render();
  }

  lookOf(node: DatabasesNode): TreeItemLook {
    return lookOf(node, this.#options.isProtected);
  }

  async childrenOf(node: DatabasesNode | undefined): Promise<DatabasesNode[]> {
    if (!node) return [...(await this.#roots())];
    try {
      return [...(await this.#below(node))];
    } catch (error) {
      if (!isClusterError(error)) throw error;
      return [errorNode(`${node.id}\nerror`, error, node.kind === 'context' ? node.context : undefined)];
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#stop();
    for (const each of this.#listening) each.dispose();
  }

  async #roots(): Promise<readonly DatabasesNode[]> {
    const { current } = this.#options;
    try {
      const found = await current.clusters.contexts();
      void setState(found.contexts.length === 0 ? 'none' : 'some');
      const contexts = found.contexts.map((each) => ({
        ...each,
        namespace: current.namespace(each.name) ?? each.namespace,
      }));
      return contextNodes({ ...found, contexts }, await current.context(), this.#folded);
    } catch (error) {
      if (!isClusterError(error)) throw error;
      // The welcome text says what to do.
      void setState(error.code === 'no-kubeconfig' ? 'none' : 'some');
      return error.code === 'no-kubeconfig' ? [] : [errorNode('kubeconfig', error)];
    }
  }

  async #below(node: DatabasesNode): Promise<readonly DatabasesNode[]> {
    switch (node.kind) {
      case 'context':
        return this.#belowContext(node.context, (await this.#watchOf(node.context)).listings);
      case 'system':
        return clusterNodes(node.context, node.system, (await this.#watchOf(node.context)).listings);
      case 'cluster': {
        const { id, target } = node;
        const members = (await this.#watchOf(node.context)).members(id, target);
        return memberNodes(node, members, linesOf(this.#options.tunnels, target));
      }
      default:
        return [];
    }
  }

  #belowContext(context: string, listings: readonly Listing[]): readonly DatabasesNode[] {
    // Of a kind that is not listed yet nobody knows what is there.
    const known = new Map(
      listings.flatMap((each) => (each.state === 'ready' ? [[each.kind.kind, each] as const] : [])),
    );
    const lost = this.#options.tunnels.list().filter((tunnel) => {
      const listing = tunnel.context === context ? known.get(tunnel.kind) : undefined;
      if (!listing || (listing.only !== undefined && listing.only !== tunnel.namespace)) return false;
      const isOf = ({ namespace, resource }: Target): boolean =>
        namespace === tunnel.namespace && resource.identity.name === tunnel.name;
      return ![...listing.objects.values()].some(isOf);
    });
    return [...systemNodes(context, listings), ...lostTunnelNodes(context, lost.map(tunnelLine))];
  }

  async #watchOf(context: string): Promise<ClusterWatch> {
    const connection = await this.#options.current.connection(context);
    const known = this.#watches.get(context);
    if (known?.connection === connection) return known;
    known?.stop();
    const watch = new ClusterWatch(connection, () => this.render());
    this.#watches.set(context, watch);
    return watch;
  }

  #collapsed(node: DatabasesNode): void {
    if (node.kind === 'context') this.#stop(node.context);
    if (node.kind === 'cluster') this.#watches.get(node.context)?.stopMembers(node.id);
  }

  #stop(context?: string): void {
    for (const [name, watch] of [...this.#watches]) {
      if (context !== undefined && name !== context) continue;
      watch.stop();
      this.#watches.delete(name);
    }
  }
}

function linesOf(tunnels: Tunnels, { connection, namespace, kind, resource }: Target): readonly TunnelLine[] {
  return tunnels
    .list()
    .filter((each) => each.context === connection.context && each.namespace === namespace)
    .filter((each) => each.kind === kind.kind && each.name === resource.identity.name)
    .map(tunnelLine);
}

/** What the welcome text goes by: `none`, there is no kubeconfig; `some`, there is one. */
function setState(state: 'none' | 'some'): Thenable<unknown> {
  return vscode.commands.executeCommand('setContext', 'dbManifests.kubeconfig', state);
}
