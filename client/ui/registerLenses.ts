import * as vscode from 'vscode';
import type { ResourcesResult, WrittenResource } from '../../schemas/contract/protocol.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import type { CommandArgument } from '../commands/command.ts';
import { readManifests } from '../manifests.ts';
import type { Asked } from '../manifests.ts';
import { KnownOffers, mayHoldOffers } from './offers.ts';
import type { Offer } from './offers.ts';
import { createLenses } from '../screen/views.ts';
import type { Lens, LensSource } from '../screen/views.ts';

const setting = 'dbManifests.lenses';

/**
 * Above each resource with databases behind it what a person can do about them. Not registered where nothing can be
 * reached, in a browser. The server's lenses stand at names, these at kinds, so the two do not share a line.
 */
export function registerLenses(
  client: Asked,
  ready: Promise<void>,
  selector: vscode.DocumentSelector,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const known = new WeakMap<vscode.TextDocument, KnownOffers>();

  /** A server that has not started says so itself. */
  async function read(uri: vscode.Uri, token: vscode.CancellationToken): Promise<ResourcesResult['resources']> {
    try {
      await ready;
      return token.isCancellationRequested ? [] : (await readManifests(client, uri, token)).resources;
    } catch {
      return [];
    }
  }

  const source: LensSource = {
    onDidChange: changed.event,
    async lensesOf(document, token) {
      if (!isWanted(document) || !mayHoldOffers(document.getText())) return [];
      const resources = await read(document.uri, token);
      const offers = known.get(document) ?? new KnownOffers();
      known.set(document, offers);
      return offers.of(resources).flatMap((offered, number) => lensesOf(document.uri, resources[number], offered));
    },
  };
  return vscode.Disposable.from(
    changed,
    createLenses(selector, source),
    vscode.workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(setting)) changed.fire();
    }),
  );
}

function isWanted(document: vscode.TextDocument): boolean {
  return vscode.workspace.isTrusted && vscode.workspace.getConfiguration(undefined, document).get(setting, true);
}

function lensesOf(uri: vscode.Uri, resource: WrittenResource | undefined, offered: readonly Offer[]): Lens[] {
  if (!resource) return [];
  const { start, end } = resource.kindRange;
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  const argument: CommandArgument = { from: 'manifest', uri, index: resource.index };
  return offered.map((offer) => ({ range, ...lookOf(offer), command: { id: `dbManifests.${offer}`, argument } }));
}

function lookOf(offer: Offer): Pick<Lens, 'icon' | 'title' | 'tooltip'> {
  switch (offer) {
    case 'connect':
      return {
        icon: 'plug',
        title: say`Connect`,
        tooltip: say`Open a session on the primary`,
      };
    case 'openTunnel':
      return {
        icon: 'arrow-swap',
        title: say`Tunnel`,
        tooltip: say`Make the primary reachable at a local address`,
      };
    case 'verify':
      return {
        icon: 'checklist',
        title: say`Verify`,
        tooltip: say`Check what the cluster has made of this resource`,
      };
    case 'credentials':
      return {
        icon: 'key',
        title: say`Credentials`,
        tooltip: say`Copy or show what a role logs in with`,
      };
    case 'describe':
      return {
        icon: 'info',
        title: say`Describe`,
        tooltip: say`Show pods, Services, storage and events`,
      };
    case 'apply':
      return {
        icon: 'cloud-upload',
        title: say`Apply`,
        tooltip: say`Compare with the cluster, then apply`,
      };
    case 'restart':
      return {
        icon: 'debug-restart',
        title: say`Restart`,
        tooltip: say`Restart; what will happen is said first`,
      };
  }
}
