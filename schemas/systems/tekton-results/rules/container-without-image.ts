import type { Fix, ManifestNode, Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { resultKinds } from '../settings.ts';
import { namedItems, optionWorkloads } from '../workloads.ts';
import type { OptionWorkload } from '../workloads.ts';

/** A container name that the pod does not have adds a container. */
export const containerWithoutImage: Rule = {
  id: 'tekton-results/container-without-image',
  severity: 'error',
  kinds: resultKinds,
  help: `Containers are merged by name, and a name that the pod does not have yet adds a container. Without \`image\` the API
server refuses the Deployment, and the change that was meant for the operator's own container is lost. The containers are
called \`api\`, \`watcher\`, \`retention-policy-agent\` and \`postgres\`, not like their Deployments.`,
  source:
    'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/reconciler/common/transformer_additional_options.go#L506',
  wholeOnly: true,
  *check({ resource }) {
    for (const workload of optionWorkloads(resource)) {
      const { base, podSpec } = workload;
      if (!base) continue;
      for (const { name, item } of namedItems(podSpec.at('containers'))) {
        if (name === base.container || isWritten(item.at('image'))) continue;
        yield {
          node: item.at('name'),
          message: say`"${name}" adds a container without an image, so the Deployment is refused: the container of "${workload.name}" is called \`${base.container}\`.`,
          fixes: useOwn(workload, item),
        };
      }
      for (const { name, item } of namedItems(podSpec.at('initContainers'))) {
        if (isWritten(item.at('image'))) continue;
        yield {
          node: item.at('name'),
          message: say`"${name}" adds a container without an image, so the Deployment is refused: "${workload.name}" has no init containers to change.`,
        };
      }
    }
  },
};

function useOwn({ base, podSpec }: OptionWorkload, item: ManifestNode): Fix[] {
  if (!base || namedItems(podSpec.at('containers')).some(({ name }) => name === base.container)) return [];
  const node = item.at('name');
  return [
    { title: say`Call it "${base.container}"`, edits: [{ do: 'set', node, value: base.container }], safe: false },
  ];
}
