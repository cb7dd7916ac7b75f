import type { OperatorVersion, OtherOperator, Resource } from '../../contract/index.ts';
import { textOf } from '../../vocabulary/read.ts';
import { v2BackupGroup, v2Group } from './kinds.ts';

/** Minor versions of operator v1, oldest first. https://github.com/pingcap/tidb-operator/releases */
export const operatorVersions: readonly OperatorVersion[] = ['1.3', '1.4', '1.5', '1.6'];

/** The second operator, which may run beside the first. */
export const operatorV2: OtherOperator = {
  id: 'tidb-v2',
  title: 'TiDB Operator v2',
  groups: [v2Group, v2BackupGroup],
  operatorVersions: ['2.0', '2.1', '2.2'],
  detectVersion: (resource) => versionOf(resource, '2'),
};

/** Where `detectVersion` of both looks. */
export const versionSources = [{ group: 'apps', kind: 'Deployment' }] as const;

/** The version of operator v1. */
export function detectVersion(resource: Resource): OperatorVersion | undefined {
  return versionOf(resource, '1');
}

/**
 * By the image of its Deployment, such as `pingcap/tidb-operator:v1.6.6`. A mirror's registry and a digest behind the tag do not
 * matter; a tag that is no version (`latest`) reveals nothing. Both operators have this image: the major version tells which it is.
 */
function versionOf({ identity, root }: Resource, major: '1' | '2'): OperatorVersion | undefined {
  if (identity.kind !== 'Deployment' || !identity.apiVersion.startsWith('apps/')) return undefined;
  for (const container of root.at('spec', 'template', 'spec', 'containers').items()) {
    const image = textOf(container.at('image')) ?? '';
    const version = /(?:^|\/)tidb-operator:v?(\d+\.\d+(?:\.\d+)?)(?:[-@]|$)/.exec(image)?.[1];
    if (version?.startsWith(`${major}.`)) return version;
  }
  return undefined;
}
