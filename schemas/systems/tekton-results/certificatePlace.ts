import type { AuthoritySource, ManifestNode, Resource, WorkspaceIndex } from '../../contract/index.ts';
import { isWritten, textOf } from '../../vocabulary/read.ts';
import { databaseClients, setsVariable } from './certificate.ts';
import { locate } from './mounts.ts';
import type { PathPlace } from './mounts.ts';
import { tlsSecret } from './naming.ts';
import { resultSettings } from './settings.ts';
import { volumeSources } from './volumes.ts';

/** The ConfigMap or Secret from which the API takes the file that `db_sslrootcert` names. */
export type CertificatePlace =
  /** The field is not written, or a variable of the container's own wins over it. */
  | { readonly found: 'unset' }
  | { readonly found: 'key'; readonly source: Pick<AuthoritySource, 'kind' | 'name' | 'key'> }
  /** In the image, or in a volume of another type. */
  | { readonly found: 'elsewhere' }
  /** No mount leads there, or the volume has no such file: the API does not start. */
  | { readonly found: 'nowhere'; readonly path: string };

export function certificatePlace(resource: Resource): CertificatePlace {
  const path = textOf(resultSettings(resource).at('db_sslrootcert'));
  const [api] = databaseClients({ resource });
  if (!path || !api || setsVariable({ resource }, api, 'DB_SSLROOTCERT')) return { found: 'unset' };
  const place = locate({ resource, workspace: nothingElse }, path, api.base, api.podSpec);
  if (place.where === 'unknown') return { found: 'elsewhere' };
  if (place.where === 'nowhere' || place.rest === '') return { found: 'nowhere', path };
  return sourceOf(place, path);
}

function sourceOf(place: Extract<PathPlace, { where: 'mount' }>, path: string): CertificatePlace {
  const { volume, rest, files } = place;
  if (files !== undefined && !files.includes(rest)) return { found: 'nowhere', path };
  // The operator's own volume at this place; it has no certificates but in its Secret.
  if (!volume) return { found: 'key', source: { kind: 'Secret', name: tlsSecret, key: rest } };
  const sources = volumeSources(volume);
  for (const { kind, name, items } of sources) {
    const key = itemFor(items, rest);
    if (key !== undefined) return { found: 'key', source: { kind, name, key } };
  }
  const whole = sources.find(({ items }) => !isWritten(items));
  if (!whole) return { found: sources.length > 0 ? 'nowhere' : 'elsewhere', path };
  return { found: 'key', source: { kind: whole.kind, name: whole.name, key: rest } };
}

function itemFor(items: ManifestNode, path: string): string | undefined {
  const item = items.items().find((candidate) => candidate.at('path').value === path);
  return (item && textOf(item.at('key'))) || undefined;
}

/** A recipe sees one resource: what its Secrets and ConfigMaps hold is asked of the cluster later. */
const nothingElse: WorkspaceIndex = {
  complete: false,
  resources: () => [],
  subjects: () => [],
  find: () => [],
  keys: () => undefined,
  declares: () => false,
  serving: () => [],
  databaseServices: () => [],
};
