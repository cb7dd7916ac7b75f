import type { OperatorVersion, Resource } from '../../contract/index.ts';
import { textOf } from '../../vocabulary/read.ts';
import { group } from './naming.ts';

/** Minor versions of the operator, oldest first. https://access.crunchydata.com/documentation/postgres-operator/latest/releases */
export const operatorVersions: readonly OperatorVersion[] = [
  '5.0',
  '5.1',
  '5.2',
  '5.3',
  '5.4',
  '5.5',
  '5.6',
  '5.7',
  '5.8',
  '6.0',
];

/** Where `detectVersion` looks. */
export const versionSources = [{ group: 'apps', kind: 'Deployment' }] as const;

/**
 * The operator's version by the image of its Deployment, such as `crunchydata/postgres-operator:ubi9-5.8.2-0`; else by the label
 * that its installers set, which a mirror without tags leaves. Zalando's operator has an image of the same name, without the prefix
 * of the tag. config/default/kustomization.yaml
 */
export function detectVersion({ identity, root }: Resource): OperatorVersion | undefined {
  if (identity.kind !== 'Deployment' || !identity.apiVersion.startsWith('apps/')) return undefined;
  const template = root.at('spec', 'template');
  const isOperator = [root, template].some(
    (node) => textOf(node.at('metadata', 'labels', `${group}/control-plane`)) !== undefined,
  );
  for (const container of template.at('spec', 'containers').items()) {
    const version = versionOfImage(textOf(container.at('image')) ?? '', isOperator);
    if (version) return version;
  }
  if (!isOperator) return undefined;
  const labelled = textOf(root.at('metadata', 'labels', 'app.kubernetes.io/version')) ?? '';
  return /^v?(\d+\.\d+(?:\.\d+)?)$/.exec(labelled)?.[1];
}

function versionOfImage(image: string, isOperator: boolean): OperatorVersion | undefined {
  const [, base, version] = /(?:^|\/)postgres-operator:([a-z]+\d+-)?v?(\d+\.\d+(?:\.\d+)?)(?:[-@]|$)/.exec(image) ?? [];
  return base !== undefined || isOperator || image.includes('crunchydata/') ? version : undefined;
}
