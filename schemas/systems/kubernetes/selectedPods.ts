import type { IndexedResource, ManifestNode, Resource, WorkspaceIndex } from '../../contract/index.ts';
import { perObject } from '../../vocabulary/perObject.ts';
import { mayHaveKey, textOf } from '../../vocabulary/read.ts';
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
  const [first] = selector;
  const value = first && textOf(first[1]);
  if (!first || value === undefined) return [];
  return listsOf(workspace)
    .flatMap((list) => {
      const pods = podsByLabel(list, undefined);
      return [...(pods.get(labelKey(namespace, first[0], value)) ?? []), ...(pods.get(namespace) ?? [])];
    })
    .filter(({ template }) => isSelected(selector, template.metadata.at('labels')));
}

/** Pods that a file describes. */
export function podsInFile(workspace: WorkspaceIndex, uri: string): SelectablePod[] {
  return listsOf(workspace).flatMap((list) => list.filter((each) => each.uri === uri).flatMap(podOf));
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
const podsByLabel = perObject((list: readonly IndexedResource[], _: undefined) => {
  const pods = new Map<string, SelectablePod[]>();
  for (const pod of list.flatMap(podOf)) {
    const { namespace } = pod.resource.identity;
    const labels = pod.template.metadata.at('labels');
    const entries = labels.entries().map(([label, node]) => [label, textOf(node)] as const);
    const isOpen =
      entries.some(([label, value]) => value === undefined || label.includes('${')) || mayHaveKey(labels, '');
    const keys = isOpen ? [namespace] : entries.map(([label, value]) => labelKey(namespace, label, value ?? ''));
    for (const key of keys) {
      const found = pods.get(key);
      if (found) found.push(pod);
      else pods.set(key, [pod]);
    }
  }
  return pods;
});

function podOf({ resource }: IndexedResource): SelectablePod[] {
  const template = podTemplateOf(resource);
  return template ? [{ resource, template }] : [];
}

function labelKey(namespace: string, label: string, value: string): string {
  return [namespace, label, value].join('\0');
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
