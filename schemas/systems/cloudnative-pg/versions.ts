import type { OperatorVersion, Resource } from '../../contract/index.ts';
import { textOf } from '../../vocabulary/read.ts';

/** Minor versions of the operator, oldest first. https://github.com/cloudnative-pg/cloudnative-pg/releases */
export const operatorVersions: readonly OperatorVersion[] = [
  '1.15',
  '1.16',
  '1.17',
  '1.18',
  '1.19',
  '1.20',
  '1.21',
  '1.22',
  '1.23',
  '1.24',
  '1.25',
  '1.26',
  '1.27',
  '1.28',
  '1.29',
  '1.30',
];

/** Where `detectVersion` looks. */
export const versionSources = [{ group: 'apps', kind: 'Deployment' }] as const;

/**
 * The operator's version by the image of its Deployment, such as `ghcr.io/cloudnative-pg/cloudnative-pg:1.30.0`. A mirror's
 * registry and a digest behind the tag do not matter; a tag that is no version (`latest`) reveals nothing.
 */
export function detectVersion({ identity, root }: Resource): OperatorVersion | undefined {
  if (identity.kind !== 'Deployment' || !identity.apiVersion.startsWith('apps/')) return undefined;
  for (const container of root.at('spec', 'template', 'spec', 'containers').items()) {
    const image = textOf(container.at('image')) ?? '';
    const version = /(?:^|\/)cloudnative-pg:v?(\d+\.\d+(?:\.\d+)?)(?:[-@]|$)/.exec(image)?.[1];
    if (version) return version;
  }
  return undefined;
}
