import type { ClusterConnection, Clusters } from '../cluster/connection.ts';
import { inNamespace } from './inNamespace.ts';

/** Where choices are kept; the editor's `Memento` is one. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const contextKey = 'dbManifests.context';
const namespacesKey = 'dbManifests.namespaces';

/** Which context and namespace the person works with, and the connections that are open: one for each context. */
export class CurrentCluster {
  readonly #createClusters: () => Clusters;
  readonly #memory: Memory;
  readonly #connections = new Map<string, Promise<ClusterConnection>>();
  readonly #listeners = new Set<() => void>();
  readonly #past: ClusterConnection[] = [];
  /** With the namespaces that the person chose; each is made once, so that the same connection stays the same object. */
  readonly #placed = new WeakMap<ClusterConnection, ClusterConnection>();
  #clusters: Clusters;
  #open: ClusterConnection | undefined;

  constructor(createClusters: () => Clusters, memory: Memory) {
    this.#createClusters = createClusters;
    this.#memory = memory;
    this.#clusters = createClusters();
  }

  get clusters(): Clusters {
    return this.#clusters;
  }

  /** The connection in use, if it is open already. */
  get open(): ClusterConnection | undefined {
    return this.#open;
  }

  /** The context that the person chose, while the kubeconfig has it; else the kubeconfig's. Empty: neither. */
  async context(): Promise<string> {
    const { current, contexts } = await this.#clusters.contexts();
    const chosen = this.#memory.get(contextKey);
    return contexts.find(({ name }) => name === chosen)?.name ?? current;
  }

  /** The namespace that the person chose for a context. */
  namespace(context: string): string | undefined {
    const chosen = this.#namespaces();
    return Object.hasOwn(chosen, context) ? chosen[context] : undefined;
  }

  /** Absent context: the one in use, which this connection then is. */
  async connection(context?: string): Promise<ClusterConnection> {
    const name = context ?? (await this.context());
    const base = await this.#connect(name);
    const connection = this.#place(base);
    if (context === undefined || context === this.#open?.context) this.#use(connection);
    return connection;
  }

  async chooseContext(context: string): Promise<void> {
    await this.#memory.update(contextKey, context);
    if (this.#open && this.#open.context !== context) this.#open = undefined;
    this.#changed();
  }

  /** Absent namespace: the context's own again. */
  async chooseNamespace(context: string, namespace: string | undefined): Promise<void> {
    const { [context]: _, ...others } = this.#namespaces();
    await this.#memory.update(namespacesKey, namespace === undefined ? others : { ...others, [context]: namespace });
    if (this.#open?.context === context) this.#open = undefined;
    this.#changed();
  }

  /** The next use reads the kubeconfig again; what runs over the old connection goes on. */
  async forget(context: string): Promise<void> {
    const connecting = this.#connections.get(context);
    this.#connections.delete(context);
    if (this.#open?.context === context) this.#open = undefined;
    const connection = await connecting?.catch(() => undefined);
    if (connection) this.#past.push(connection);
    this.#changed();
  }

  /** Ends everything that runs over connections to this context, or to all. */
  async disconnect(context?: string): Promise<void> {
    for (const name of context === undefined ? [...this.#connections.keys()] : [context]) await this.forget(name);
    for (const connection of [...this.#past]) {
      if (context !== undefined && connection.context !== context) continue;
      this.#past.splice(this.#past.indexOf(connection), 1);
      connection.close();
    }
  }

  /** Another kubeconfig: connections made by the old one end. */
  async readAgain(): Promise<void> {
    await this.disconnect();
    this.#clusters = this.#createClusters();
    this.#changed();
  }

  /** @returns how to stop listening. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The open connection while the kubeconfig says the same of its context; else another one, and what runs over the old one goes on. */
  #connect(name: string): Promise<ClusterConnection> {
    const before = this.#connections.get(name);
    const connecting = this.#connectAgain(name, before);
    this.#connections.set(name, connecting);
    connecting.catch(() => {
      if (this.#connections.get(name) !== connecting) return;
      if (before) this.#connections.set(name, before);
      else this.#connections.delete(name);
    });
    return connecting;
  }

  async #connectAgain(name: string, before: Promise<ClusterConnection> | undefined): Promise<ClusterConnection> {
    const known = await before?.catch(() => undefined);
    const connection = await this.#clusters.connect(name === '' ? undefined : name, known);
    if (known && known !== connection) this.#past.push(known);
    return connection;
  }

  #place(base: ClusterConnection): ClusterConnection {
    const namespace = this.namespace(base.context) ?? base.namespace;
    if (namespace === base.namespace) return base;
    const known = this.#placed.get(base);
    if (known?.namespace === namespace) return known;
    const placed = inNamespace(base, namespace);
    this.#placed.set(base, placed);
    return placed;
  }

  #use(connection: ClusterConnection): void {
    const before = this.#open;
    this.#open = connection;
    if (before !== connection) this.#changed();
  }

  #namespaces(): Readonly<Record<string, string>> {
    return (this.#memory.get(namespacesKey) as Readonly<Record<string, string>> | undefined) ?? {};
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
