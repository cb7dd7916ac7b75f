import type { OperatorVersion, Resource } from '../../contract/index.ts';
import { textOf } from '../../vocabulary/read.ts';

/** Minor versions of operator v1, oldest first. https://github.com/pingcap/tidb-operator/releases */
export const operatorVersions: readonly OperatorVersion[] = ['1.3', '1.4', '1.5', '1.6'];

/** Where `detectVersion` looks. */
export const versionSources = [{ group: 'apps', kind: 'Deployment' }] as const;

/**
 * The operator's version by the image of its Deployment, such as `pingcap/tidb-operator:v1.6.6`. A mirror's registry and a digest
 * behind the tag do not matter; a tag that is no version (`latest`) reveals nothing. Both operators have this image: one of v2
 * has no kinds of v1, so it reveals nothing of those.
 */
export function detectVersion({ identity, root }: Resource): OperatorVersion | undefined {
  if (identity.kind !== 'Deployment' || !identity.apiVersion.startsWith('apps/')) return undefined;
  for (const container of root.at('spec', 'template', 'spec', 'containers').items()) {
    const image = textOf(container.at('image')) ?? '';
    const version = /(?:^|\/)tidb-operator:v?(1\.\d+(?:\.\d+)?)(?:[-@]|$)/.exec(image)?.[1];
    if (version) return version;
  }
  return undefined;
}
