import type { OperatorVersion, Resource } from '../../contract/index.ts';
import { textOf } from '../../vocabulary/read.ts';

/** Minor versions of the operator, oldest first. https://github.com/mariadb-operator/mariadb-operator/releases */
export const operatorVersions: readonly OperatorVersion[] = ['0.38', '25.8', '25.10', '26.3', '26.6'];

/** Where `detectVersion` looks. */
export const versionSources = [{ group: 'apps', kind: 'Deployment' }] as const;

/**
 * The operator's version by the image of its Deployment, such as `ghcr.io/mariadb-operator/mariadb-operator:26.6.0`. A mirror's
 * registry and a digest behind the tag do not matter; a tag that is no version (`latest`) reveals nothing.
 */
export function detectVersion({ identity, root }: Resource): OperatorVersion | undefined {
  if (identity.kind !== 'Deployment' || !identity.apiVersion.startsWith('apps/')) return undefined;
  for (const container of root.at('spec', 'template', 'spec', 'containers').items()) {
    const image = textOf(container.at('image')) ?? '';
    const version = /(?:^|\/)mariadb-operator:v?(\d+\.\d+(?:\.\d+)?)(?:[-@]|$)/.exec(image)?.[1];
    if (version) return version;
  }
  return undefined;
}
