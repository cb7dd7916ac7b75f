import type { ChartClaim, ManifestNode, Resource } from '../../../schemas/contract/index.ts';
import { innerDocument } from '../yaml/index.ts';
import type { ManifestDocument } from '../yaml/index.ts';
import type { ChartBeside } from './chartBeside.ts';

/** Values that somebody gives to a chart. */
export interface ChartValues {
  /** As the chart calls itself, or its path in a repository. */
  readonly chart: string;
  /** Of the chart; `undefined`: not said, or a range. */
  readonly version: string | undefined;
  readonly root: ManifestNode;
  /** The one that the values stand in: that of a text in a resource is its own. */
  readonly document: ManifestDocument;
  /** Of what the chart makes; empty: not said. */
  readonly namespace: string;
}

/** Kinds of resources that release charts. */
export const releaseKinds: readonly { readonly group: string; readonly kind: string }[] = [
  { group: 'helm.toolkit.fluxcd.io', kind: 'HelmRelease' },
  { group: 'argoproj.io', kind: 'Application' },
];

/** The values in a HelmRelease of Flux or an Application of Argo CD. */
export function releasedValues({ identity, root }: Resource, document: ManifestDocument): ChartValues[] {
  return identity.kind === 'HelmRelease'
    ? valuesOfRelease(root, identity.namespace, document)
    : valuesOfApplication(root, document);
}

/** https://fluxcd.io/flux/components/helm/helmreleases/ */
function valuesOfRelease(root: ManifestNode, own: string, document: ManifestDocument): ChartValues[] {
  const spec = root.at('spec');
  const chart = spec.at('chart', 'spec');
  const namespace = textOf(spec.at('targetNamespace')) || own;
  return valuesAt(spec.at('values'), textOf(chart.at('chart')), chart.at('version'), { document, namespace });
}

/** https://argo-cd.readthedocs.io/en/stable/user-guide/helm/ */
function valuesOfApplication(root: ManifestNode, document: ManifestDocument): ChartValues[] {
  const spec = root.at('spec');
  const namespace = textOf(spec.at('destination', 'namespace'));
  return [spec.at('source'), ...spec.at('sources').items()].flatMap((source) => {
    const [chart, version] = [chartOf(source), source.at('targetRevision')];
    const inner = innerDocument(source.at('helm', 'values'), document.text);
    return [
      ...valuesAt(source.at('helm', 'valuesObject'), chart, version, { document, namespace }),
      ...(inner ? valuesAt(inner.root, chart, version, { document: inner, namespace }) : []),
    ];
  });
}

/** Its name, or where it lies in the repository: `./charts/shop`. */
function chartOf(source: ManifestNode): string {
  const path = textOf(source.at('path'));
  return textOf(source.at('chart')) || (path && `./${path.replace(/^\.\//, '')}`);
}

function valuesAt(
  root: ManifestNode,
  chart: string,
  version: ManifestNode,
  place: Pick<ChartValues, 'document' | 'namespace'>,
): ChartValues[] {
  return chart === '' || root.kind !== 'map' ? [] : [{ chart, version: exact(textOf(version)), root, ...place }];
}

/** The values in a file that is no resource, by the chart beside it, or by keys that only the chart has. */
export function valuesInFile(
  document: ManifestDocument,
  claims: Iterable<ChartClaim>,
  beside: ChartBeside | undefined,
): ChartValues[] {
  const { root } = document;
  const found: ChartValues[] = [];
  for (const { name: chart, ownKeys } of claims) {
    const add = (at: ManifestNode, version?: string) => {
      const isNew = at.kind === 'map' && !found.some((each) => each.root === at);
      if (isNew) found.push({ chart, version: exact(version), root: at, document, namespace: '' });
    };
    const isOwn = (map: ManifestNode) => ownKeys.filter((key) => map.at(key).kind !== 'missing').length >= 2;
    if (beside?.name === chart) add(root, beside.version);
    for (const { name, key, version } of beside?.dependencies ?? []) if (name === chart) add(root.at(key), version);
    if (isOwn(root)) add(root);
    if (isOwn(root.at(chart))) add(root.at(chart));
  }
  return found;
}

/** One version, not a range of them. */
function exact(version: string | undefined): string | undefined {
  return /^v?\d+\.\d+\.\d+(?:[-+].*)?$/.test(version ?? '') ? version : undefined;
}

function textOf({ value }: ManifestNode): string {
  return typeof value === 'string' ? value : '';
}
