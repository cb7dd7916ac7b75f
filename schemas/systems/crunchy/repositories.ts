import type { ManifestNode } from '../../contract/index.ts';
import { isWritten, textOf } from '../../vocabulary/read.ts';

/** Kinds of places for backups; of several in one repository the first counts. internal/pgbackrest/config.go (getExternalRepoConfigs) */
export const repositoryKinds = ['volume', 'azure', 'gcs', 's3'] as const;

export type RepositoryKind = (typeof repositoryKinds)[number];

/** The place that counts; `undefined`: none is written. */
export function repositoryKind(repository: ManifestNode): RepositoryKind | undefined {
  return repositoryKinds.find((kind) => isWritten(repository.at(kind)));
}

/** Where backups of a repository in a bucket lie: equal for two repositories that are one place. `undefined`: a volume, or not known. */
export function placeOf(repository: ManifestNode, global: ManifestNode): string | undefined {
  const kind = repositoryKind(repository);
  const name = textOf(repository.at('name'));
  if (kind === undefined || kind === 'volume' || !name) return undefined;
  const container = textOf(repository.at(kind, kind === 'azure' ? 'container' : 'bucket'));
  const host = kind === 's3' ? textOf(repository.at('s3', 'endpoint')) : textOf(global.at(`${name}-${kind}-endpoint`));
  const account = kind === 'azure' ? (textOf(global.at(`${name}-azure-account`)) ?? '') : '';
  const pathNode = global.at(`${name}-path`);
  const path = isWritten(pathNode) ? textOf(pathNode) : `/pgbackrest/${name}`;
  if (!container || path === undefined || [container, host, path].some((part) => part?.includes('${')))
    return undefined;
  return [kind, host ?? '', account, container, path].join(' ');
}
