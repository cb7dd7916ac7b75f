import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { statusRequest } from '../../schemas/contract/protocol.ts';
import type { StatusResult } from '../../schemas/contract/protocol.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { inform, pick } from '../screen/ask.ts';

/** Instead of a version. */
const automatic = '';

type SystemStatus = StatusResult['systems'][number];

/** Asks for the operator version that manifests are checked for, and writes it into the settings of the workspace. */
export async function chooseOperatorVersion(client: BaseLanguageClient, id?: string): Promise<void> {
  const system = await chooseSystem(client, id);
  if (!system) return;
  const versions = [...system.knownVersions].reverse();
  const chosen = await pick(
    say`${system.title}: which version runs your clusters?`,
    [
      { label: say`Find it out from the workspace`, description: say`else any version`, value: automatic },
      ...versions.map((version) => ({
        ...{ label: say`${version}`, value: version },
        ...(version === system.version ? { description: say`in force` } : {}),
      })),
    ],
    { always: true },
  );
  if (chosen === undefined) return;
  const configuration = vscode.workspace.getConfiguration('dbManifests');
  const known = configuration.get<Record<string, string>>('operatorVersions', {});
  const { [system.id]: _, ...others } = known;
  const next = chosen === automatic ? others : { ...others, [system.id]: chosen };
  await configuration.update('operatorVersions', next, target());
}

async function chooseSystem(client: BaseLanguageClient, id: string | undefined): Promise<SystemStatus | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  const uri = document ? client.code2ProtocolConverter.asUri(document.uri) : '';
  const { systems } = await client.sendRequest<StatusResult>(statusRequest, { uri });
  if (systems.length === 0) {
    inform(say`Open a manifest of a database system first: the version is chosen per system.`);
    return undefined;
  }
  const named = systems.find((system) => system.id === id);
  if (named ?? systems.length === 1) return named ?? systems[0];
  return pick(
    say`Which system?`,
    systems.map((each) => ({ label: say`${each.title}`, value: each })),
  );
}

function target(): vscode.ConfigurationTarget {
  return vscode.workspace.workspaceFolders?.length
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;
}
