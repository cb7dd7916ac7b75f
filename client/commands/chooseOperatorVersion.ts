import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { statusRequest } from '../../schemas/contract/protocol.ts';
import type { StatusResult } from '../../schemas/contract/protocol.ts';

type SystemStatus = StatusResult['systems'][number];

/** Asks for the operator version that manifests are checked for, and writes it into the settings of the workspace. */
export async function chooseOperatorVersion(client: BaseLanguageClient, id?: string): Promise<void> {
  const system = await chooseSystem(client, id);
  if (!system) return;
  const automatic = vscode.l10n.t('Find it out from the workspace');
  const versions = [...system.knownVersions].reverse();
  const chosen = await vscode.window.showQuickPick(
    [
      { label: automatic, description: vscode.l10n.t('else any version') },
      ...versions.map((version) => ({
        label: version,
        ...(version === system.version ? { description: vscode.l10n.t('in force') } : {}),
      })),
    ],
    { title: vscode.l10n.t('{0}: which version runs your clusters?', system.title) },
  );
  if (!chosen) return;
  const configuration = vscode.workspace.getConfiguration('dbManifests');
  const known = configuration.get<Record<string, string>>('operatorVersions', {});
  const { [system.id]: _, ...others } = known;
  const next = chosen.label === automatic ? others : { ...others, [system.id]: chosen.label };
  await configuration.update('operatorVersions', next, target());
}

async function chooseSystem(client: BaseLanguageClient, id: string | undefined): Promise<SystemStatus | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  const uri = document ? client.code2ProtocolConverter.asUri(document.uri) : '';
  const { systems } = await client.sendRequest<StatusResult>(statusRequest, { uri });
  if (systems.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a manifest of a database system first: the version is chosen per system.'),
    );
    return undefined;
  }
  const named = systems.find((system) => system.id === id);
  if (named ?? systems.length === 1) return named ?? systems[0];
  const chosen = await vscode.window.showQuickPick(
    systems.map((system) => ({ label: system.title, system })),
    { title: vscode.l10n.t('Which system?') },
  );
  return chosen?.system;
}

function target(): vscode.ConfigurationTarget {
  return vscode.workspace.workspaceFolders?.length
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;
}
