import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { statusChanged, statusRequest } from '../../schemas/contract/protocol.ts';
import type { StatusResult } from '../../schemas/contract/protocol.ts';

type SystemStatus = StatusResult['systems'][number];

/** Language status item of the file in the editor: which system, which operator version the checks assume, and why. */
export function createStatusItem(
  client: BaseLanguageClient,
  ready: Promise<void>,
  selector: vscode.DocumentSelector,
): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('dbManifests.status', selector);
  item.name = vscode.l10n.t('Database Manifests');
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
    Object.assign(item, describe(status));
    // The editor's menu has our commands in files that hold resources of ours.
    void vscode.commands.executeCommand('setContext', 'dbManifests.hasResources', status.resources > 0);
  }

  const soon = debounce(() => void show());
  item.text = vscode.l10n.t('Database Manifests');
  item.busy = true;
  void ready
    .then(() => client.onNotification(statusChanged, soon))
    .then(soon, () => undefined)
    .finally(() => (item.busy = false));
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(soon),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document === vscode.window.activeTextEditor?.document) soon();
    }),
  );
}

function describe({
  systems,
}: StatusResult): Pick<vscode.LanguageStatusItem, 'text' | 'detail' | 'command' | 'accessibilityInformation'> {
  const [first, ...others] = systems;
  if (!first) {
    const text = vscode.l10n.t('No database manifest');
    return {
      text,
      detail: vscode.l10n.t('This file is left alone.'),
      command: undefined,
      accessibilityInformation: { label: text },
    };
  }
  const text = [first, ...others]
    .map((system) => `${system.title}${system.version ? ` ${system.version}` : ''}`)
    .join(', ');
  const detail = source(first);
  return {
    text,
    detail,
    command:
      first.knownVersions.length === 0
        ? undefined
        : {
            title: vscode.l10n.t('Choose version'),
            command: 'dbManifests.chooseOperatorVersion',
            arguments: [first.id],
            tooltip: vscode.l10n.t('Choose the operator version that manifests are checked for'),
          },
    accessibilityInformation: { label: `${text}, ${detail}` },
  };
}

function source({ versionFrom, versionUri }: SystemStatus): string {
  switch (versionFrom) {
    case 'settings':
      return vscode.l10n.t('from the settings');
    case 'cluster':
      return vscode.l10n.t('from the cluster');
    case 'workspace':
      return vscode.l10n.t(
        'from {0}',
        versionUri ? vscode.workspace.asRelativePath(vscode.Uri.parse(versionUri)) : vscode.l10n.t('the workspace'),
      );
    case 'unknown':
      return vscode.l10n.t('any version');
  }
}

/** Typing must not ask a question per key. */
function debounce(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, 200);
  };
}
