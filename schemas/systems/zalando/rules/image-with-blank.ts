import type { Rule } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';

/** Pods refuse an image that their StatefulSet could have. */
export const imageWithBlank: Rule = {
  id: 'zalando/image-with-blank',
  severity: 'error',
  kinds: ['postgresql'],
  help: `A blank before or behind the name of an image passes the API server in the cluster and in its StatefulSet, and every pod
of it is refused: nothing runs, and only the events of the StatefulSet say why. Remove the blank.`,
  source: 'https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/validation/validation.go#L4438',
  *check({ spec }) {
    const sidecars = spec.at('sidecars').items();
    const nodes = [spec, spec.at('connectionPooler')].map((map) => map.at('dockerImage'));
    for (const node of [...nodes, ...sidecars.map((sidecar) => sidecar.at('image'))]) {
      const image = knownName(node);
      const plain = image?.trim();
      if (image === plain || !plain) continue;
      yield {
        node,
        message: say`A blank stands before or behind the image, so every pod is refused: write "${plain}".`,
        fixes: [{ title: say`Write "${plain}"`, edits: [{ do: 'set', node, value: plain }] }],
      };
    }
  },
};
