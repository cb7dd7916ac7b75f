import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** A container without an image stops the operator before it makes the pods. */
export const sidecarImageMissing: Rule = {
  id: 'zalando/sidecar-image-missing',
  severity: 'error',
  kinds: ['postgresql'],
  help: `The operator checks that each sidecar has an image, and stops at the first one that has none: it does not
create or change the pods of the cluster at all (\`invalid sidecar containers\`). Add \`image\`.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L2692',
  wholeOnly: true,
  *check({ spec }) {
    for (const sidecar of spec.at('sidecars').items()) {
      const image = sidecar.at('image');
      if (sidecar.kind !== 'map' || textOf(image) || isPlaceholder(image)) continue;
      if (image.kind !== 'missing' && image.value !== null && image.value !== '') continue;
      const name = textOf(sidecar.at('name'));
      yield {
        node: image.kind === 'missing' && name ? sidecar.at('name') : image,
        message: name
          ? say`Sidecar "${name}" has no \`image\`: the operator stops before it creates the pods.`
          : say`Sidecar has no \`image\`: the operator stops before it creates the pods.`,
        fixes: [
          {
            title: say`Add \`image\``,
            edits: [{ do: 'set', node: image, value: `${name ?? 'sidecar'}:latest` }],
            safe: false,
          },
        ],
      };
    }
  },
};
