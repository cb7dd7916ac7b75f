import type { IndexedResource, ManifestNode, Resource, WorkspaceIndex } from '../../contract/index.ts';
import { mayHaveKey, textOf } from '../../vocabulary/read.ts';
import { searchBy } from '../../vocabulary/searchBy.ts';
import { podTemplateOf, workloadKinds } from './workloads.ts';
import type { PodTemplate } from './workloads.ts';

/** A workload of the workspace and the pod that it describes. */
export interface SelectablePod {
  readonly resource: Resource;
  readonly template: PodTemplate;
}

export type Selector = readonly (readonly [label: string, node: ManifestNode])[];

/** Pods of a namespace that a selector finds, or may find once placeholders are filled in. */
export function selectedPods(workspace: WorkspaceIndex, namespace: string, selector: Selector): SelectablePod[] {
  return [...candidates(workspace, namespace, selector)]
    .flatMap((list) => list.flatMap(podOf))
    .filter(({ template }) => isSelected(selector, template.metadata.at('labels')));
}

/** Whether there is such a pod: it ends with the first. */
export function selectsAny(workspace: WorkspaceIndex, namespace: string, selector: Selector): boolean {
  for (const list of candidates(workspace, namespace, selector)) {
    const isOne = (each: IndexedResource) =>
      podOf(each).some(({ template }) => isSelected(selector, template.metadata.at('labels')));
    if (list.some(isOne)) return true;
  }
  return false;
}

/** Pods of a namespace that a file describes. */
export function podsInFile(workspace: WorkspaceIndex, uri: string, namespace: string): SelectablePod[] {
  return listsOf(workspace).flatMap((list) => byFile(list, placeKey(uri, namespace)).flatMap(podOf));
}

/** Of every kind those with the rarest label of a selector, which has a value, and those whose labels are not all known. */
function* candidates(
  workspace: WorkspaceIndex,
  namespace: string,
  selector: Selector,
): Iterable<readonly IndexedResource[]> {
  const keys = selector.flatMap(([label, node]) => {
    const value = textOf(node);
    return value === undefined ? [] : [labelKey(namespace, label, value)];
  });
  if (keys.length === 0) return;
  for (const list of listsOf(workspace)) {
    yield keys.map((key) => byLabel(list, key)).reduce((best, each) => (each.length < best.length ? each : best));
    yield byLabel(list, namespace);
  }
}

function isSelected(selector: Selector, labels: ManifestNode): boolean {
  return selector.every(([label, { value }]) => {
    const found = labels.at(label);
    const isOpen = found.kind === 'missing' ? mayHaveKey(labels, label) : found.value === undefined;
    return isOpen || value === undefined || found.value === value;
  });
}

function listsOf(workspace: WorkspaceIndex): (readonly IndexedResource[])[] {
  return [...workloadKinds, ...otherMakers].map((kind) => workspace.resources(groups[kind] ?? '', kind));
}

/** By namespace, label and value; under the namespace alone those whose labels are not all known. */
const byLabel = searchBy((each: IndexedResource) =>
  podOf(each).flatMap(({ resource, template }) => {
    const { namespace } = resource.identity;
    const labels = template.metadata.at('labels');
    const entries = labels.entries().map(([label, node]) => [label, textOf(node)] as const);
    const isOpen =
      entries.some(([label, value]) => value === undefined || label.includes('${')) || mayHaveKey(labels, '');
    return isOpen ? [namespace] : entries.map(([label, value]) => labelKey(namespace, label, value ?? ''));
  }),
);

const byFile = searchBy(({ resource, uri }: IndexedResource) => [placeKey(uri, resource.identity.namespace)]);

function podOf({ resource }: IndexedResource): SelectablePod[] {
  const template = podTemplateOf(resource);
  return template ? [{ resource, template }] : [];
}

function labelKey(namespace: string, label: string, value: string): string {
  return [namespace, label, value].join('\0');
}

function placeKey(uri: string, namespace: string): string {
  return [uri, namespace].join('\0');
}

/** Kinds that make pods, and that the pack says nothing else about. */
const otherMakers = ['ReplicaSet', 'ReplicationController'];

const groups: Readonly<Record<string, string>> = {
  Deployment: 'apps',
  ReplicaSet: 'apps',
  StatefulSet: 'apps',
  DaemonSet: 'apps',
  Job: 'batch',
  CronJob: 'batch',
};
