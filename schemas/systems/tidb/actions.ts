import type { Action, MergePatch, Resource } from '../../contract/index.ts';
import { timeInSeconds } from '../../vocabulary/recipes.ts';
import { isTrue } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { componentsOf, v1Labels, v2Labels } from './components.ts';
import type { Component } from './components.ts';

/** Each component by itself; a pause of the operator would let the action wait for ever. */
export function v1Actions(resource: Resource): readonly Action[] {
  const spec = resource.root.at('spec');
  if (isTrue(spec.at('paused'))) return [];
  return componentsOf(spec).map((component) => ({
    ...restart(component, `spec.${component.id}.annotations`, (time) => ({
      spec: { [component.id]: { annotations: { 'tidb.pingcap.com/restartedAt': time } } },
    })),
    until: () => ({ kind: 'pods-renewed', labels: v1Labels(resource, component.id) }),
  }));
}

/** Of one group of a cluster. */
export function v2Action({ identity }: Resource, cluster: string, component: Component): Action {
  return {
    ...restart(component, 'spec.template.metadata.annotations', (time) => ({
      spec: { template: { metadata: { annotations: { 'pingcap.com/restartedAt': time } } } },
    })),
    until: () => ({ kind: 'pods-renewed', labels: v2Labels(cluster, component.id, identity.name) }),
  };
}

/** https://docs.pingcap.com/tidb-in-kubernetes/stable/restart-a-tidb-cluster */
function restart({ id, title, duringRestart }: Component, field: string, patch: (time: string) => MergePatch): Action {
  return {
    id: `restart-${id}`,
    command: 'restart',
    title: say`Restart ${title}`,
    consequence: say`${duringRestart} For this the resource gets an annotation below \`${field}\` that the manifest does not have: a tool that takes it out again restarts the pods once more.`,
    steps: ({ now }) => [{ kind: 'patch', patch: patch(timeInSeconds(now)) }],
  };
}
