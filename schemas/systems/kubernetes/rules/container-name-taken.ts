import type { Rule } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';
import { containersOf, podTemplateOf, workloadKinds } from '../workloads.ts';

/** Containers of a pod, init containers among them, have names of their own. */
export const containerNameTaken: Rule = {
  id: 'kubernetes/container-name-taken',
  severity: 'error',
  kinds: workloadKinds,
  help: `Two containers of a pod cannot have one name, even if one of them is an init container: the API server refuses the
second (\`Duplicate value\`). Rename one of them.`,
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container',
  *check({ resource }) {
    const template = podTemplateOf(resource);
    if (template === undefined) return;
    const seen = new Set<string>();
    for (const container of containersOf(template.spec)) {
      const node = container.at('name');
      const name = knownName(node);
      if (name === undefined) continue;
      if (seen.has(name))
        yield {
          node,
          message: say`A container "${name}" stands above already, so the API server refuses the pod. Rename one of them.`,
        };
      seen.add(name);
    }
  },
};
