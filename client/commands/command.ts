import type * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Said } from '../../schemas/contract/index.ts';
import type { WrittenResource } from '../../schemas/contract/protocol.ts';
import type { ClusterConnection, Clusters, KubernetesObject, Permission } from '../cluster/connection.ts';
import type { HandOvers } from '../session/handOvers.ts';
import type { Target } from '../session/target.ts';
import type { Tunnels } from '../session/tunnels.ts';

/** What a command was called on. Absent: the resource at the cursor; else one to pick from the cluster. */
export type CommandArgument =
  /** From a lens or the editor's menu. */
  | { readonly from: 'manifest'; readonly uri: vscode.Uri; readonly index: number }
  /** From the view. */
  | {
      readonly from: 'cluster';
      readonly context: string;
      readonly systemId: string;
      readonly kind: string;
      readonly object: KubernetesObject;
      readonly pod?: string;
    };

/** A manifest that the person points at. */
export interface ManifestPlace {
  readonly uri: vscode.Uri;
  readonly version: number | null;
  readonly resource: WrittenResource;
}

/** What every command works with. Commands throw; whoever registers them shows what went wrong. */
export interface CommandContext {
  readonly clusters: Clusters;
  readonly output: vscode.LogOutputChannel;
  /** Those that are open, of all contexts. */
  readonly tunnels: Tunnels;
  /** What other programs have been told of these tunnels. */
  readonly handOvers: HandOvers;
  /** What something of somebody's is called, so that a report of a problem can leave it out. */
  readonly noteNames: (names: Iterable<string>) => void;
  /** Choices of the person, per workspace: never anything secret. */
  readonly memory: vscode.Memento;
  /** The same for all workspaces. */
  readonly lastingMemory: vscode.Memento;
  /** Folder of the extension's own, as a path. */
  readonly storage: string;
  /** The context that the person chose, or the kubeconfig's. */
  connection(): Promise<ClusterConnection>;
  /** The manifest at the argument or the cursor; `undefined`: there is none. */
  manifest(argument: CommandArgument | undefined): Promise<ManifestPlace | undefined>;
  /** The resource to act on: argument, cursor, else picked from those of the cluster. `undefined`: the person turned away. */
  target(argument: CommandArgument | undefined, options?: TargetOptions): Promise<Target | undefined>;
  /**
   * The door to everything that changes a cluster, before the person agrees to it: asks the API server for every verb, then,
   * in a protected context, the person for the name. false: the person turned away. Fails with `forbidden`.
   */
  mayChange(target: Pick<Target, 'connection'>, change: Change): Promise<boolean>;
  /** `connection.context` matches `dbManifests.protectedContexts`. */
  isProtected(context: string): boolean;
  /** The language server, as `client/manifests.ts` asks it. */
  readonly language: Pick<BaseLanguageClient, 'sendRequest' | 'code2ProtocolConverter'>;
  /** Sends a request of `contract/protocol.ts` to the language server. */
  ask<T>(method: string, parameters: unknown): Promise<T>;
}

/** What is to be done to a cluster. */
export interface Change {
  /** The beginning of a sentence, for what is missing: `Restart of shop`. */
  readonly title: Said;
  /** What will happen. */
  readonly what: Said;
  /** To be typed in a protected context. */
  readonly name: string;
  /** Every one that it takes, from the first request to the last. Empty: it takes none. */
  readonly verbs: readonly Permission[];
}

export interface TargetOptions {
  /** Only those whose recipe this accepts can be picked. */
  readonly accepts?: (target: Target) => boolean;
}

export interface Command {
  /** `dbManifests.connect` */
  readonly id: string;
  run(context: CommandContext, argument: CommandArgument | undefined): Promise<void>;
}
