import type { Rule } from '../../../contract/index.ts';
import { textItems } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { postgresContainer, sidecarNames } from '../pods.ts';

/** `all` stands alone, and each name once. */
export const targetContainersMixed: Rule = {
  id: 'zalando/target-containers-mixed',
  severity: 'error',
  kinds: ['postgresql'],
  help: `\`targetContainers\` is either \`[all]\` or a list of names. Where \`all\` stands beside the name of a
container, that container gets the volume twice at one path, and Kubernetes refuses the pods. Keep \`all\`, or only
the names. A name that stands there twice does the same.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L1803',
  *check({ spec }) {
    const containers = [postgresContainer, ...sidecarNames(spec)];
    for (const volume of spec.at('additionalVolumes').items()) {
      const node = volume.at('targetContainers');
      const targets = textItems(node);
      const seen = new Set<string>();
      for (const [name, item] of targets) {
        if (seen.has(name))
          yield {
            node: item,
            message: say`\`targetContainers\` has "${name}" twice: that container gets the volume twice, and the pods are refused.`,
            fixes: [{ title: say`Remove "${name}"`, edits: [{ do: 'remove', node: item }] }],
          };
        seen.add(name);
      }
      const all = targets.find(([name]) => name === 'all');
      if (!all || node.items().length < 2) continue;
      const twice = targets.find(([name]) => containers.includes(name));
      yield {
        node: all[1],
        severity: twice ? 'error' : 'warning',
        message: twice
          ? say`\`targetContainers\` has "all" beside "${twice[0]}": that container gets the volume twice, and the pods are refused.`
          : say`\`targetContainers\` has "all" beside other names: the volume is mounted in every container.`,
        fixes: [
          { title: say`Keep only "all"`, edits: [{ do: 'set', node, value: ['all'] }] },
          { title: say`Remove "all"`, edits: [{ do: 'remove', node: all[1] }], safe: false },
        ],
      };
    }
  },
};
