import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** An init container without an image keeps the StatefulSet from being made. */
export const initContainerImageMissing: Rule = {
  id: 'zalando/init-container-image-missing',
  severity: 'error',
  kinds: ['postgresql'],
  help: `The API server takes a cluster whose init container has no image, but no pods: from version 1.15 on the operator looks
for it first and stops, before that Kubernetes refuses the StatefulSet. The status says \`CreateFailed\` either way. Add
\`image\`.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L2692',
  wholeOnly: true,
  *check({ spec }) {
    for (const container of spec.at('initContainers').items()) {
      const image = container.at('image');
      if (container.kind !== 'map' || container.entries().some(([key]) => key.includes('${'))) continue;
      if (image.kind !== 'missing' && image.value !== null && image.value !== '') continue;
      const name = textOf(container.at('name'));
      yield {
        node: image.kind === 'missing' && name ? container.at('name') : image,
        message: name
          ? say`Init container "${name}" has no \`image\`: the pods are not created.`
          : say`Init container has no \`image\`: the pods are not created.`,
        fixes: [
          {
            title: say`Add \`image\``,
            edits: [{ do: 'set', node: image, value: `${name ?? 'init'}:latest` }],
            safe: false,
          },
        ],
      };
    }
  },
};
