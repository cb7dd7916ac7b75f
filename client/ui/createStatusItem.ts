import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Said } from '../../schemas/contract/index.ts';
import { statusChanged, statusRequest } from '../../schemas/contract/protocol.ts';
import type { StatusResult } from '../../schemas/contract/protocol.ts';
import { joined, say } from '../../schemas/vocabulary/say.ts';
import { createLanguageStatus } from '../screen/statusItems.ts';
import type { LanguageStatusLook } from '../screen/statusItems.ts';

type SystemStatus = StatusResult['systems'][number];

/** Language status item of the file in the editor: which system, which operator version the checks assume, and why. */
export function createStatusItem(
  client: BaseLanguageClient,
  ready: Promise<void>,
  selector: vscode.DocumentSelector,
): vscode.Disposable {
  const item = createLanguageStatus('dbManifests.status', selector, say`Database Manifests`);
  let asked = 0;

  async function show(): Promise<void> {
    const mine = ++asked;
    const document = vscode.window.activeTextEditor?.document;
    if (!document || vscode.languages.match(selector, document) === 0) return;
    const status = await client
      .sendRequest<StatusResult>(statusRequest, { uri: client.code2ProtocolConverter.asUri(document.uri) })
      .catch(() => undefined);
    // A later question is under way: its answer counts.
    if (!status || mine !== asked) return;
    item.show(lookOf(status));
    // The editor's menu has our commands in files that hold resources of ours.
    void vscode.commands.executeCommand('setContext', 'dbManifests.hasResources', status.resources > 0);
  }

  const soon = debounce(() => void show());
  item.setBusy(true);
  void ready
    .then(() => client.onNotification(statusChanged, soon))
    .then(soon, () => undefined)
    .finally(() => item.setBusy(false));
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(soon),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document === vscode.window.activeTextEditor?.document) soon();
    }),
  );
}

function lookOf(status: StatusResult): LanguageStatusLook {
  const { systems, definitions, configurations, leftOutBy, isConfiguration } = status;
  if (isConfiguration) {
    const text = say`Configuration of the checks`;
    return { text, detail: say`for this folder and those below it`, label: text };
  }
  if (leftOutBy !== undefined) {
    const text = say`Not checked`;
    const detail = say`left out by ${shownPath(leftOutBy)}`;
    return { text, detail, label: say`${text}, ${detail}` };
  }
  const [first, ...others] = systems;
  const [defined] = definitions;
  if (!first && defined) {
    const text = joined([...new Set(definitions.map(({ kind }) => kind))], ', ');
    const detail = definedBy(defined);
    return { text, detail, label: say`${text}, ${detail}` };
  }
  if (!first) {
    const text = say`No database manifest`;
    return { text, detail: say`This file is left alone.`, label: text };
  }
  const text = joined(
    [first, ...others].map(({ title, version = '' }) => joined([title, version], ' ')),
    ', ',
  );
  const [configuration] = configurations;
  const detail = joined(
    [
      source(first),
      ...(defined ? [definedBy(defined)] : []),
      ...(configuration !== undefined && configuration !== first.versionUri
        ? [say`configured by ${shownPath(configuration)}`]
        : []),
    ],
    ', ',
  );
  return {
    text,
    detail,
    ...(first.knownVersions.length > 0 && {
      command: {
        ...{ id: 'dbManifests.chooseOperatorVersion', argument: first.id, title: say`Choose version` },
        tooltip: say`Choose the operator version that manifests are checked for`,
      },
    }),
    label: say`${text}, ${detail}`,
  };
}

function source({ versionFrom, versionUri }: SystemStatus): Said {
  switch (versionFrom) {
    case 'settings':
      return say`from the settings`;
    case 'cluster':
      return say`from the cluster`;
    case 'workspaceSettings':
      return say`from the settings of the workspace`;
    case 'configuration':
    case 'workspace':
      return say`from ${versionUri ? shownPath(versionUri) : say`the workspace`}`;
    case 'unknown':
      return say`any version`;
  }
}

/** Where the structure of a kind was read. */
function definedBy({ uri, cluster }: StatusResult['definitions'][number]): Said {
  if (cluster !== undefined) return say`defined by the cluster ${cluster}`;
  return say`defined in ${uri ? shownPath(uri) : say`the workspace`}`;
}

function shownPath(uri: string): string {
  return vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
}

/** Typing must not ask a question per key. */
function debounce(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, 200);
  };
}
