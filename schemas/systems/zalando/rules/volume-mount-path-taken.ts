import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { isTrue, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { dataMountPath, sharedMemoryPath } from '../pods.ts';

/** Two additional volumes at one path: the later one is left out. At that of the shared memory the pods are refused. */
export const volumeMountPathTaken: Rule = {
  id: 'zalando/volume-mount-path-taken',
  severity: 'error',
  kinds: ['postgresql'],
  help: `The operator mounts only one additional volume at a path, even if they are meant for different containers.
The later one is left out; if it names \`targetContainers\`, its mount remains without a volume, and Kubernetes
refuses the pods. At \`/dev/shm\` stands the shared memory of Postgres, unless the operator's \`enable_shm_volume\` is off:
a second mount there is refused with the pods. Use different paths.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L1789',
  *check({ spec }) {
    const seen = new Map<string, ManifestNode>();
    for (const volume of spec.at('additionalVolumes').items()) {
      const node = volume.at('mountPath');
      const path = textOf(node);
      if (!path || path === dataMountPath) continue;
      if (path === sharedMemoryPath && !seen.has(path)) {
        const isOn = isTrue(spec.at('enableShmVolume'));
        yield {
          node,
          // Shared memory can be switched off in the operator's configuration.
          severity: isOn ? 'error' : 'warning',
          message: say`\`mountPath\` "${path}" is taken by the shared memory of Postgres: the pods are refused.`,
        };
      }
      const first = seen.get(path);
      if (!first) {
        seen.set(path, node);
        continue;
      }
      const refused = volume.at('targetContainers').items().length > 0;
      yield {
        node,
        severity: refused ? 'error' : 'warning',
        message: refused
          ? say`\`mountPath\` "${path}" is taken by another additional volume: the pods are refused.`
          : say`\`mountPath\` "${path}" is taken by another additional volume: this one is left out.`,
        fixes: [{ title: say`Mount at "${path}-2"`, edits: [{ do: 'set', node, value: `${path}-2` }], safe: false }],
        related: [{ node: first, message: say`The path is used here first.` }],
      };
    }
  },
};
