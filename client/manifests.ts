import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Identity } from '../schemas/contract/index.ts';
import { editRequest, locateRequest, resourcesRequest, yamlRequest } from '../schemas/contract/protocol.ts';
import type {
  EditParams,
  EditResult,
  LocateParams,
  LocateResult,
  ResourcesParams,
  ResourcesResult,
  WireRange,
  WrittenResource,
  YamlParams,
  YamlResult,
} from '../schemas/contract/protocol.ts';
import type { ManifestPlace } from './commands/command.ts';
import { resourceAt } from './resourceAt.ts';

/** What the client asks the language server about manifests. Nothing is kept: the text may change between two questions. */

/** The part of the language client that is used here. */
export type Asked = Pick<BaseLanguageClient, 'sendRequest' | 'code2ProtocolConverter'>;

/** Opens the file if it is not open: the server reads what the editor has. */
export async function readManifests(
  client: Asked,
  uri: vscode.Uri,
  token?: vscode.CancellationToken,
): Promise<ResourcesResult> {
  await vscode.workspace.openTextDocument(uri);
  const question: ResourcesParams = { uri: wireUri(client, uri) };
  return ask<ResourcesResult>(client, resourcesRequest, question, token);
}

/** Where a person points: a place in a file, or the number of a resource that a lens was shown for. */
export type ManifestPointer =
  | { readonly uri: vscode.Uri; readonly position: vscode.Position }
  | { readonly uri: vscode.Uri; readonly index: number };

/** `undefined`: there is no resource. */
export async function manifestAt(client: Asked, pointer: ManifestPointer): Promise<ManifestPlace | undefined> {
  const { uri } = pointer;
  const { version, resources } = await readManifests(client, uri);
  const resource = 'index' in pointer ? resources[pointer.index] : resourceAt(resources, pointer.position);
  return resource && { uri, version, resource };
}

/** Ranges of fields that the API server names, each in one line; `undefined` where the resource is gone. */
export async function locateFields(
  client: Asked,
  place: ManifestPlace,
  fields: readonly string[],
): Promise<readonly (vscode.Range | undefined)[]> {
  const now = await findAgain(client, place);
  if (!now) return fields.map(() => undefined);
  const question: LocateParams = { uri: wireUri(client, now.uri), index: now.resource.index, fields };
  const found = await ask<LocateResult>(client, locateRequest, question);
  return found.map((range) => (range ? toRange(range) : undefined));
}

/** An edit that sets fields of a resource, not applied yet; empty where they are set so. `undefined`: the resource is gone. */
export async function editManifest(
  client: Asked,
  place: ManifestPlace,
  set: EditParams['set'],
): Promise<vscode.WorkspaceEdit | undefined> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const now = await findAgain(client, place);
    if (!now) return undefined;
    const question: EditParams = { uri: wireUri(client, now.uri), index: now.resource.index, set };
    const { version, edits } = await ask<EditResult>(client, editRequest, question);
    // Edited in between: the number may mean another resource.
    if (version !== now.version) continue;
    const edit = new vscode.WorkspaceEdit();
    edit.set(
      now.uri,
      edits.map(({ range, newText }) => vscode.TextEdit.replace(toRange(range), newText)),
    );
    return edit;
  }
  return undefined;
}

/** A value as a YAML document that kubectl reads as that value. */
export function toYaml(client: Asked, value: unknown): Promise<string> {
  const question: YamlParams = { value };
  return ask<YamlResult>(client, yamlRequest, question);
}

/** While a command is under way the person may type: the same resource, by its name, where it stands now. */
async function findAgain(client: Asked, place: ManifestPlace): Promise<ManifestPlace | undefined> {
  const { version, resources } = await readManifests(client, place.uri);
  const isSame = ({ identity }: WrittenResource) => isEqual(identity, place.resource.identity);
  const atNumber = resources[place.resource.index];
  const resource = atNumber && isSame(atNumber) ? atNumber : resources.find(isSame);
  return resource && { uri: place.uri, version, resource };
}

function isEqual(one: Identity, other: Identity): boolean {
  return (
    one.apiVersion === other.apiVersion &&
    one.kind === other.kind &&
    one.name === other.name &&
    one.namespace === other.namespace
  );
}

function ask<R>(
  client: Pick<BaseLanguageClient, 'sendRequest'>,
  method: string,
  params: object,
  token?: vscode.CancellationToken,
): Promise<R> {
  return token ? client.sendRequest<R>(method, params, token) : client.sendRequest<R>(method, params);
}

function wireUri({ code2ProtocolConverter }: Asked, uri: vscode.Uri): string {
  return code2ProtocolConverter.asUri(uri);
}

function toRange({ start, end }: WireRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** A person who types faster than the server answers gets no edit. */
const mostAttempts = 3;
