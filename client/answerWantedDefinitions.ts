import type { BaseLanguageClient } from 'vscode-languageclient';
import { clusterDefinitionsNotification, wantedDefinitionsNotification } from '../schemas/contract/protocol.ts';
import type { ClusterDefinitionsParams, KindName, WantedDefinitionsParams } from '../schemas/contract/protocol.ts';

/** Definitions that were read before, in another window or on another day. None of its functions rejects. */
export interface KeptDefinitions {
  /** Those of the cluster that was connected last; none where the person has disconnected. */
  read(kinds: readonly KindName[]): Promise<ClusterDefinitionsParams>;
  /** What is connected now. `undefined`: nothing any more, and what was counts no longer. */
  connect(cluster: { readonly name: string; readonly server: string } | undefined): Promise<void>;
  write(kind: KindName, document: string): Promise<void>;
}

export interface ClusterDefinitions {
  /** Kinds of open files that no file of the workspace defines. */
  readonly wanted: readonly KindName[];
  /** @returns how to stop listening. */
  onWanted(listener: () => void): () => void;
  /** A cluster is connected: from here on it says what its kinds are, and nothing that was kept. `undefined`: none is. */
  connect(cluster: { readonly name: string; readonly server: string } | undefined): void;
  /** By the kinds that are wanted; documents of JSON. */
  tell(documents: ReadonlyMap<KindName, string>): void;
  dispose(): void;
}

type Client = Pick<BaseLanguageClient, 'onNotification' | 'sendNotification' | 'isRunning'>;

/**
 * Tells the server what a cluster says of the kinds that it asks for: the connected one, else the one that was, as it was then.
 * Asks nothing of the network itself.
 */
export function answerWantedDefinitions(client: Client, kept: KeptDefinitions): ClusterDefinitions {
  const listeners = new Set<() => void>();
  let wanted: readonly KindName[] = [];
  let connected: { readonly name: string } | undefined;

  async function send(message: ClusterDefinitionsParams): Promise<void> {
    if (client.isRunning())
      await client.sendNotification(clusterDefinitionsNotification, message).catch(() => undefined);
  }

  async function tellKept(): Promise<void> {
    const found = await kept.read(wanted);
    if (!connected) await send(found);
  }

  const listening = client.onNotification(wantedDefinitionsNotification, ({ kinds }: WantedDefinitionsParams) => {
    wanted = kinds;
    if (!connected) void tellKept();
    for (const listener of listeners) listener();
  });
  return {
    get wanted() {
      return wanted;
    },
    onWanted(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    connect(cluster) {
      connected = cluster;
      void kept.connect(cluster).then(() => (cluster ? undefined : tellKept()));
    },
    tell(documents) {
      if (!connected) return;
      void send({ cluster: connected.name, documents: [...documents.values()] });
      for (const [kind, document] of documents) void kept.write(kind, document);
    },
    dispose() {
      listening.dispose();
    },
  };
}
