import type { OperatorVersion, Resource } from '../../contract/index.ts';
import { textOf } from '../../vocabulary/read.ts';

/** Minor versions of the Tekton Operator since its TektonResult has settings. */
export const operatorVersions: readonly OperatorVersion[] = [
  '0.67',
  '0.68',
  '0.69',
  '0.70',
  '0.71',
  '0.72',
  '0.73',
  '0.74',
  '0.75',
  '0.76',
  '0.77',
  '0.78',
  '0.79',
  '0.80',
  '0.81',
];

/** Kinds that may reveal the version. */
export const versionSources = [{ group: 'apps', kind: 'Deployment' }] as const;

/**
 * From Deployment `tekton-operator`: its variable `VERSION`, its labels, or the tag of its image. `devel` and digests say
 * nothing. https://github.com/tektoncd/operator/blob/v0.81.1/config/kubernetes/base/operator.yaml#L33
 */
export function detectVersion({ identity, root }: Resource): OperatorVersion | undefined {
  if (identity.kind !== 'Deployment' || identity.name !== 'tekton-operator') return undefined;
  const labels = root.at('metadata', 'labels');
  const containers = root.at('spec', 'template', 'spec', 'containers').items();
  const texts = containers.flatMap((container) => [
    ...container
      .at('env')
      .items()
      .filter((variable) => textOf(variable.at('name')) === 'VERSION')
      .map((variable) => textOf(variable.at('value'))),
    tagOf(textOf(container.at('image'))),
  ]);
  return [...texts, textOf(labels.at('version')), textOf(labels.at('operator.tekton.dev/release'))]
    .map(versionIn)
    .find((version) => version !== undefined);
}

function tagOf(image: string | undefined): string | undefined {
  const name = image?.split('@', 1)[0]?.split('/').at(-1) ?? '';
  return name.split(':', 2)[1];
}

function versionIn(text: string | undefined): OperatorVersion | undefined {
  return /^v?(\d+\.\d+(?:\.\d+)?)$/.exec(text ?? '')?.[1];
}
