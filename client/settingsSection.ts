import * as vscode from 'vscode';
import type { ConfigurationMiddleware } from 'vscode-languageclient';
import type { SettingsSection } from '../schemas/contract/protocol.ts';

/** The section `dbManifests` as the server reads it, with what of it is written in the workspace: that wins over configuration files. */
export function settingsSection(): SettingsSection {
  const configuration = vscode.workspace.getConfiguration('dbManifests');
  // As plain data: the object itself has functions, which cannot be sent to a worker.
  const section = JSON.parse(JSON.stringify(configuration)) as SettingsSection;
  return { ...section, workspace: { rules: written('rules'), operatorVersions: written('operatorVersions') } };
}

function written(name: 'rules' | 'operatorVersions'): Readonly<Record<string, string>> {
  const { workspaceValue, workspaceFolderValue } =
    vscode.workspace.getConfiguration('dbManifests').inspect<Record<string, string>>(name) ?? {};
  return { ...workspaceValue, ...workspaceFolderValue };
}

/** The server asks for the section by its name. */
export const answerConfiguration: NonNullable<ConfigurationMiddleware['configuration']> = async (
  params,
  token,
  next,
) => {
  const answers = await next(params, token);
  if (!Array.isArray(answers)) return answers;
  return answers.map((answer: unknown, index) =>
    params.items[index]?.section === 'dbManifests' ? settingsSection() : answer,
  );
};
