import type { ManifestNode, Resource } from '../../contract/index.ts';
import { isTrue, textOf } from '../../vocabulary/read.ts';
import { baseDeployments, baseStatefulSets, watcherName } from './naming.ts';
import type { BaseWorkload } from './naming.ts';
import { resultSettings } from './settings.ts';

/** One entry of `options.deployments` or `options.statefulSets`. */
export interface OptionWorkload {
  readonly list: 'deployments' | 'statefulSets';
  readonly name: string;
  readonly node: ManifestNode;
  /** What the operator merges it into; `undefined`: nothing, so the entry is ignored. */
  readonly base: BaseWorkload | undefined;
  readonly podSpec: ManifestNode;
}

/** Entries that the operator reads: none if `options.disabled` is set. transformer_additional_options.go#L57 */
export function optionWorkloads(resource: Resource): OptionWorkload[] {
  const options = activeOptions(resource);
  return (['deployments', 'statefulSets'] as const).flatMap((list) =>
    options
      .at(list)
      .entries()
      .map(([name, node]) => ({ list, name, node, base: baseOf(resource, list, name), podSpec: podSpecOf(node) })),
  );
}

export function activeOptions(resource: Resource): ManifestNode {
  const options = resultSettings(resource).at('options');
  return isTrue(options.at('disabled')) ? options.at('disabled', 'nothing') : options;
}

export function podSpecOf(workload: ManifestNode): ManifestNode {
  return workload.at('spec', 'template', 'spec');
}

/** Whether the watcher runs as a StatefulSet. */
export function hasOrdinals(resource: Resource): boolean {
  return isTrue(resultSettings(resource).at('performance', 'statefulset-ordinals'));
}

/** Entries of a list by their `name`, in written order. */
export function namedItems(list: ManifestNode): { name: string; item: ManifestNode }[] {
  return list.items().flatMap((item) => {
    const name = textOf(item.at('name'));
    return name === undefined ? [] : [{ name, item }];
  });
}

/** The container of the operator itself as changed by the options; missing if they do not mention it. */
export function mainContainer(podSpec: ManifestNode, name: string): ManifestNode {
  const containers = podSpec.at('containers');
  return namedItems(containers).find((container) => container.name === name)?.item ?? containers.at('missing');
}

function baseOf(resource: Resource, list: OptionWorkload['list'], name: string): BaseWorkload | undefined {
  if (name === watcherName && hasOrdinals(resource) !== (list === 'statefulSets')) return undefined;
  const known = list === 'deployments' ? baseDeployments : baseStatefulSets;
  return Object.hasOwn(known, name) ? known[name] : undefined;
}
