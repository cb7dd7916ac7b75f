import type { ManifestNode, OperatorVersion, Resource } from '../../contract/index.ts';
import { textOf } from '../../vocabulary/read.ts';

/** Minor versions of the operator, oldest first. https://github.com/zalando/postgres-operator/releases */
export const operatorVersions: readonly OperatorVersion[] = [
  '1.0',
  '1.1',
  '1.2',
  '1.3',
  '1.4',
  '1.5',
  '1.6',
  '1.7',
  '1.8',
  '1.9',
  '1.10',
  '1.11',
  '1.12',
  '1.13',
  '1.14',
  '1.15',
  '2.0',
];

/** Where `detectVersion` looks. */
export const versionSources = [{ group: 'apps', kind: 'Deployment' }] as const;

/**
 * The operator's version by the image of its Deployment, such as `ghcr.io/zalando/postgres-operator:v1.15.1`. A mirror's
 * registry and a digest behind the tag do not matter, but Crunchy's operator has an image of the same name; a tag that is no version reveals nothing. The images that an
 * OperatorConfiguration names are those of the databases, not of the operator.
 */
export function detectVersion({ identity, root }: Resource): OperatorVersion | undefined {
  if (identity.kind !== 'Deployment' || !identity.apiVersion.startsWith('apps/')) return undefined;
  for (const container of root.at('spec', 'template', 'spec', 'containers').items()) {
    const version = versionOfImage(textOf(container.at('image')) ?? '');
    if (version) return version;
  }
  return undefined;
}

function versionOfImage(image: string): OperatorVersion | undefined {
  if (image.includes('crunchydata/')) return undefined;
  return /(?:^|\/)postgres-operator:v?(\d+\.\d+(?:\.\d+)?)(?:[-@]|$)/.exec(image)?.[1];
}

/** Whether a container runs the operator, whatever its version. */
export function namesOperatorImage(container: ManifestNode): boolean {
  const image = textOf(container.at('image')) ?? '';
  return !image.includes('crunchydata/') && /(?:^|\/)postgres-operator(?:[:@]|$)/.test(image);
}
