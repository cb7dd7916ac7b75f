import * as vscode from 'vscode';
import type { WrittenResource } from '../../schemas/contract/protocol.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { ClusterError } from '../cluster/errors.ts';
import { readManifests } from '../manifests.ts';
import type { Target } from '../session/target.ts';
import { pick, withProgress } from '../screen/ask.ts';
import type { CommandContext, ManifestPlace } from './command.ts';

/**
 * The manifest of something that runs in a cluster, in the files of the workspace. Asks which one where several hold it.
 * Fails with `missing`; `undefined`: the person turned away.
 */
export async function findManifest(context: CommandContext, target: Target): Promise<ManifestPlace | undefined> {
  const { kind, name } = target.resource.identity;
  const places = await withProgress(say`Looking for the manifest of ${name}`, () => look(context, target));
  if (places.length === 0)
    throw new ClusterError(
      'missing',
      say`No file of the workspace holds ${kind} ${name}.`,
      say`Open the folder with its manifest; what a chart or another tool writes has none.`,
    );
  const choices = places.map((place) => ({
    label: say`${vscode.workspace.asRelativePath(place.uri)}`,
    description: say`${place.resource.identity.namespace}`,
    value: place,
  }));
  return pick(say`Which manifest of ${name}?`, choices);
}

interface WireSymbol {
  readonly name: string;
  readonly location: { readonly uri: string };
}

/** Those that name its namespace first; what names none is of whichever it is applied to. */
async function look(context: CommandContext, target: Target): Promise<readonly ManifestPlace[]> {
  const { name } = target.resource.identity;
  const symbols = await context.ask<readonly WireSymbol[] | null>('workspace/symbol', { query: name });
  const named = (symbols ?? []).filter((symbol) => symbol.name === name);
  const files = [...new Set(named.map(({ location }) => location.uri))].slice(0, mostFiles);
  const found = await Promise.all(
    files.map(async (file) => {
      const uri = vscode.Uri.parse(file);
      const { version, resources } = await readManifests(context.language, uri);
      return resources.filter((each) => isOf(each, target)).map((resource) => ({ uri, version, resource }));
    }),
  );
  const places = found.flat();
  const exact = places.filter(({ resource }) => resource.identity.namespace === target.namespace);
  return exact.length > 0 ? exact : places;
}

function isOf({ identity }: WrittenResource, { resource, namespace }: Target): boolean {
  const { kind, name, apiVersion } = resource.identity;
  const group = (version: string): string => version.split('/')[0] ?? '';
  if (identity.kind !== kind || identity.name !== name || group(identity.apiVersion) !== group(apiVersion))
    return false;
  return identity.namespace === '' || identity.namespace === namespace;
}

/** Of a common name only some are read. */
const mostFiles = 50;
